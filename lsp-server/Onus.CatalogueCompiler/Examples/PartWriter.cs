using System.Text;
using System.Text.Encodings.Web;

namespace Onus.CatalogueCompiler.Examples;

/// <summary>How a text is written.</summary>
/// <param name="Name">What the style is called in test output.</param>
/// <param name="IsJson">JSON, or YAML.</param>
/// <param name="Indent">Columns a level; 0 for one line.</param>
/// <param name="IndentsLists">YAML dashes are indented below their key.</param>
/// <param name="Quotes">YAML texts stand in double quotes.</param>
/// <param name="NewLine">The line break.</param>
internal sealed record Style(string Name, bool IsJson, int Indent, bool IndentsLists = true, bool Quotes = false, string NewLine = "\n");

/// <summary>Writes parts as YAML or JSON.</summary>
internal static class PartWriter
{
    public static string Write(Part part, Style style)
    {
        var text = new StringBuilder();
        if (style.IsJson) Json(text, Long(part), style, 0);
        else Block(text, part, style, 0);
        return text.Append('\n').ToString().TrimEnd('\n').Replace("\n", style.NewLine, StringComparison.Ordinal) + style.NewLine;
    }

    /// <summary>Short intrinsic forms as their long ones.</summary>
    private static Part Long(Part part)
    {
        Part plain = part switch
        {
            MapPart map => map with { Tag = null, Entries = [.. map.Entries.Select(e => (e.Key, Long(e.Value)))] },
            ListPart list => list with { Tag = null, Items = [.. list.Items.Select(Long)] },
            TextPart text => text with { Tag = null },
            _ => part,
        };
        if (part.Tag is not { } tag || !tag.StartsWith('!') || tag.StartsWith("!!", StringComparison.Ordinal)) return plain;
        if (tag == "!GetAtt" && plain is TextPart dotted)
        {
            var dot = dotted.Text.IndexOf('.', StringComparison.Ordinal);
            plain = new ListPart([new TextPart(dotted.Text[..dot], false), new TextPart(dotted.Text[(dot + 1)..], false)]);
        }

        return Part.Map((tag is "!Ref" or "!Condition" ? tag[1..] : "Fn::" + tag[1..], plain));
    }

    private static void Json(StringBuilder text, Part part, Style style, int depth)
    {
        switch (part)
        {
            case MapPart map:
                Braces(text, '{', '}', map.Entries.Length, style, depth, i =>
                {
                    text.Append(Quoted(map.Entries[i].Key)).Append(": ");
                    Json(text, map.Entries[i].Value, style, depth + 1);
                });
                break;
            case ListPart list:
                Braces(text, '[', ']', list.Items.Length, style, depth, i => Json(text, list.Items[i], style, depth + 1));
                break;
            case TextPart { IsBare: true, Text: not "" } bare:
                text.Append(bare.Text);
                break;
            case TextPart { IsBare: true }:
                text.Append("null");
                break;
            case TextPart scalar:
                text.Append(Quoted(scalar.Text));
                break;
        }
    }

    private static void Braces(StringBuilder text, char open, char close, int count, Style style, int depth, Action<int> write)
    {
        text.Append(open);
        for (var i = 0; i < count; i++)
        {
            if (i > 0) text.Append(style.Indent == 0 ? ", " : ",");
            if (style.Indent > 0) text.Append('\n').Append(' ', style.Indent * (depth + 1));
            write(i);
        }

        if (style.Indent > 0 && count > 0) text.Append('\n').Append(' ', style.Indent * depth);
        text.Append(close);
    }

    private static void Block(StringBuilder text, Part part, Style style, int indent)
    {
        switch (part)
        {
            case MapPart map:
                for (var i = 0; i < map.Entries.Length; i++)
                {
                    if (i > 0) text.Append(' ', indent);
                    var (key, value) = map.Entries[i];
                    text.Append(Plain(key, style, isKey: true)).Append(':');
                    Value(text, value, style, indent);
                }

                break;
            case ListPart list:
                for (var i = 0; i < list.Items.Length; i++)
                {
                    if (i > 0) text.Append(' ', indent);
                    text.Append("- ");
                    var item = list.Items[i];
                    if (item.Tag is null && item is MapPart { Entries.IsEmpty: false } or ListPart { Items.IsEmpty: false, Tag: null }) Block(text, item, style, indent + 2);
                    else Inline(text, item, style, indent + 2);
                }

                break;
            default:
                Inline(text, part, style, indent);
                break;
        }
    }

    private static void Value(StringBuilder text, Part value, Style style, int indent)
    {
        text.Append(value.Tag is null ? "" : " " + value.Tag);
        switch (value)
        {
            case MapPart { Entries.IsEmpty: false }:
                text.Append('\n').Append(' ', indent + style.Indent);
                Block(text, value, style, indent + style.Indent);
                break;
            case ListPart { Items.IsEmpty: false }:
                var inner = indent + (style.IndentsLists ? style.Indent : 0);
                text.Append('\n').Append(' ', inner);
                Block(text, value, style, inner);
                break;
            default:
                Inline(text.Append(' '), value with { Tag = null }, style, indent);
                break;
        }
    }

    private static void Inline(StringBuilder text, Part part, Style style, int indent)
    {
        if (part.Tag is { } tag) text.Append(tag).Append(' ');
        switch (part)
        {
            case TextPart scalar:
                text.Append(scalar.IsBare ? scalar.Text : Plain(scalar.Text, style, isKey: false)).Append('\n');
                break;
            case MapPart { Entries.IsEmpty: true }:
                text.Append("{}\n");
                break;
            case ListPart { Items.IsEmpty: true }:
                text.Append("[]\n");
                break;
            default:
                text.Length -= text[^1] == ' ' && part.Tag is not null ? 1 : 0;
                text.Append('\n').Append(' ', indent + style.Indent);
                Block(text, part with { Tag = null }, style, indent + style.Indent);
                break;
        }
    }

    private static string Plain(string value, Style style, bool isKey)
    {
        var safe = value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ' ' or ':' or '$') && char.IsAsciiLetter(value[0])
            && !value.EndsWith(' ') && !value.EndsWith(':') && !value.Contains(": ", StringComparison.Ordinal)
            && !Part.ReadsAsOther(value) && value.ToLowerInvariant() is not ("yes" or "no" or "on" or "off" or "y" or "n" or "true" or "false" or "null");
        return safe && (isKey || !style.Quotes) ? value : Quoted(value);
    }

    private static string Quoted(string value) => "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value) + "\"";
}
