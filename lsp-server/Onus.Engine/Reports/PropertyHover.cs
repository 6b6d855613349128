using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>What a hover on a property says: the findings on it, the duties it discharges, what leaving it out means.</summary>
internal static class PropertyHover
{
    private const int ControlsShown = 3;

    public static Explanation? At(Analysis analysis, Resource resource, string path, int offset)
    {
        if (Chain(analysis, resource, path, offset) is not var (entry, names)) return null;
        var verdicts = (analysis.Assessment?.Verdicts ?? [])
            .Where(v => (v.Resource.Name == resource.Name || v.Resource.DerivedFrom == resource.Name) && v.Kind != VerdictKind.NotApplicable && LooksAt(v.Binding, names))
            .DistinctBy(v => v.Control.Id)
            .OrderBy(v => Ledger.Rank(v.Kind)).ThenByDescending(v => v.Control.Severity)
            .ToList();
        if (verdicts.Count == 0) return null;
        return new Explanation(new Place(resource.NamePlace.Document, entry.Key.Span), Write(analysis, names[^1], verdicts));
    }

    private static string Write(Analysis analysis, string name, List<Verdict> verdicts)
    {
        var duties = verdicts.Select(v => analysis.Catalogue.Duties.FirstOrDefault(duty => duty.Id == v.Control.Duty)?.Title ?? v.Control.Duty).Distinct();
        var text = new StringBuilder();
        text.AppendLine($"{MarkdownText.Code(name)} — yours: {string.Join(", ", duties)}");
        var shown = verdicts.Where(v => v.Kind != VerdictKind.Met).Take(ControlsShown).ToList();
        if (shown.Count == 0) shown = verdicts.Take(1).ToList();
        foreach (var verdict in shown)
        {
            text.AppendLine().Append($"{MarkdownMap.Mark(Ledger.Rank(verdict.Kind))} **{verdict.Control.Title}**");
            if (verdict.Reason.Length > 0 && verdict.Kind is not VerdictKind.Met) text.Append($": {MarkdownText.Cell(verdict.Reason)}");
            text.AppendLine("  ").Append(verdict.Control.Why);
            if (verdict.Binding.Note.Length > 0) text.Append(' ').Append(verdict.Binding.Note);
            text.AppendLine($" [More]({Links.ControlPage(verdict.Control.Id)})");
        }

        if (verdicts.Count > shown.Count) text.AppendLine().AppendLine($"{verdicts.Count - shown.Count} more controls look at it.");
        return text.ToString().TrimEnd();
    }

    /// <summary>Whether a condition looks at the property or at something inside it.</summary>
    private static bool LooksAt(Binding binding, IReadOnlyList<string> names)
    {
        foreach (var path in ExpressionPaths.Of(binding.Require))
        {
            var segments = path.Split('.');
            var shared = 0;
            while (shared < segments.Length && shared < names.Count && segments[shared].Replace("[]", "", StringComparison.Ordinal) == names[shared]) shared++;
            if (shared == names.Count || (shared == segments.Length && shared > 0)) return true;
        }

        return false;
    }

    /// <summary>The entry whose key or scalar value is under the offset, and the keys from the resource's body down to it.</summary>
    private static (MappingEntry Entry, IReadOnlyList<string> Names)? Chain(Analysis analysis, Resource resource, string path, int offset)
    {
        var tree = analysis.Trees.FirstOrDefault(t => t.Text.Path == path);
        var names = new List<string>();
        MappingEntry? last = null;
        for (var node = tree?.Root; node is not null;)
        {
            var (entry, inner) = Step(node, offset);
            if (entry is not null)
            {
                last = entry;
                if (resource.WholePlace.Span.Contains(entry.Span) && entry.Key.Span != resource.NamePlace.Span) names.Add(entry.Name);
            }

            node = inner;
        }

        if (last is null || names is [] or ["Properties"]) return null;
        var isOnIt = last.Key.Span.Touches(offset) || (last.Value is ScalarNode && last.Value.FullSpan.Touches(offset));
        return isOnIt ? (last, names) : null;
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
