using System.Collections.Immutable;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Encoded;

/// <summary>
/// Adds to a document that stands in a text of JSON, such as a policy in Terraform's <c>jsonencode</c> or as JSON in a string. What is
/// there stays as it is, byte for byte.
/// </summary>
internal sealed class EncodedDocument
{
    private readonly ScalarNode node;
    private readonly TextOrigin origin;
    private readonly EncodedWriter writer;
    private readonly EncodedObject root;
    private readonly List<(int At, string Text)> insertions = [];
    private TextSpan? found;
    private int? index;

    private EncodedDocument(SourceText source, ScalarNode node, EncodedObject root, bool isJson)
    {
        (this.node, this.root) = (node, root);
        origin = new TextOrigin(source, node);
        writer = new EncodedWriter(isJson);
    }

    /// <summary>The document in a scalar; null where there is none, or where it is not a JSON string.</summary>
    public static EncodedDocument? In(SourceText source, ScalarNode node)
    {
        if (node is not { Style: ScalarStyle.DoubleQuoted, Anchor: null, Tag: null }) return null;
        if (EncodedNode.OfCall(node.Value) is { } called) return new EncodedDocument(source, node, called, isJson: false);
        return EncodedNode.OfJson(node.Value) is { } json ? new EncodedDocument(source, node, json, isJson: true) : null;
    }

    /// <summary>Adds what a wanted document has and this one lacks. In a list, the item that the finding stands on is brought to the wanted one; else the wanted one is added.</summary>
    /// <returns>The edits of the source, none where nothing is missing; null where it cannot be sure of the result.</returns>
    /// <param name="wanted">The document wanted.</param>
    /// <param name="place">Where the finding stands; null where that does not matter.</param>
    /// <param name="item">The item of a list that it stands on, where its place does not tell; null where that is not known.</param>
    public ImmutableArray<TextEdit>? Add(EncodedObject wanted, TextSpan? place, int? item)
    {
        insertions.Clear();
        (found, index) = (place, item);
        if (!Merge(root, wanted) || !IsWhole()) return null;
        return [.. insertions.Select(insertion => new TextEdit(origin.At(new TextSpan(insertion.At, 0)).Span, YamlScalar.DoubleQuoted(insertion.Text)[1..^1]))];
    }

    /// <summary>The document reads after the insertions as it did before.</summary>
    private bool IsWhole()
    {
        var text = TextEdit.Apply(node.Value, insertions.Select(insertion => new TextEdit(new TextSpan(insertion.At, 0), insertion.Text)));
        return (writer.IsJson ? EncodedNode.OfJson(text) : EncodedNode.OfCall(text)) is not null;
    }

    private bool Merge(EncodedNode old, EncodedNode wanted) => (old, wanted) switch
    {
        (EncodedObject there, EncodedObject map) => MergeObject(there, map),
        (EncodedList there, EncodedList list) => MergeList(there, list),
        (EncodedObject single, EncodedList { Items: [EncodedObject map] }) => map.Find("Sid") is null ? MergeObject(single, map) : AddBeside(single, map),
        // What has a value of its own keeps it: whoever wrote it meant it.
        (_, EncodedList list) => list.Items.All(item => item is EncodedScalar),
        _ => true,
    };

    private bool MergeObject(EncodedObject old, EncodedObject wanted)
    {
        var missing = new List<(string Key, EncodedNode Value)>();
        foreach (var (key, value) in wanted.Entries)
        {
            if (old.Find(key) is { } known)
            {
                if (!Merge(known, value)) return false;
            }
            else if (!(key == "Version" && old.Find("Statement") is not null))
            {
                // The version of a policy that is there decides what its statements mean.
                missing.Add((key, value));
            }
        }

        if (missing.Count == 0) return true;
        if (old.Entries.IsEmpty) return false;
        var last = old.Entries[^1].Value;
        var separator = writer.IsJson || !Spreads(old) ? "," : "";
        foreach (var (key, value) in missing) AddAfter(last, old, separator, indent => writer.Entry(key, indent is null ? writer.Inline(value) : writer.Expanded(value, indent)));
        return true;
    }

    private bool MergeList(EncodedList old, EncodedList wanted)
    {
        foreach (var item in wanted.Items)
        {
            if (old.Items.Any(known => writer.Inline(known) == writer.Inline(item))) continue;
            if (wanted.Items.Length == 1 && item is EncodedObject map && Hit(old, map) is { } there)
            {
                if (!MergeObject(there, map)) return false;
                continue;
            }

            if (old.Items.IsEmpty || HasNameOf(old, item)) return false;
            AddAfter(old.Items[^1], old, ",", indent => indent is null ? writer.Inline(item) : writer.Expanded(item, indent));
        }

        return true;
    }

    /// <summary>Makes a list of a statement that stands alone and another one.</summary>
    private bool AddBeside(EncodedObject single, EncodedObject added)
    {
        var indent = Spreads(single) ? IndentOf(single.Span.Start) : null;
        insertions.Add((single.Span.Start, "["));
        insertions.Add((single.Span.End, ", " + (indent is null ? writer.Inline(added) : writer.Expanded(added, indent)) + "]"));
        return true;
    }

    /// <summary>The item that the finding stands on.</summary>
    private EncodedObject? Hit(EncodedList list, EncodedObject wanted)
    {
        var hit = found is { } span ? list.Items.FirstOrDefault(known => origin.At(known.Span).Span.Contains(span)) : null;
        if (hit is null && index is { } at && at < list.Items.Length && wanted.Find("Sid") is null) hit = list.Items[at];
        return hit as EncodedObject;
    }

    /// <summary>Two statements of one Sid make no policy.</summary>
    private static bool HasNameOf(EncodedList list, EncodedNode item) =>
        (item as EncodedObject)?.Find("Sid") is { } sid && list.Items.Any(known => (known as EncodedObject)?.Find("Sid")?.Text == sid.Text);

    private void AddAfter(EncodedNode last, EncodedNode whole, string separator, Func<string?, string> write)
    {
        var indent = Spreads(whole) ? IndentOf(last.Span.Start) : null;
        insertions.Add((last.Span.End, separator + (indent is null ? " " : "\n" + indent) + write(indent)));
    }

    /// <summary>Its parts stand on lines of their own.</summary>
    private static bool Spreads(EncodedNode node) => node.Text.Contains('\n', StringComparison.Ordinal);

    private string IndentOf(int offset)
    {
        var start = node.Value.LastIndexOf('\n', Math.Max(0, offset - 1)) + 1;
        var end = start;
        while (end < node.Value.Length && node.Value[end] is ' ' or '\t') end++;
        return node.Value[start..end];
    }
}
