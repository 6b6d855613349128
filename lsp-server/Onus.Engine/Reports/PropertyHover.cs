using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>What a hover on a property says: the findings on it, the duties it discharges, what leaving it out means, how it moves the line.</summary>
internal static class PropertyHover
{
    private const int ControlsShown = 3;

    public static Explanation? At(Analysis analysis, Resource resource, string path, int offset)
    {
        if (Chain(analysis, resource, path, offset) is not { } chain) return null;
        var (entry, names, item) = chain;
        var verdicts = (analysis.Assessment?.Verdicts ?? [])
            .Where(v => (v.Resource.Name == resource.Name || v.Resource.DerivedFrom == resource.Name) && v.Kind != VerdictKind.NotApplicable && LooksAt(v.Binding.Require, names))
            .Where(v => v.Kind != VerdictKind.Open || item is not { } span || v.Findings.Any(finding => span.Contains(finding.Place.Span)))
            .DistinctBy(v => v.Control.Id)
            .OrderBy(v => Ledger.Rank(v.Kind)).ThenByDescending(v => v.Control.Severity)
            .ToList();
        var movers = Movers(analysis, resource, names).ToList();
        if (verdicts.Count == 0 && movers.Count == 0) return null;
        var key = new Place(resource.NamePlace.Document, entry.Key.Span);
        return new Explanation(key, Write(analysis, new Hovered(key, names[^1], item ?? entry.Span), verdicts, movers));
    }

    private static string Write(Analysis analysis, Hovered hovered, List<Verdict> verdicts, List<string> movers)
    {
        var text = new StringBuilder();
        text.Append(MarkdownText.Code(hovered.Name));
        if (verdicts.Count > 0) text.Append($" — yours: {string.Join(", ", verdicts.Select(v => Title(analysis.Catalogue, v)).Distinct())}");
        text.AppendLine();
        var shown = verdicts.Where(v => v.Kind != VerdictKind.Met).Take(ControlsShown).ToList();
        if (shown.Count == 0) shown = verdicts.Take(1).ToList();
        foreach (var verdict in shown) Append(text, analysis, hovered, verdict);
        foreach (var mover in movers) text.AppendLine().AppendLine(mover);
        if (verdicts.Count - shown.Count is > 0 and var others)
            text.AppendLine().AppendLine(others == 1 ? "1 more control looks at it." : $"{others} more controls look at it.");
        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, Analysis analysis, Hovered hovered, Verdict verdict)
    {
        text.AppendLine().Append($"{MarkdownMap.Mark(Ledger.Rank(verdict.Kind))} **{verdict.Control.Title}**");
        if (Reason(verdict, hovered) is { Length: > 0 } reason) text.Append($": {MarkdownText.Cell(reason)}");
        text.AppendLine("  ").Append(verdict.Control.Why);
        var meaning = PropertyMeaning.Of(analysis, verdict, hovered.Key, hovered.Name);
        if (meaning.Length > 0) text.Append(' ').Append(meaning);
        var note = verdict.Binding.Note.TrimEnd('.');
        var isSaid = verdict.Reason.Contains(note, StringComparison.OrdinalIgnoreCase)
            || (meaning.Contains("AWS's default", StringComparison.Ordinal) && note.StartsWith("The default", StringComparison.Ordinal));
        if (note.Length > 0 && !isSaid) text.Append(' ').Append(note).Append('.');
        text.AppendLine(Links.Here(analysis.Catalogue, verdict.Control) is { } more ? $" [More]({more})" : "");
    }

    /// <summary>What decided the verdict, as far as it is about what is hovered; of a list, the item that is hovered.</summary>
    private static string Reason(Verdict verdict, Hovered hovered)
    {
        if (verdict.Kind == VerdictKind.Open)
        {
            var here = verdict.Findings.FirstOrDefault(finding => hovered.Around.Contains(finding.Place.Span));
            if (here is not null) return here.Message[verdict.Control.Title.Length..].TrimStart(':', ' ').TrimEnd('.');
        }

        return verdict.Kind != VerdictKind.Met && (!verdict.Reason.StartsWith('`') || verdict.Reason.Contains(hovered.Name, StringComparison.Ordinal)) ? verdict.Reason : "";
    }

    private static string Title(ICatalogue catalogue, Verdict verdict) =>
        catalogue.Duties.FirstOrDefault(duty => duty.Id == verdict.Control.Duty)?.Title ?? verdict.Control.Duty;

    /// <summary>What the property does to the line, one sentence a mover whose condition it made true.</summary>
    private static IEnumerable<string> Movers(Analysis analysis, Resource resource, IReadOnlyList<string> names)
    {
        if (analysis.Template is not { } template) yield break;
        if (analysis.Catalogue.ProfileFor(resource.Type) is not { } profile) yield break;
        foreach (var mover in profile.Movers)
        {
            if (!LooksAt(mover.When, names) || Assessor.Holds(mover.When, resource, template, analysis.Catalogue) != Truth.True) continue;
            var layer = analysis.Catalogue.Layers.First(candidate => candidate.Id == mover.LayerId);
            yield return $"*{ResourceHover.Word(mover.To)} — {layer.Short}:* {mover.Sentence}{TypeHover.SourceOf(mover, profile)}";
        }
    }

    /// <summary>Whether a condition looks at the property or at something inside it.</summary>
    private static bool LooksAt(Expression condition, IReadOnlyList<string> names)
    {
        foreach (var path in ExpressionPaths.LeavesOf(condition))
        {
            var segments = path.Split('.');
            var shared = 0;
            while (shared < segments.Length && shared < names.Count && segments[shared].Replace("[]", "", StringComparison.Ordinal) == names[shared]) shared++;
            if (shared == names.Count || (shared == segments.Length && shared > 0)) return true;
        }

        return false;
    }

    /// <summary>The property that is hovered.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Around">The item of the innermost list around it; the entry itself where there is no list.</param>
    private sealed record Hovered(Place Key, string Name, TextSpan Around);

    /// <summary>
    /// The entry whose key or scalar value is under the offset, the keys from the resource's body down to it, and the list item around
    /// it within the resource, if there is one.
    /// </summary>
    private static (MappingEntry Entry, IReadOnlyList<string> Names, TextSpan? Item)? Chain(Analysis analysis, Resource resource, string path, int offset)
    {
        var tree = analysis.Trees.FirstOrDefault(t => t.Text.Path == path);
        var names = new List<string>();
        MappingEntry? last = null;
        TextSpan? item = null;
        for (var node = tree?.Root; node is not null;)
        {
            var (entry, inner) = Step(node, offset);
            if (entry is not null)
            {
                last = entry;
                if (resource.WholePlace.Span.Contains(entry.Span) && entry.Key.Span != resource.NamePlace.Span) names.Add(entry.Name);
            }
            else if (inner is not null && names.Count > 0)
            {
                item = inner.FullSpan;
            }

            node = inner;
        }

        if (last is null || names is [] or ["Properties"]) return null;
        var isOnIt = last.Key.Span.Touches(offset) || (last.Value is ScalarNode && last.Value.FullSpan.Touches(offset));
        return isOnIt ? (last, names, item) : null;
    }

    private static (MappingEntry? Entry, SyntaxNode? Inner) Step(SyntaxNode node, int offset)
    {
        switch (node)
        {
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    if (entry.Span.Touches(offset)) return (entry, entry.Key.Span.Touches(offset) ? null : entry.Value);
                }

                return (null, null);
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    if (item.FullSpan.Touches(offset)) return (null, item);
                }

                return (null, null);
            default:
                return (null, null);
        }
    }
}
