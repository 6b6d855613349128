using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment.Functions;

/// <summary>JSON inside a text as values; all stand where the text stands.</summary>
internal static class JsonValues
{
    /// <summary>The values; null where the text is no JSON. Texts with unresolved parts in them become unknown.</summary>
    public static Value? Read(Value value)
    {
        var text = value switch { ScalarValue scalar => scalar.Text, UnknownValue unknown => unknown.Text, _ => "" };
        if (!text.AsSpan().TrimStart().StartsWith("{") && !text.AsSpan().TrimStart().StartsWith("[")) return null;
        var tree = SyntaxTree.Read(new SourceText("", text), SyntaxLanguage.Json);
        return tree.Errors.IsEmpty && tree.Root is { } root ? Convert(root, value) : null;
    }

    private static Value Convert(SyntaxNode node, Value origin)
    {
        switch (node)
        {
            case MappingNode mapping:
                var entries = ImmutableArray.CreateBuilder<MapEntry>(mapping.Entries.Length);
                foreach (var entry in mapping.Entries) entries.Add(new MapEntry(entry.Name, origin.Place, Convert(entry.Value, origin)));
                return new MapValue { Entries = entries.MoveToImmutable(), Place = origin.Place };
            case SequenceNode sequence:
                return new ListValue { Items = [.. sequence.Items.Select(item => Convert(item, origin))], Place = origin.Place };
            case ScalarNode { IsNull: true }:
                return Value.Absent;
            case ScalarNode scalar when origin is UnknownValue unknown && scalar.Value.Contains("${", StringComparison.Ordinal):
                return Part(scalar.Value, unknown);
            case ScalarNode scalar:
                var kind = scalar.Style != ScalarStyle.Plain ? ScalarKind.Text : scalar.Value is "true" or "false" ? ScalarKind.Boolean : ScalarKind.Number;
                return new ScalarValue { Text = scalar.Value, Kind = kind, Place = origin.Place };
            default:
                return Value.Absent;
        }
    }

    /// <summary>A part of an unknown text, with the cause and the references of what is unknown in that part.</summary>
    private static UnknownValue Part(string text, UnknownValue whole)
    {
        var names = KnownText.Names(text).ToList();
        ImmutableArray<Reference> mentioned = whole.Reference is { } only ? [only] : whole.References;
        ImmutableArray<Reference> references = [.. mentioned.Where(reference => names.Exists(name => name == reference.Name || name.StartsWith(reference.Name + ".", StringComparison.Ordinal)))];
        var isPseudo = names.TrueForAll(static name => name.StartsWith("AWS::", StringComparison.Ordinal));
        return new UnknownValue
        {
            Cause = isPseudo ? UnknownCause.Pseudo : whole.Cause == UnknownCause.Pseudo ? UnknownCause.Expression : whole.Cause,
            Name = names.Count == 1 ? names[0] : whole.Name,
            Text = text,
            Reference = references.Length == 1 ? references[0] : null,
            References = references.Length > 1 ? references : [],
            Place = whole.Place,
            IsSecretSafe = true,
        };
    }
}
