using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Tells which resource a comment belongs to: the one it stands in, or the one right below it.</summary>
internal sealed class ResourceLines
{
    private readonly SourceText text;
    private readonly int firstKey;
    private readonly List<(int First, int Last, int Column, string Name)> ranges = [];

    public ResourceLines(Reading reading, ImmutableArray<Resource> resources)
    {
        text = reading.Tree.Text;
        firstKey = reading.Root.Entries.IsEmpty ? int.MaxValue : reading.Root.Entries[0].Key.Span.Start;
        foreach (var resource in resources)
        {
            if (resource.DerivedFrom is not null) continue;
            var start = resource.WholePlace.Start;
            ranges.Add((start.Line, resource.WholePlace.End.Line, start.Character, resource.Name));
        }

        ranges.Sort();
    }

    /// <summary>
    /// The names of the resources, several where a loop makes them; a lone null for the whole document, where the comment stands
    /// above everything else; empty where it belongs to nothing.
    /// </summary>
    public ImmutableArray<string?> OwnersOf(int offset)
    {
        if (offset < firstKey) return [null];
        var (line, column) = text.PositionOf(offset);
        var next = ranges.FindIndex(r => r.Last >= line);
        if (next >= 0 && line >= ranges[next].First) return NamesAt(next);
        var before = next < 0 ? ranges.Count - 1 : next - 1;
        // Below a resource and indented like its contents, a comment is still part of it.
        if (before >= 0 && column > ranges[before].Column && IsCommentOnly(ranges[before].Last + 1, line)) return NamesAt(before);
        return next >= 0 && IsCommentOnly(line, ranges[next].First) ? NamesAt(next) : [];
    }

    private ImmutableArray<string?> NamesAt(int index) =>
        [.. ranges.Where(r => r.First == ranges[index].First).Select(r => r.Name)];

    private bool IsCommentOnly(int from, int to)
    {
        for (var line = from; line < to; line++)
        {
            if (!text[text.LineSpan(line)].AsSpan().TrimStart().StartsWith("#")) return false;
        }

        return true;
    }
}
