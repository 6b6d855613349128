using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Reports;

/// <summary>What a hover on a resource's name or type says.</summary>
internal static class ResourceHover
{
    /// <summary>At most this many reasons in one cell; the rest are counted.</summary>
    private const int ReasonsShown = 2;

    /// <summary>A cell with more reasons than fit in this many characters shows one of them.</summary>
    private const int CellLength = 110;

    /// <summary>At most this many sentences below the table, so that the hover fits its box.</summary>
    private const int NotesShown = 2;

    public static string Write(Analysis analysis, Resource resource)
    {
        var ledger = Ledger.Of(analysis, resource);
        var text = new StringBuilder();
        text.Append($"**{MarkdownText.Escape(resource.DisplayName ?? resource.Name)}** · ");
        text.Append(ledger.Profile is { } profile ? Heading(profile) : MarkdownText.Code(resource.Type));
        text.AppendLine("  ").AppendLine(Counts(ledger)).AppendLine();
        AppendTable(text, ledger);
        AppendAws(text, ledger.Lines.Where(line => line.Standing == Standing.Unasked).Select(line => (line.Layer, line.Share)));
        foreach (var note in Notes(ledger).Take(NotesShown)) text.AppendLine().AppendLine(note);
        AppendSource(text, ledger.Profile);
        return text.ToString().TrimEnd();
    }

    /// <summary>What the thing is, and in other words where those say more.</summary>
    internal static string Heading(DutyProfile profile) =>
        profile.Description.Length == 0 ? profile.Noun : $"{profile.Noun} — {profile.Description}";

    /// <summary>What AWS carries, in one paragraph: the layers by name, then what is particular here.</summary>
    internal static void AppendAws(StringBuilder text, IEnumerable<(Layer Layer, Share Share)> lines)
    {
        var aws = lines.Where(line => line.Share.Owner == Owner.Aws).ToList();
        if (aws.Count == 0) return;
        text.Append($"**AWS's:** {string.Join(", ", aws.Select(line => line.Layer.Short))}.");
        foreach (var (_, share) in aws.Where(line => line.Share.IsOwn)) text.Append($" {share.Sentence}");
        text.AppendLine();
    }

    internal static void AppendSource(StringBuilder text, DutyProfile? profile)
    {
        if (profile is { SourceUrl.Length: > 0 }) text.AppendLine().Append($"[{profile.SourceTitle}]({profile.SourceUrl})");
    }

    /// <summary>A row's name: the layer's, and that it is shared where it is.</summary>
    internal static string Row(Layer layer, Share share) =>
        char.ToUpperInvariant(layer.Short[0]) + layer.Short[1..] + (share.Owner == Owner.Shared ? " *(shared)*" : "");

    private static string Counts(Ledger ledger)
    {
        var (open, met, unknown, accepted) = (ledger.Count(Standing.Open), ledger.Count(Standing.Met), ledger.Count(Standing.Unknown), ledger.Count(Standing.Accepted));
        if (open + met + unknown + accepted == 0) return "**Yours:** nothing here that Onus checks";
        var parts = new List<string> { open == 0 ? "nothing open" : $"{open} open" };
        if (met > 0) parts.Add($"{met} met");
        if (unknown > 0) parts.Add($"{unknown} cannot be told from this template");
        if (accepted > 0) parts.Add($"{accepted} accepted");
        return $"**Yours: {string.Join(" · ", parts)}**";
    }

    private static void AppendTable(StringBuilder text, Ledger ledger)
    {
        var lines = ledger.Lines.Where(line => line.Share.Owner != Owner.Aws || line.Standing is not Standing.Unasked).ToList();
        if (lines.Count == 0) return;
        text.AppendLine("| your duty | in this template |").AppendLine("|---|---|");
        foreach (var line in lines.OrderBy(line => line.Standing)) text.AppendLine($"| {Row(line.Layer, line.Share)} | {Cell(line)} |");
        text.AppendLine();
    }

    private static string Cell(LedgerLine line)
    {
        if (line.Standing == Standing.Unasked) return MarkdownText.Cell(line.Share.Sentence);
        var parts = new List<string>();
        Add(VerdictKind.Open);
        Add(VerdictKind.Unknown);
        Add(VerdictKind.Accepted);
        if (parts.Count == 0) Add(VerdictKind.Met);
        else if (line.Verdicts.Count(v => v.Kind == VerdictKind.Met) is > 0 and var met) parts.Add($"✓ {met} met");
        return string.Join(" · ", parts);

        void Add(VerdictKind kind)
        {
            var reasons = Reasons([.. line.Verdicts.Where(v => v.Kind == kind)]);
            if (reasons.Count > 0) parts.Add($"{MarkdownMap.Mark(Ledger.Rank(kind))} {Shortened(reasons)}");
        }
    }

    /// <summary>One clause a verdict. Where several stand on the same thing, each says what it asks.</summary>
    private static List<string> Reasons(List<Verdict> verdicts)
    {
        if (verdicts is []) return [];
        var isMet = verdicts[0].Kind == VerdictKind.Met;
        var alike = verdicts.ToLookup(verdict => Subject(verdict.Reason));
        var reasons = verdicts
            .Select(verdict => verdict.Kind == VerdictKind.Open && alike[Subject(verdict.Reason)].Count() > 1 ? Wording.Lower(verdict.Control.Title) : Reason(verdict))
            .DistinctBy(reason => isMet ? Subject(reason) : reason)
            .ToList();
        var absent = reasons.FindAll(reason => reason.EndsWith(Wording.NothingAsked, StringComparison.Ordinal));
        if (absent.Count < 2) return reasons;
        var names = absent.ConvertAll(reason => Subject(reason) + "`");
        reasons.RemoveAll(absent.Contains);
        return [.. reasons, $"{string.Join(", ", names[..^1])} and {names[^1]} are not set, so nothing is asked"];
    }

    /// <summary>The property that a clause is about, which it names first; the clause itself where it names none.</summary>
    private static string Subject(string reason) =>
        reason.StartsWith('`') && reason.IndexOf('`', 1) is > 0 and var end ? reason[..end] : reason;

    /// <summary>The first reasons, as many as fit, and the number of the others.</summary>
    private static string Shortened(List<string> reasons)
    {
        var shown = reasons.Take(ReasonsShown).ToList();
        if (shown.Count > 1 && shown.Sum(reason => reason.Length) > CellLength) shown.RemoveAt(1);
        var more = reasons.Count > shown.Count ? $"; and {reasons.Count - shown.Count} more" : "";
        return string.Join("; ", shown) + more;
    }

    private static string Reason(Verdict verdict)
    {
        var title = Wording.Lower(verdict.Control.Title);
        var reason = verdict switch
        {
            { Suppression.Reason: { Length: > 0 } accepted } => $"accepted: {accepted}",
            { Reason.Length: 0 } => title,
            // What cannot be told is said with its name, or else with what it is asked for.
            { Kind: VerdictKind.Unknown } when !verdict.Reason.StartsWith('`') =>
                title.Length + verdict.Reason.Length > CellLength ? $"{title}: cannot be told" : $"{title}: {Wording.Lower(verdict.Reason)}",
            { Kind: VerdictKind.Accepted } => $"accepted: {verdict.Reason}",
            _ => verdict.Reason,
        };
        return MarkdownText.Cell(reason).TrimEnd('.');
    }

    /// <summary>What moved the line, then what the template leaves unsettled, then the two parts of shared layers that are not met.</summary>
    private static IEnumerable<string> Notes(Ledger ledger)
    {
        foreach (var line in ledger.Lines.Where(line => line.Standing != Standing.Unasked && ledger.Movement.Moved.Contains(line.Layer.Id)))
            yield return Note(line);
        if (ledger.Movement.Unsettled is { IsEmpty: false } unsettled)
        {
            var layers = ledger.Lines.Where(line => unsettled.Any(mover => mover.LayerId == line.Layer.Id)).Select(line => line.Layer.Short);
            yield return $"*Cannot be told:* who carries {string.Join(" and ", layers)} depends on {Deciding(unsettled)}.";
        }

        foreach (var line in ledger.Lines.Where(line =>
            line.Share.Owner == Owner.Shared && line.Standing is Standing.Open or Standing.Unknown && !ledger.Movement.Moved.Contains(line.Layer.Id)))
            yield return Note(line);
    }

    private static string Note(LedgerLine line) => $"*{Word(line.Share.Owner)} — {line.Layer.Short}:* {line.Share.Sentence}";

    /// <summary>The properties that a mover's condition looks at, as people write them.</summary>
    internal static string Deciding(IEnumerable<Mover> movers) => string.Join(
        " and ",
        movers.SelectMany(mover => ExpressionPaths.LeavesOf(mover.When)).Select(path => path[(path.LastIndexOf('.') + 1)..].Replace("[]", "", StringComparison.Ordinal)).Distinct().Take(2).Select(MarkdownText.Code));

    internal static string Word(Owner owner) => owner switch
    {
        Owner.Customer => "Yours",
        Owner.Shared => "Shared",
        _ => "AWS's",
    };
}
