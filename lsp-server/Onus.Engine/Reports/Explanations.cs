using Onus.Engine.Catalogue;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>What the hover says, for callers that have no pointer to hover with.</summary>
public static class Explanations
{
    /// <summary>The duties of a resource type, as Markdown.</summary>
    public static string OfType(ICatalogue catalogue, DutyProfile profile) => TypeHover.Write(catalogue, profile);

    /// <summary>The whole template, then each resource of one document.</summary>
    public static IEnumerable<Explanation> OfAll(Analysis analysis, string path)
    {
        if (analysis.Template is not { } template) yield break;
        var place = template.ResourcesPlace ?? new Place(template.Documents[0], default);
        yield return new Explanation(place, TemplateHover.Write(analysis));
        foreach (var resource in template.Resources)
        {
            if (resource.IsDeployed && resource.DerivedFrom is null && resource.NamePlace.Document.Path == path)
                yield return new Explanation(resource.NamePlace, ResourceHover.Write(analysis, resource));
        }
    }

    /// <summary>What a line is about: at one column, or all that its columns say, or the resource around it.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="text">The document.</param>
    /// <param name="line">The line, from 0.</param>
    /// <param name="column">The column, from 0, in UTF-16 code units; null for the whole line.</param>
    public static IEnumerable<Explanation> OnLine(Analysis analysis, SourceText text, int line, int? column)
    {
        var span = text.LineSpan(line);
        var found = new List<Explanation>();
        var (from, to) = column is { } at ? (Math.Min(span.Start + at, span.End), Math.Min(span.Start + at, span.End)) : (span.Start, span.End);
        for (var offset = from; offset <= to; offset++)
        {
            if (analysis.ExplainAt(text.Path, offset) is not { } explanation) continue;
            if (!found.Exists(known => known.Place == explanation.Place)) found.Add(explanation);
            offset = Math.Max(offset, Math.Min(explanation.Place.Span.End, to));
        }

        if (found.Count > 0) return found;
        return analysis.Template is { } template && HoverReport.ResourceAt(template, text.Path, from) is { } resource
            ? [new Explanation(resource.NamePlace, ResourceHover.Write(analysis, resource))]
            : [];
    }

    /// <summary>How the values on a line came to be, step by step.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="text">The document.</param>
    /// <param name="line">The line, from 0.</param>
    public static IEnumerable<Explanation> WhyOn(Analysis analysis, SourceText text, int line) => WhyReport.On(analysis, text, line);
}
