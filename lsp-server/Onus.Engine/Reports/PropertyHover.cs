using Onus.Engine.Templates;

namespace Onus.Engine.Reports;

/// <summary>What a hover on a property says: the findings on it, the duty it discharges, what leaving it out means.</summary>
internal static class PropertyHover
{
    public static Explanation? At(Analysis analysis, Resource resource, string path, int offset)
    {
        _ = resource;
        var findings = analysis.FindingsIn(path).Where(finding => finding.Place.Span.Touches(offset)).ToList();
        if (findings.Count == 0) return null;
        var text = string.Join("\n\n", findings.Select(finding => $"✗ {finding.Message}\n\n{finding.Control.Why}"));
        return new Explanation(findings[0].Place, text);
    }
}
