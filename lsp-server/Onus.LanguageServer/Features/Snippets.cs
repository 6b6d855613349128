using System.Globalization;
using System.Text;
using Onus.Engine.Fixes;

namespace Onus.LanguageServer.Features;

/// <summary>Writes what a fix leaves open as stops of a snippet.</summary>
internal static class Snippets
{
    /// <summary>
    /// A document's edits as snippets: an editor indents all edits anew that come along with a snippet, so either all are or none.
    /// Null where none has a stop, or where one cannot be written so.
    /// </summary>
    /// <param name="fix">The fix, whose placeholders are numbered: the same words are the same stop.</param>
    /// <param name="edits">Its edits in one document.</param>
    public static IReadOnlyList<string>? Of(Fix fix, IReadOnlyList<DocumentEdit> edits)
    {
        if (!edits.Any(edit => StopsIn(fix, edit).Count > 0)) return null;
        var snippets = edits.Select(edit => Of(fix, edit)).OfType<string>().ToList();
        return snippets.Count == edits.Count ? snippets : null;
    }

    private static List<Placeholder> StopsIn(Fix fix, DocumentEdit edit) =>
        fix.Placeholders.IsDefaultOrEmpty ? [] : [.. fix.Placeholders.Where(stop => fix.Edits[stop.EditIndex] == edit).OrderBy(stop => stop.SpanInNewText.Start)];

    /// <summary>An edit's text as a snippet; null for one whose lines an editor would indent anew.</summary>
    private static string? Of(Fix fix, DocumentEdit edit)
    {
        var stops = StopsIn(fix, edit);
        if (Dedented(edit) is not { } lines) return null;
        if (stops.Count == 0) return lines.Length == 0 ? Escaped(edit.Edit.NewText) : Escaped(edit.Edit.NewText).Replace("\n" + lines, "\n", StringComparison.Ordinal);
        var hints = fix.Placeholders.Select(stop => stop.Hint).Distinct().ToList();
        var (text, snippet, at) = (edit.Edit.NewText, new StringBuilder(), 0);
        foreach (var stop in stops)
        {
            snippet.Append(Escaped(text[at..stop.SpanInNewText.Start]));
            snippet.Append(CultureInfo.InvariantCulture, $"${{{hints.IndexOf(stop.Hint) + 1}:{Escaped(text.Substring(stop.SpanInNewText.Start, stop.SpanInNewText.Length))}}}");
            at = stop.SpanInNewText.End;
        }

        snippet.Append(Escaped(text[at..]));
        return lines.Length == 0 ? snippet.ToString() : snippet.Replace("\n" + lines, "\n").ToString();
    }

    /// <summary>
    /// The indentation that an editor gives every further line of a snippet, to be left out of it: that of the line on which it
    /// starts. Null where a line has less.
    /// </summary>
    private static string? Dedented(DocumentEdit edit)
    {
        var further = edit.Edit.NewText.Split('\n').Skip(1).Where(line => line.Trim().Length > 0).ToList();
        if (further.Count == 0) return "";
        var content = edit.Document.Content;
        var start = content.LastIndexOf('\n', Math.Max(0, edit.Edit.Span.Start - 1)) + 1;
        if (edit.Edit.Span.Start == 0) start = 0;
        var end = start;
        while (end < edit.Edit.Span.Start && content[end] is ' ' or '\t') end++;
        var indent = content[start..end];
        return further.TrueForAll(line => line.StartsWith(indent, StringComparison.Ordinal)) ? indent : null;
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal);
}
