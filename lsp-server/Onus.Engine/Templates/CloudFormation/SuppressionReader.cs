using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Finds where people say that a control need not hold: in comments and in metadata.</summary>
internal static class SuppressionReader
{
    /// <summary>All suppressions: the template's own metadata, that of the resources, the comments.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="resources">The resources.</param>
    /// <param name="metadata">What stands in the resources' metadata.</param>
    public static ImmutableArray<Suppression> Read(Reading reading, ImmutableArray<Resource> resources, ImmutableArray<Suppression> metadata)
    {
        var found = new List<Suppression>();
        MetadataSuppressions.Read(reading.Mapping("Metadata"), null, reading, found);
        found.AddRange(metadata);
        ReadComments(reading, resources, found);
        return [.. found];
    }

    /// <summary>What the metadata of the resources says, in their order.</summary>
    public static ImmutableArray<Suppression> ReadMetadata(Reading reading)
    {
        var found = new List<Suppression>();
        foreach (var entry in reading.Names.Entries) Read(entry, reading, found);
        return [.. found];
    }

    /// <summary>What the metadata of one resource says.</summary>
    public static ImmutableArray<Suppression> ReadMetadata(ResourceEntry entry, Reading reading)
    {
        var found = new List<Suppression>();
        Read(entry, reading, found);
        return [.. found];
    }

    private static void Read(ResourceEntry entry, Reading reading, List<Suppression> found)
    {
        if (Nodes.Find(Nodes.Mapping(entry.Body), "Metadata") is MappingNode metadata) MetadataSuppressions.Read(metadata, entry.Name, reading, found);
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
            var owners = lines.OwnersOf(comment.Span.Start);
            if (owners.IsEmpty && said[0].Tool == "onus")
                reading.Problems.Add(place, "This comment belongs to no resource. Put it inside one, or on the line above it.");
            foreach (var (tool, ids, reason) in said)
            {
                foreach (var resource in owners) found.Add(new Suppression(ids, reason, resource, tool, place));
            }
        }
    }
}
