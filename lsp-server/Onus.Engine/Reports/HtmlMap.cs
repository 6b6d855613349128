using System.Text;
using System.Text.Encodings.Web;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Reports;

/// <summary>The responsibility map as one HTML page: no script, nothing from elsewhere, VS Code's colours where it is shown there.</summary>
public static class HtmlMap
{
    /// <param name="analysis">The template.</param>
    /// <param name="link">Gives a link to a place of the text, where the page's home knows how to follow one; null for none.</param>
    public static string Write(Analysis analysis, Func<Text.Place, string?>? link = null)
    {
        var map = ResponsibilityMap.Of(analysis);
        var title = $"Who carries what in {Path.GetFileName(analysis.Trees[0].Text.Path)}";
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        page.Append($"<title>{Encode(title)}</title>\n<style>\n{HtmlStyle.Sheet}</style>\n</head>\n<body>\n<main>\n<h1>{Encode(title)}</h1>\n");
        page.Append("<p class=\"legend\"><span class=\"chip open\">✗ open</span> <span class=\"chip unknown\">? cannot be told</span> <span class=\"chip accepted\">~ accepted</span> <span class=\"chip met\">✓ met</span> <span class=\"chip unasked\">– yours, nothing checked</span> <span class=\"chip aws\">AWS’s</span></p>\n");
        AppendRows(page, "yours", "Yours: security <em>in</em> the cloud", map.Yours);
        AppendRows(page, "awss", "AWS’s: security <em>of</em> the cloud", map.Aws);
        page.Append("<section aria-labelledby=\"layers\">\n<h2 id=\"layers\">Layer by layer</h2>\n");
        foreach (var row in map.Rows) AppendLayer(page, row, link);
        return page.Append("</section>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendRows(StringBuilder page, string id, string title, IEnumerable<MapRow> rows)
    {
        page.Append($"<section class=\"{id}\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n<table aria-labelledby=\"{id}\">\n");
        page.Append("<thead><tr><th scope=\"col\">Layer</th><th scope=\"col\">In this template</th></tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append($"<tr><th scope=\"row\"><a href=\"#{row.Layer.Id}\">{Encode(row.Layer.Title)}</a></th><td>");
            foreach (var cell in row.Cells.OrderBy(cell => cell.IsAws).ThenBy(cell => cell.Standing)) AppendCell(page, row, cell);
            page.Append("</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n</section>\n");
    }

    private static void AppendCell(StringBuilder page, MapRow row, MapCell cell)
    {
        var here = cell.Entries.Count(entry => entry.Line.Standing == cell.Standing);
        var of = here == cell.Entries.Length ? here == 1 ? "1 resource" : $"all {here} resources" : $"{here} of {cell.Entries.Length} resources";
        var word = cell.IsAws ? "AWS’s" : Word(cell.Standing);
        page.Append($"<a class=\"chip {(cell.IsAws ? "aws" : Class(cell.Standing))}\" href=\"#{Anchor(row, cell)}\" aria-label=\"{Encode($"{cell.Service}, {row.Layer.Title}: {word}, {of}")}\">");
        if (!cell.IsAws) page.Append($"{MarkdownMap.Mark(cell.Standing)} ");
        page.Append(Encode(cell.Service));
        if (cell.Standing is Standing.Open or Standing.Unknown && here < cell.Entries.Length) page.Append($" <span class=\"count\">{here} of {cell.Entries.Length}</span>");
        page.Append("</a> ");
    }

    private static void AppendLayer(StringBuilder page, MapRow row, Func<Text.Place, string?>? link)
    {
        page.Append($"<section class=\"layer\" aria-labelledby=\"{row.Layer.Id}\">\n<h3 id=\"{row.Layer.Id}\" tabindex=\"-1\">{Encode(row.Layer.Title)}</h3>\n");
        foreach (var cell in row.Cells.OrderBy(cell => cell.IsAws).ThenBy(cell => cell.Standing))
        {
            page.Append($"<article aria-labelledby=\"{Anchor(row, cell)}\"><h4 id=\"{Anchor(row, cell)}\" tabindex=\"-1\">{Encode(cell.Service)}</h4>\n<ul>\n");
            foreach (var entry in cell.Entries.Where(entry => !entry.Line.Verdicts.IsEmpty).OrderBy(entry => entry.Line.Standing))
            {
                page.Append($"<li>{Marked(entry.Line.Standing)} {Name(entry.Ledger.Resource, link)}");
                AppendVerdicts(page, entry.Line);
                page.Append("</li>\n");
            }

            // What is said of many resources alike is said once.
            foreach (var alike in cell.Entries.Where(entry => entry.Line.Verdicts.IsEmpty).GroupBy(entry => entry.Line.Share))
            {
                var mark = alike.Key.Owner == Owner.Aws ? "<span class=\"chip aws\">AWS’s</span>" : Marked(Standing.Unasked);
                page.Append($"<li>{mark} {string.Join(", ", alike.Select(entry => Name(entry.Ledger.Resource, link)))}");
                if (alike.Key.Sentence.Length > 0) page.Append($" — {Prose(alike.Key.Sentence)}");
                page.Append("</li>\n");
            }

            page.Append("</ul></article>\n");
        }

        page.Append("</section>\n");
    }

    private static void AppendVerdicts(StringBuilder page, LedgerLine line)
    {
        page.Append("<ul>");
        foreach (var verdict in line.Verdicts)
        {
            var reason = verdict.Kind == VerdictKind.Accepted && verdict.Suppression is { Reason.Length: > 0 } accepted ? accepted.Reason : verdict.Reason;
            page.Append($"<li>{Marked(Ledger.Rank(verdict.Kind))} {Titled(verdict.Control)}");
            if (WithoutTitle(reason, verdict.Control.Title) is { Length: > 0 } rest) page.Append($": {Prose(rest)}");
            page.Append("</li>");
        }

        page.Append("</ul>");
    }

    /// <summary>What a reason says beside the title that stands before it.</summary>
    private static string WithoutTitle(string reason, string title) =>
        reason.Replace(title, "", StringComparison.OrdinalIgnoreCase).TrimEnd(' ', ':');

    private static string Name(Resource resource, Func<Text.Place, string?>? link)
    {
        var name = $"<code>{Encode(resource.Name)}</code>";
        return link?.Invoke(resource.NamePlace) is { } href
            ? $"<a href=\"{Encode(href)}\">{name}</a>"
            : $"{name} <span class=\"at\">line {resource.NamePlace.Start.Line + 1}</span>";
    }

    private static string Marked(Standing standing) =>
        $"<span class=\"mark {Class(standing)}\" role=\"img\" aria-label=\"{Word(standing)}\">{MarkdownMap.Mark(standing)}</span>";

    private static string Anchor(MapRow row, MapCell cell) =>
        row.Layer.Id + "-" + string.Concat(cell.Service.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));

    private static string Class(Standing standing) => standing.ToString().ToLowerInvariant();

    private static string Word(Standing standing) => standing switch
    {
        Standing.Open => "open",
        Standing.Unknown => "cannot be told",
        Standing.Accepted => "accepted",
        Standing.Met => "met",
        _ => "nothing checked",
    };

    /// <summary>The title, as a link where there is a page that can be read anywhere.</summary>
    private static string Titled(Control control) =>
        Links.Anywhere(control) is { } page ? $"<a href=\"{Encode(page)}\">{Encode(control.Title)}</a>" : Encode(control.Title);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>Our own sentence, its backticks turned into code.</summary>
    private static string Prose(string text)
    {
        var parts = text.Split('`');
        var prose = new StringBuilder();
        for (var i = 0; i < parts.Length; i++) prose.Append(i % 2 == 1 && i < parts.Length - 1 ? $"<code>{Encode(parts[i])}</code>" : Encode(parts[i]));
        return prose.ToString();
    }
}
