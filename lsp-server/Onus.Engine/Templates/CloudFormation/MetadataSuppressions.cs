using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Reads the metadata in which Onus and other tools keep what they are to ignore.</summary>
internal static class MetadataSuppressions
{
    private static readonly (string Tool, string List, string Reason)[] Forms =
    [
        ("onus", "ignore", "reason"),
        ("checkov", "skip", "comment"),
        ("cfn_nag", "rules_to_suppress", "reason"),
        ("cdk_nag", "rules_to_suppress", "reason"),
        ("guard", "SuppressedRules", "reason"),
    ];

    /// <summary>Adds what the metadata of a resource says, or that of the template where the resource is null.</summary>
    public static void Read(MappingNode? metadata, string? resource, Reading reading, List<Suppression> found)
    {
        if (metadata is null) return;
        foreach (var (tool, list, reason) in Forms)
        {
            if (Nodes.Sequence(Nodes.Find(Nodes.Mapping(Nodes.Find(metadata, tool)), list)) is not { } items) continue;
            foreach (var item in items.Items)
            {
                var node = Nodes.Follow(item);
                var id = node is MappingNode mapping ? Nodes.Text(Nodes.Find(mapping, "id")) : Nodes.Text(node);
                if (string.IsNullOrEmpty(id)) continue;
                var why = node is MappingNode said ? Nodes.Text(Nodes.Find(said, reason)) ?? "" : "";
                found.Add(new Suppression([id], why, resource, tool, reading.PlaceOf(node)));
            }
        }
    }
}
