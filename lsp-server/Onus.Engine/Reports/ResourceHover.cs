using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Reports;

/// <summary>What a hover on a resource's name or type says.</summary>
internal static class ResourceHover
{
    /// <summary>At most this many reasons in one cell; the rest are counted.</summary>
    private const int ReasonsShown = 2;

    /// <summary>At most this many sentences on shared layers, so that the hover fits its box.</summary>
    private const int SharedShown = 2;

    public static string Write(Analysis analysis, Resource resource)
    {
        var ledger = Ledger.Of(analysis, resource);
        var text = new StringBuilder();
        text.Append($"**{MarkdownText.Escape(resource.DisplayName ?? resource.Name)}**");
        if (ledger.Profile is { } profile)
        {
            text.Append($" · {profile.Noun}");
            if (profile.Description.Length > 0) text.Append($" — {profile.Description}");
        }
        else
        {
            text.Append($" · {MarkdownText.Code(resource.Type)}");
        }

        text.AppendLine("  ");
        text.AppendLine(Heading(ledger)).AppendLine();
        AppendTable(text, ledger);
        AppendAws(text, ledger);
        return text.ToString().TrimEnd();
    }

    /// <summary>The profile of a type, where there is no resource to speak of.</summary>
    public static string WriteType(ICatalogue catalogue, DutyProfile profile)
    {
        var text = new StringBuilder();
        text.Append($"**{profile.Noun}**");
        if (profile.Description.Length > 0) text.Append($" — {profile.Description}");
        text.AppendLine().AppendLine().AppendLine("| your duty | what is yours |").AppendLine("|---|---|");
        foreach (var share in profile.Shares.Where(share => share.Owner != Owner.Aws))
            text.AppendLine($"| {Title(catalogue, share)} | {MarkdownText.Cell(share.Sentence)} |");
        text.AppendLine();
        var aws = profile.Shares.Where(share => share.Owner == Owner.Aws).Select(share => Lower(Title(catalogue, share)));
        text.AppendLine($"**AWS's:** {string.Join(", ", aws)}.");
        foreach (var mover in profile.Movers) text.AppendLine().AppendLine($"*The line moves:* {mover.Sentence}");
        if (profile.SourceUrl.Length > 0) text.AppendLine().Append($"[{profile.SourceTitle}]({profile.SourceUrl})");
        return text.ToString().TrimEnd();
    }

    private static string Heading(Ledger ledger)
    {
        var (open, met, unknown, accepted) = (ledger.Count(Standing.Open), ledger.Count(Standing.Met), ledger.Count(Standing.Unknown), ledger.Count(Standing.Accepted));
        if (open + met + unknown + accepted == 0) return "**Yours:** nothing here that Onus checks";
        var parts = new List<string> { $"{open} open", $"{met} met" };
        if (unknown > 0) parts.Add($"{unknown} cannot be told from this template");
        if (accepted > 0) parts.Add($"{accepted} accepted");
        return $"**Yours: {string.Join(" · ", parts)}**";
    }

    private static void AppendTable(StringBuilder text, Ledger ledger)
    {
        var lines = ledger.Lines.Where(line => line.Share.Owner != Owner.Aws || line.Standing is not Standing.Unasked).ToList();
        if (lines.Count == 0) return;
        text.AppendLine("| your duty | in this template |").AppendLine("|---|---|");
        foreach (var line in lines.OrderBy(line => line.Standing))
            text.AppendLine($"| {line.Layer.Title}{(line.Share.Owner == Owner.Shared ? " *(shared)*" : "")} | {Cell(line)} |");
        text.AppendLine();
    }

    private static string Cell(LedgerLine line)
    {
        if (line.Standing == Standing.Unasked) return MarkdownText.Cell(line.Share.Sentence);
        var parts = new List<string>();
        Add(VerdictKind.Open, "✗");
        Add(VerdictKind.Unknown, "?");
        Add(VerdictKind.Accepted, "accepted:");
        if (parts.Count == 0) Add(VerdictKind.Met, "✓");
        else if (line.Verdicts.Count(v => v.Kind == VerdictKind.Met) is > 0 and var met) parts.Add($"✓ {met} met");
        return string.Join(" · ", parts);

        void Add(VerdictKind kind, string mark)
        {
            var reasons = line.Verdicts.Where(v => v.Kind == kind).Select(Reason).Distinct().ToList();
            if (reasons.Count == 0) return;
            var more = reasons.Count > ReasonsShown ? $"; and {reasons.Count - ReasonsShown} more" : "";
            parts.Add($"{mark} {string.Join("; ", reasons.Take(ReasonsShown))}{more}");
        }
    }

    private static string Reason(Verdict verdict) =>
        MarkdownText.Cell(verdict.Suppression is { Reason.Length: > 0 } accepted ? accepted.Reason : verdict.Reason.Length > 0 ? verdict.Reason : verdict.Control.Title).TrimEnd('.');

    private static void AppendAws(StringBuilder text, Ledger ledger)
    {
        var aws = ledger.Lines.Where(line => line.Share.Owner == Owner.Aws).Select(line => Lower(line.Layer.Title)).ToList();
        if (aws.Count > 0) text.AppendLine($"**AWS's:** {string.Join(", ", aws)}.");
        foreach (var line in ledger.Lines.Where(line => line.Share.Owner == Owner.Shared && line.Standing is Standing.Open or Standing.Unknown && line.Share.Sentence.Length > 0).Take(SharedShown))
            text.AppendLine().AppendLine($"*Shared — {Lower(line.Layer.Title)}:* {line.Share.Sentence}");
        if (ledger.Profile is { SourceUrl.Length: > 0 } profile) text.AppendLine().Append($"[{profile.SourceTitle}]({profile.SourceUrl})");
    }

    private static string Title(ICatalogue catalogue, Share share) =>
        catalogue.Layers.FirstOrDefault(layer => layer.Id == share.LayerId)?.Title ?? share.LayerId;

    /// <summary>Lower-cases the first letter unless the word is an abbreviation.</summary>
    private static string Lower(string title) =>
        title.Length > 1 && char.IsUpper(title[0]) && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}
