using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;

namespace Onus.Engine.Reports;

/// <summary>Findings for a terminal: one line each, by file, and a last line with the counts.</summary>
public static class TextReport
{
    /// <summary>One template's findings and problems, by file; the empty string where there are none.</summary>
    /// <param name="unit">The template checked.</param>
    /// <param name="colours">Whether ANSI colours may be used.</param>
    public static string Write(CheckedUnit unit, bool colours)
    {
        var text = new StringBuilder();
        var lines = unit.Findings
            .Select(finding => (finding.Place.Document.Path, finding.Place.Start, Line: Line(finding, colours)))
            .Concat(unit.Problems.Select(problem => (
                problem.Place.Document.Path,
                problem.Place.Start,
                Line: $"  {At(problem.Place.Start)} {Paint(JsonReport.Word(problem.Severity), problem.Severity, colours)}  {problem.Message}")));
        foreach (var file in lines.GroupBy(line => line.Path))
        {
            text.AppendLine(file.Key);
            foreach (var (_, _, line) in file.OrderBy(line => line.Start)) text.AppendLine(line);
            text.AppendLine();
        }

        return text.ToString();
    }

    /// <summary>The counts in one sentence.</summary>
    public static string Summary(Tally tally)
    {
        if (tally.Templates == 0) return "No templates found.";
        var parts = new[] { (tally.Errors, "error"), (tally.Warnings, "warning"), (tally.Informations, "information"), (tally.Hints, "hint") }
            .Where(part => part.Item1 > 0)
            .Select(part => Count(part.Item1, part.Item2, part.Item2 == "information" ? "information" : part.Item2 + "s"));
        var findings = tally.Findings == 0 ? "nothing open" : $"{Count(tally.Findings, "duty", "duties")} open ({string.Join(", ", parts)})";
        var accepted = tally.Accepted > 0 ? $", {tally.Accepted} accepted" : "";
        return $"{Count(tally.Templates, "template", "templates")}, {Count(tally.Resources, "resource", "resources")}: {findings}, {tally.Met} met, {tally.Unknown} cannot be told{accepted}.";
    }

    private static string Line(Finding finding, bool colours)
    {
        var severity = finding.Control.Severity;
        return $"  {At(finding.Place.Start)} {Paint(JsonReport.Word(severity), severity, colours)}  {finding.Resource.Label}: {finding.Message}  [{finding.Control.Id}]";
    }

    private static string At(Text.LinePosition position) => $"{position.Line + 1}:{position.Character + 1}".PadRight(8);

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string Paint(string word, Severity severity, bool colours)
    {
        var padded = word.PadRight(11);
        if (!colours) return padded;
        var colour = severity switch
        {
            Severity.Error => "31",
            Severity.Warning => "33",
            Severity.Information => "36",
            _ => "90",
        };
        return $"\u001b[{colour}m{padded}\u001b[0m";
    }
}
