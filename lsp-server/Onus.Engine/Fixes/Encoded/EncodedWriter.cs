namespace Onus.Engine.Fixes.Encoded;

/// <summary>Writes parts of an encoded document: in Terraform's language the way its formatter does, or in JSON.</summary>
/// <param name="isJson">JSON instead of Terraform's language.</param>
internal sealed class EncodedWriter(bool isJson)
{
    private const string Step = "  ";

    public bool IsJson => isJson;

    /// <summary>A value on one line.</summary>
    public string Inline(EncodedNode node) => node switch
    {
        EncodedObject { Entries.IsEmpty: false } map => (isJson ? "{" : "{ ") + string.Join(", ", map.Entries.Select(entry => Entry(entry.Key, Inline(entry.Value)))) + (isJson ? "}" : " }"),
        EncodedList list => "[" + string.Join(", ", list.Items.Select(Inline)) + "]",
        _ when isJson && !node.IsLiteral => "\"${" + node.Text + "}\"",
        _ => node.Text,
    };

    /// <summary>A value over several lines; lists of single values stay on one.</summary>
    /// <param name="node">The value.</param>
    /// <param name="indent">The indentation of the line on which it starts.</param>
    public string Expanded(EncodedNode node, string indent)
    {
        var inner = indent + Step;
        return node switch
        {
            EncodedObject { Entries.IsEmpty: false } map => $"{{\n{inner}{string.Join((isJson ? "," : "") + "\n" + inner, Lines(map, inner))}\n{indent}}}",
            EncodedList list when list.Items.Any(item => item is not EncodedScalar) =>
                $"[\n{inner}{string.Join(",\n" + inner, list.Items.Select(item => Expanded(item, inner)))}\n{indent}]",
            _ => Inline(node),
        };
    }

    public string Entry(string key, string value) => isJson ? $"\"{key}\": {value}" : $"{Key(key)} = {value}";

    /// <summary>The formatter puts the equals signs of neighbouring one-line entries under one another.</summary>
    private List<string> Lines(EncodedObject map, string indent)
    {
        var values = map.Entries.Select(entry => (Key: isJson ? entry.Key : Key(entry.Key), Value: Expanded(entry.Value, indent))).ToList();
        var lines = new List<string>();
        for (var at = 0; at < values.Count; at++)
        {
            if (isJson || values[at].Value.Contains('\n', StringComparison.Ordinal))
            {
                lines.Add(Entry(map.Entries[at].Key, values[at].Value));
                continue;
            }

            var (from, to) = (at, at);
            while (from > 0 && !values[from - 1].Value.Contains('\n', StringComparison.Ordinal)) from--;
            while (to + 1 < values.Count && !values[to + 1].Value.Contains('\n', StringComparison.Ordinal)) to++;
            var width = values.GetRange(from, to - from + 1).Max(entry => entry.Key.Length);
            lines.Add($"{values[at].Key.PadRight(width)} = {values[at].Value}");
        }

        return lines;
    }

    private static string Key(string key) => key.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_') ? key : $"\"{key}\"";
}
