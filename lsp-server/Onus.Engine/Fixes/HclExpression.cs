using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Templates;

namespace Onus.Engine.Fixes;

/// <summary>Writes a value as an expression of Terraform's language, for an argument of a function.</summary>
internal static class HclExpression
{
    /// <param name="value">The value.</param>
    /// <param name="embed">Makes the inside of a quoted text: references as templates.</param>
    public static string Write(FixValue value, Func<string, string> embed) => value switch
    {
        FixScalar { Kind: ScalarKind.Text } scalar => YamlScalar.DoubleQuoted(embed(scalar.Text)),
        FixScalar scalar => scalar.Text,
        FixList list => "[" + string.Join(", ", list.Items.Select(item => Write(item, embed))) + "]",
        FixMap map => "{" + string.Join(", ", map.Entries.Select(entry => $"{Key(entry.Key)} = {Write(entry.Value, embed)}")) + "}",
        _ => throw new InvalidOperationException($"No form for {value.GetType().Name}."),
    };

    private static string Key(string key) => key.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') && char.IsAsciiLetter(key[0])
        ? key
        : YamlScalar.DoubleQuoted(key);
}
