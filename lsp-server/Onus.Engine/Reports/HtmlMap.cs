using System.Text.Encodings.Web;
using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;

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
        page.Append($"<title>{Encode(title)}</title>\n<style>\n{Style}</style>\n</head>\n<body>\n<main>\n<h1>{Encode(title)}</h1>\n");
        page.Append("<p class=\"legend\"><span class=\"chip open\">✗ open</span> <span class=\"chip unknown\">? cannot be told</span> <span class=\"chip accepted\">~ accepted</span> <span class=\"chip met\">✓ met</span> <span class=\"chip unasked\">– nothing asked</span></p>\n");
        AppendRows(page, "Yours: security in the cloud", map.Rows.Where(row => row.Owner != Owner.Aws));
        AppendRows(page, "AWS's: security of the cloud", map.Rows.Where(row => row.Owner == Owner.Aws));
        page.Append("<section aria-label=\"Resources by layer\">\n");
        foreach (var row in map.Rows.Where(row => row.Owner != Owner.Aws)) AppendDetails(page, row, link);
        return page.Append("</section>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendRows(StringBuilder page, string title, IEnumerable<MapRow> rows)
    {
        page.Append($"<table>\n<caption>{Encode(title)}</caption>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append($"<tr><th scope=\"row\">{Encode(row.Layer.Title)}</th><td>");
            foreach (var cell in row.Cells.OrderBy(cell => cell.Owner == Owner.Aws).ThenBy(cell => cell.Standing)) AppendCell(page, row, cell);
            page.Append("</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void AppendCell(StringBuilder page, MapRow row, MapCell cell)
    {
        if (cell.Owner == Owner.Aws && cell.Standing == Standing.Unasked)
        {
            page.Append($"<span class=\"chip aws\">{Encode(cell.Service)} <span class=\"count\">AWS</span></span> ");
            return;
        }

        var open = cell.Entries.Count(entry => entry.Line.Standing == cell.Standing);
        var word = Word(cell.Standing);
        page.Append($"<a class=\"chip {Class(cell.Standing)}\" href=\"#{Anchor(row, cell)}\" aria-label=\"{Encode($"{cell.Service}, {row.Layer.Title}: {word}, {open} of {cell.Entries.Length} resources")}\">");
        page.Append($"{MarkdownMap.Mark(cell.Standing)} {Encode(cell.Service)} <span class=\"count\">{open}/{cell.Entries.Length}</span></a> ");
    }

    private static void AppendDetails(StringBuilder page, MapRow row, Func<Text.Place, string?>? link)
    {
        foreach (var cell in row.Cells.Where(cell => cell.Owner != Owner.Aws || cell.Standing != Standing.Unasked))
        {
            page.Append($"<article id=\"{Anchor(row, cell)}\" tabindex=\"-1\"><h2>{Encode(row.Layer.Title)} · {Encode(cell.Service)}</h2>\n<ul>\n");
            foreach (var entry in cell.Entries.OrderBy(entry => entry.Line.Standing))
            {
                var resource = entry.Ledger.Resource;
                var name = $"<code>{Encode(resource.Name)}</code>";
                if (link?.Invoke(resource.NamePlace) is { } href) name = $"<a href=\"{Encode(href)}\">{name}</a>";
                page.Append($"<li><span class=\"mark {Class(entry.Line.Standing)}\">{MarkdownMap.Mark(entry.Line.Standing)}</span> {name} <span class=\"at\">line {resource.NamePlace.Start.Line + 1}</span>");
                AppendVerdicts(page, entry.Line);
                page.Append("</li>\n");
            }

            page.Append("</ul>\n</article>\n");
        }
    }

    private static void AppendVerdicts(StringBuilder page, LedgerLine line)
    {
        if (line.Verdicts.IsEmpty)
        {
            if (line.Share.Sentence.Length > 0) page.Append($" — {Encode(line.Share.Sentence)}");
            return;
        }

        page.Append("<ul>");
        foreach (var verdict in line.Verdicts)
        {
            var standing = Ledger.Rank(verdict.Kind);
            var reason = verdict.Kind == VerdictKind.Accepted && verdict.Suppression is { Reason.Length: > 0 } accepted ? accepted.Reason : verdict.Reason;
            page.Append($"<li><span class=\"mark {Class(standing)}\">{MarkdownMap.Mark(standing)}</span> {Encode(verdict.Control.Title)}");
            if (reason.Length > 0) page.Append($": {Encode(reason.Replace("`", "", StringComparison.Ordinal))}");
            page.Append("</li>");
        }

        page.Append("</ul>");
    }

    private static string Anchor(MapRow row, MapCell cell) =>
        row.Layer.Id + "-" + string.Concat(cell.Service.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));

    private static string Class(Standing standing) => standing.ToString().ToLowerInvariant();

    private static string Word(Standing standing) => standing switch
    {
        Standing.Open => "open",
        Standing.Unknown => "cannot be told",
        Standing.Accepted => "accepted",
        Standing.Met => "met",
        _ => "nothing asked",
    };

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private const string Style = """
        :root { color-scheme: light dark; --bg: var(--vscode-editor-background, Canvas); --fg: var(--vscode-editor-foreground, CanvasText); --line: var(--vscode-panel-border, #8884);
          --open: var(--vscode-errorForeground, light-dark(#b3261e, #f28b82)); --unknown: var(--vscode-editorWarning-foreground, light-dark(#7a5900, #e2c08d));
          --met: var(--vscode-testing-iconPassed, light-dark(#1b6e3c, #73c991)); --quiet: var(--vscode-descriptionForeground, light-dark(#5c5c5c, #a0a0a0)); }
        body { background: var(--bg); color: var(--fg); font: 14px/1.5 var(--vscode-font-family, system-ui, sans-serif); margin: 0; }
        main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
        h1 { font-size: 1.4rem; font-weight: 600; } h2 { font-size: 1rem; font-weight: 600; margin: 1.2rem 0 .3rem; }
        table { border-collapse: collapse; width: 100%; margin: 1rem 0; } caption { text-align: left; font-weight: 600; padding: .4rem 0; }
        th, td { border: 1px solid var(--line); padding: .4rem .6rem; vertical-align: top; text-align: left; } th { width: 16rem; font-weight: 500; }
        .chip { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem; margin: .1rem; text-decoration: none; white-space: nowrap; }
        .open { color: var(--open); } .unknown { color: var(--unknown); } .met { color: var(--met); } .accepted, .unasked, .aws, .at, .count { color: var(--quiet); }
        a.chip:hover { text-decoration: underline; } a:focus-visible { outline: 2px solid var(--vscode-focusBorder, Highlight); outline-offset: 2px; }
        a { color: var(--vscode-textLink-foreground, LinkText); } a.chip.open { color: var(--open); } a.chip.unknown { color: var(--unknown); } a.chip.met { color: var(--met); } a.chip.unasked, a.chip.accepted { color: var(--quiet); }
        .mark { display: inline-block; width: 1.2em; font-weight: 700; } ul { padding-left: 1.2rem; list-style: none; margin: .2rem 0; } article:target { outline: 2px solid var(--vscode-focusBorder, Highlight); outline-offset: 6px; }

        """;
}
