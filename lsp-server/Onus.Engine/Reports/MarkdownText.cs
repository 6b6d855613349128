namespace Onus.Engine.Reports;

/// <summary>Text from a template inside Markdown: shown, never obeyed.</summary>
internal static class MarkdownText
{
    /// <summary>Escapes what Markdown or HTML would act on.</summary>
    public static string Escape(string text)
    {
        var escaped = new System.Text.StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '&') escaped.Append('\\');
            escaped.Append(c is '\n' or '\r' ? ' ' : c);
        }

        return escaped.ToString();
    }

    /// <summary>As code, with backticks and line breaks taken out.</summary>
    public static string Code(string text) => $"`{text.Replace('`', '\'').Replace('\n', ' ').Replace('\r', ' ')}`";

    /// <summary>A sentence of ours in a table's cell: only what would end the cell is taken out.</summary>
    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ');
}
