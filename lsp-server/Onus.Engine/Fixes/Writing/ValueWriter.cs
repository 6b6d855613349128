using System.Text;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Prints values in the forms that YAML and JSON have for them.</summary>
internal sealed class ValueWriter(SyntaxLanguage language, Habits habits)
{
    private bool IsJson => language == SyntaxLanguage.Json;

    /// <summary>A scalar, or an empty collection: what stands on its key's line in every form.</summary>
    public static bool IsShort(FixValue value) => value is not (FixMap { Entries.Length: > 0 } or FixList { Items.Length: > 0 });

    /// <summary>On one line: in YAML's flow form, or in JSON.</summary>
    /// <param name="value">What to print.</param>
    /// <param name="inFlow">Inside YAML's brackets.</param>
    /// <param name="like">The scalar it takes the place of, whose quotes it keeps; null for none.</param>
    /// <param name="look">How the collection around it is written.</param>
    public string Inline(FixValue value, bool inFlow, ScalarNode? like, FlowLook look) => value switch
    {
        RawValue raw => raw.Text,
        FixScalar scalar => (scalar.Tag is null ? "" : scalar.Tag + " ") + Scalar(scalar, inFlow, like),
        FixList { Items: [] } => "[]",
        FixMap { Entries: [] } => "{}",
        FixList list => "[" + string.Join(look.Comma, list.Items.Select(item => Inline(item, true, null, look))) + "]",
        FixMap map => "{" + look.Brace + string.Join(look.Comma, map.Entries.Select(entry => InlineEntry(entry.Key, entry.Value, look))) + look.Brace + "}",
        _ => throw new InvalidOperationException($"No form for {value.GetType().Name}."),
    };

    /// <summary>A scalar or an empty collection, which look the same everywhere.</summary>
    public string Inline(FixValue value, bool inFlow, ScalarNode? like = null) => Inline(value, inFlow, like, FlowLook.Wide);

    public string InlineEntry(string key, FixValue value, FlowLook look) =>
        Key(key, inFlow: true) + Colon(look.Padded) + Inline(value, true, null, look);

    /// <summary>A key with its value in YAML's block form; the first line without indentation, the last without line break.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="column">The key's column.</param>
    public string BlockEntry(string key, FixValue value, int column) => Key(key, inFlow: false) + ":" + AfterColon(value, column);

    /// <summary>What follows a key's colon in block form: a blank and the value, or a line break and the collection.</summary>
    public string AfterColon(FixValue value, int keyColumn)
    {
        if (IsShort(value)) return " " + Inline(value, inFlow: false);
        var column = keyColumn + (value is FixList ? habits.SequenceIndent : habits.Indent);
        return habits.NewLine + new string(' ', column) + BlockBody(value, column);
    }

    /// <summary>A value in block form that starts at a column; the first line without indentation.</summary>
    public string BlockBody(FixValue value, int column)
    {
        var separator = habits.NewLine + new string(' ', column);
        return value switch
        {
            FixMap { Entries.Length: > 0 } map => string.Join(separator, map.Entries.Select(entry => BlockEntry(entry.Key, entry.Value, column))),
            FixList { Items.Length: > 0 } list => string.Join(separator, list.Items.Select(item => BlockItem(item, column))),
            _ => Inline(value, inFlow: false),
        };
    }

    /// <summary>An item with its dash, which stands in the column given.</summary>
    public string BlockItem(FixValue value, int column) => "- " + BlockBody(value, column + 2);

    /// <summary>A value over several lines in flow form or JSON; the first line without indentation.</summary>
    /// <param name="value">What to print.</param>
    /// <param name="indent">The indentation of the line on which it starts.</param>
    public string Expanded(FixValue value, string indent)
    {
        if (IsShort(value)) return Inline(value, inFlow: true);
        if (habits.Small is { } look && IsSmall(value)) return Inline(value, inFlow: true, null, look);
        var inner = indent + habits.FlowIndent;
        var parts = value switch
        {
            FixMap map => map.Entries.Select(entry => ExpandedEntry(entry.Key, entry.Value, inner)),
            FixList list => list.Items.Select(item => Expanded(item, inner)),
            _ => throw new InvalidOperationException($"No form for {value.GetType().Name}."),
        };
        var (open, close) = value is FixMap ? ('{', '}') : ('[', ']');
        return new StringBuilder().Append(open).Append(habits.NewLine).Append(inner)
            .AppendJoin("," + habits.NewLine + inner, parts)
            .Append(habits.NewLine).Append(indent).Append(close).ToString();
    }

    public string ExpandedEntry(string key, FixValue value, string indent) =>
        Key(key, inFlow: true) + (IsJson ? habits.Colon : ": ") + Expanded(value, indent);

    private static bool IsSmall(FixValue value) => value switch
    {
        FixMap { Entries: [var only] } => IsShort(only.Value) || only.Value is FixList { Items.Length: < 4 } list && list.Items.All(IsShort),
        FixList { Items.Length: < 4 } list => list.Items.All(IsShort),
        _ => false,
    };

    private string Colon(bool padded) => padded ? (IsJson && habits.Colon.Length > 1 ? habits.Colon : ": ") : IsJson ? ":" : ": ";

    private string Key(string key, bool inFlow) =>
        IsJson ? YamlScalar.DoubleQuoted(key) : YamlScalar.Write(key, habits.Quote, always: false, inFlow);

    private string Scalar(FixScalar scalar, bool inFlow, ScalarNode? like)
    {
        // An expression is quoted because it is one, not because its author likes quotes.
        if (like is { Tag: not null } || like?.Value.Contains("${", StringComparison.Ordinal) == true) like = null;
        var wasQuoted = like?.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        if (scalar.Kind != ScalarKind.Text && !wasQuoted && !Placeholders.AreIn(scalar.Text)) return scalar.Text;
        if (IsJson) return YamlScalar.DoubleQuoted(scalar.Text);
        var quote = like?.Style == ScalarStyle.SingleQuoted ? '\'' : like?.Style == ScalarStyle.DoubleQuoted ? '"' : habits.Quote;
        var always = wasQuoted || (scalar.Tag is null && like is null && habits.QuotesTexts && scalar.Kind == ScalarKind.Text);
        return YamlScalar.Write(scalar.Text, quote, always, inFlow);
    }
}
