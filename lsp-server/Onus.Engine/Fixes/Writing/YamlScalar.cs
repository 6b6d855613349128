using System.Globalization;
using System.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Writes texts as YAML scalars that every YAML reader, 1.1 or 1.2, takes for the same text.</summary>
internal static class YamlScalar
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "=", "<<", ".inf", "-.inf", "+.inf", ".nan",
    };

    /// <param name="text">The text, which may hold placeholder marks.</param>
    /// <param name="quote">The quote to use where one is needed.</param>
    /// <param name="always">Quote even where it is not needed.</param>
    /// <param name="inFlow">Inside brackets or braces, where commas and brackets end a plain scalar.</param>
    public static string Write(string text, char quote, bool always, bool inFlow)
    {
        var bare = Placeholders.Strip(text);
        if (!always && !NeedsQuotes(bare, inFlow)) return text;
        if (bare.AsSpan().ContainsAnyInRange('\0', '\x1f') || bare.Contains('\x7f')) return DoubleQuoted(text);
        var single = quote == '\'' ? !bare.Contains('\'') || bare.Contains('"') : bare.AsSpan().IndexOfAny('"', '\\') >= 0;
        return single ? "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'" : DoubleQuoted(text);
    }

    /// <summary>Whether a plain scalar would not be read back as this text.</summary>
    public static bool NeedsQuotes(string text, bool inFlow)
    {
        if (text.Length == 0 || text[0] == ' ' || text[^1] is ' ' or ':') return true;
        if (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' ')) return true;
        if (",[]{}#&*!|>'\"%@`".Contains(text[0], StringComparison.Ordinal)) return true;
        if (text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal)) return true;
        if (text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal)) return true;
        if (text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.Contains('\x7f')) return true;
        if (inFlow && (text.AsSpan().IndexOfAny(",[]{}") >= 0 || text[0] is '-' or '?' or ':')) return true;
        return Words.Contains(text) || LooksLikeNumberOrDate(text);
    }

    public static string DoubleQuoted(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append("\\\\"),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                < ' ' or '\x7f' => builder.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => builder.Append(character),
            };
        }

        return builder.Append('"').ToString();
    }

    /// <summary>Wide on purpose: quoting an ordinary text costs nothing, an account id read as a number loses its zeros.</summary>
    private static bool LooksLikeNumberOrDate(string text)
    {
        var first = text[0] is '+' or '-' or '.' && text.Length > 1 ? text[1] : text[0];
        if (!char.IsAsciiDigit(first)) return false;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || text.StartsWith("0o", StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character) && !"+-.eE_:TZ tz".Contains(character, StringComparison.Ordinal)) return false;
        }

        return true;
    }
}
