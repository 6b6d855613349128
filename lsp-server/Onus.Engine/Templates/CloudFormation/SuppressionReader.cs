using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Finds where people say that a control need not hold: in comments and in metadata.</summary>
internal static class SuppressionReader
{
    public static ImmutableArray<Suppression> Read(Reading reading, ImmutableArray<Resource> resources)
    {
        var found = new List<Suppression>();
        MetadataSuppressions.Read(reading.Mapping("Metadata"), null, reading, found);
        foreach (var entry in reading.Names.Entries)
        {
            if (Nodes.Find(Nodes.Mapping(entry.Body), "Metadata") is MappingNode metadata)
                MetadataSuppressions.Read(metadata, entry.Name, reading, found);
        }

        ReadComments(reading, resources, found);
        return [.. found];
    }

    private static void ReadComments(Reading reading, ImmutableArray<Resource> resources, List<Suppression> found)
    {
        ResourceLines? lines = null;
        foreach (var comment in reading.Tree.Comments)
        {
            var place = new Place(reading.Tree.Text, comment.Span);
            var words = reading.Tree.Text.Content.AsSpan(comment.Span.Start, comment.Span.Length);
            if (!CommentSuppression.TryRead(words, out var said)) continue;
            lines ??= new ResourceLines(reading, resources);
            foreach (var (tool, ids, reason) in said)
            {
                if (lines.OwnerOf(comment.Span.Start, out var resource))
                    found.Add(new Suppression(ids, reason, resource, tool, place));
            }
        }
    }

    /// <summary>Which resource a comment belongs to: the one it stands in, or the one right below it.</summary>
    private sealed class ResourceLines
    {
        private readonly SourceText text;
        private readonly int firstKey;
        private readonly List<(int First, int Last, string Name)> ranges = [];

        public ResourceLines(Reading reading, ImmutableArray<Resource> resources)
        {
            text = reading.Tree.Text;
            firstKey = reading.Root.Entries.IsEmpty ? int.MaxValue : reading.Root.Entries[0].Key.Span.Start;
            foreach (var resource in resources)
            {
                if (resource.DerivedFrom is null)
                    ranges.Add((resource.WholePlace.Start.Line, resource.WholePlace.End.Line, resource.Name));
            }

            ranges.Sort();
        }

        /// <summary>False where the comment belongs to no resource and is not at the top of the file either.</summary>
        public bool OwnerOf(int offset, out string? resource)
        {
            resource = null;
            if (offset < firstKey) return true;
            var line = text.PositionOf(offset).Line;
            foreach (var (first, last, name) in ranges)
            {
                if (line > last) continue;
                if (line < first && !IsCommentOnly(line, first)) return false;
                resource = name;
                return true;
            }

            return false;
        }

        private bool IsCommentOnly(int from, int to)
        {
            for (var line = from; line < to; line++)
            {
                if (!text[text.LineSpan(line)].AsSpan().TrimStart().StartsWith("#")) return false;
            }

            return true;
        }
    }
}
