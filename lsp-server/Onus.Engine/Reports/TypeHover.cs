using System.Text;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Reports;

/// <summary>The profile of a type, where there is no resource to speak of.</summary>
internal static class TypeHover
{
    public static string Write(ICatalogue catalogue, DutyProfile profile)
    {
        var text = new StringBuilder();
        var lines = profile.Shares.Select(share => (Layer: catalogue.Layers.First(layer => layer.Id == share.LayerId), Share: share)).ToList();
        var controls = ControlsByLayer(catalogue, profile.Type);
        text.AppendLine($"**{profile.Type}** · {ResourceHover.Heading(profile)}").AppendLine();
        text.AppendLine("| your duty | what is yours | controls |").AppendLine("|---|---|---|");
        foreach (var (layer, share) in lines.Where(line => line.Share.Owner != Owner.Aws))
            text.AppendLine($"| {ResourceHover.Row(layer, share)} | {MarkdownText.Cell(share.Sentence)} | {Count(controls, layer)} |");
        text.AppendLine();
        ResourceHover.AppendAws(text, lines);
        AppendMovers(text, catalogue, profile);
        ResourceHover.AppendSource(text, profile);
        return text.ToString().TrimEnd();
    }

    private static void AppendMovers(StringBuilder text, ICatalogue catalogue, DutyProfile profile)
    {
        if (profile.Movers.IsEmpty) return;
        text.AppendLine().AppendLine("**The line moves with**").AppendLine();
        var linked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mover in profile.Movers)
        {
            var layer = catalogue.Layers.First(candidate => candidate.Id == mover.LayerId);
            // A page that states several moves is linked at the first of them.
            var source = linked.Add(mover.SourceUrl) ? SourceOf(mover, profile) : "";
            text.AppendLine($"- {ResourceHover.Deciding([mover])} ({layer.Short}): {mover.Sentence}{source}");
        }
    }

    /// <summary>A link to the page that states it, after the sentence; empty where that is the profile's own page.</summary>
    internal static string SourceOf(Mover mover, DutyProfile profile) =>
        mover.SourceUrl.Length == 0 || mover.SourceUrl == profile.SourceUrl ? "" : $" [{mover.SourceTitle}]({mover.SourceUrl})";

    private static ILookup<string, Control> ControlsByLayer(ICatalogue catalogue, string type) => catalogue
        .ControlsFor(type.StartsWith("aws_", StringComparison.Ordinal) ? Framework.Terraform : Framework.CloudFormation, type)
        .Select(pair => pair.Control)
        .Distinct()
        .ToLookup(control => Ledger.LayerOf(catalogue, control));

    private static string Count(ILookup<string, Control> controls, Layer layer) =>
        controls[layer.Id].Count() is > 0 and var count ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
}
