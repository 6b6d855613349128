using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>What a collection of broken JSON holds so far, with the columns in which its entries start.</summary>
internal sealed class JsonContents(bool isMapping, SourceText source)
{
    private readonly List<MappingEntry> entries = [];
    private readonly List<SyntaxNode> items = [];
    private readonly List<int> columns = [];

    public bool IsMapping => isMapping;

    public int Count => columns.Count;

    public ImmutableArray<MappingEntry> Entries => [.. entries];

    public ImmutableArray<SyntaxNode> Items => [.. items];

    public void Add(MappingEntry entry, int column)
    {
        entries.Add(entry);
        columns.Add(column);
    }

    public void Add(SyntaxNode item, int column)
    {
        items.Add(item);
        columns.Add(column);
    }

    /// <summary>Of two entries with the same key, or two opened items, one below the other the upper one is dropped if nothing stands in it.</summary>
    public void DropUnfinished()
    {
        for (var i = items.Count - 2; i >= 0; i--)
        {
            if (items[i] is MappingNode { Entries: [], Span.Length: 1 } && items[i + 1] is MappingNode) items.RemoveAt(i);
        }


        for (var i = entries.Count - 2; i >= 0; i--)
        {
            if (entries[i].Name.Length > 0 && entries[i].Name == entries[i + 1].Name && entries[i].Value is MappingNode { Entries: [] } or SequenceNode { Items: [] } or ScalarNode { Span.Length: 0 })
                entries.RemoveAt(i);
        }
    }

    /// <summary>
    /// Puts the last entries, those that start right of a column, into a collection of their own without a key: they belong to one
    /// whose first line is missing, and not here.
    /// </summary>
    /// <returns>Where the first of them starts; null where there is none.</returns>
    public int? Wrap(int column, bool isMapping)
    {
        var first = columns.Count;
        while (first > 0 && columns[first - 1] > column) first--;
        if (first == columns.Count) return null;
        var span = IsMapping
            ? TextSpan.FromBounds(entries[first].Span.Start, entries[^1].Span.End)
            : TextSpan.FromBounds(items[first].Span.Start, items[^1].Span.End);
        SyntaxNode lost = IsMapping && isMapping
            ? new MappingNode { Span = span, Entries = [.. entries.Skip(first)], IsFlow = true }
            : new SequenceNode { Span = span, Items = IsMapping ? [.. entries.Skip(first).Select(e => e.Value)] : [.. items.Skip(first)], IsFlow = true };
        columns.RemoveRange(first, columns.Count - first);
        columns.Add(column);
        if (!IsMapping)
        {
            items.RemoveRange(first, items.Count - first);
            items.Add(lost);
            return span.Start;
        }

        entries.RemoveRange(first, entries.Count - first);
        var key = new ScalarNode(source) { Span = new TextSpan(span.Start, 0), Style = ScalarStyle.Plain };
        entries.Add(new MappingEntry(key, lost, span));
        return span.Start;
    }
}
