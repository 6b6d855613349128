using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Hcl;

/// <summary>Template strings: quoted, in a heredoc, or a whole text.</summary>
internal sealed partial class HclParser
{
    private enum TemplateEnd
    {
        Text,
        Quote,
        Directive,
    }

    private readonly record struct Directive(string Word, int Start);

    private HclExpression? Quoted()
    {
        var start = at++;
        if (++depth > MaxDepth) return Fail(start, "This expression is nested too deeply.");
        var template = Template(TemplateEnd.Quote);
        depth--;
        if (error is not null) return null;
        if (at >= text.Length || text[at] != '"') return Fail(start, "This string is not closed; a `\"` is missing.");
        at++;
        var span = TextSpan.FromBounds(start, at);
        return template switch
        {
            LiteralExpression { Kind: ScalarKind.Text } literal => literal with { Span = span },
            _ => template,
        };
    }

    // An interpolation alone keeps its type: "${true}" is a boolean.
    private HclExpression Template(TemplateEnd end)
    {
        var start = at;
        var parts = ImmutableArray.CreateBuilder<HclExpression>(1);
        Directive? last = null;
        TemplateParts(end, parts, ref last);
        if (last is { } stray) Fail(stray.Start, $"`%{{ {stray.Word} }}` has no beginning before it.");
        return Joined(start, parts);
    }

    private HclExpression Joined(int start, ImmutableArray<HclExpression>.Builder parts)
    {
        var span = TextSpan.FromBounds(start, at);
        return parts.Count switch
        {
            0 => new LiteralExpression(span, "", ScalarKind.Text),
            1 when parts[0] is not (TemplateIfExpression or TemplateForExpression) => parts[0],
            _ => new TemplateExpression(span, parts.DrainToImmutable()),
        };
    }

    // Stops at the end, or behind a directive that closes or divides a block, which is handed back.
    private void TemplateParts(TemplateEnd end, ImmutableArray<HclExpression>.Builder parts, ref Directive? closing)
    {
        while (error is null && at < text.Length)
        {
            if (end == TemplateEnd.Quote && text[at] == '"') return;
            if (Sees("${")) Interpolation(parts);
            else if (Sees("%{"))
            {
                closing = DirectiveBlock(end, parts);
                if (closing is not null) return;
            }
            else LiteralPart(end, parts);
        }
    }

    private void LiteralPart(TemplateEnd end, ImmutableArray<HclExpression>.Builder parts)
    {
        var start = at;
        StringBuilder? builder = null;
        var copied = start;
        while (at < text.Length)
        {
            var c = text[at];
            if (end == TemplateEnd.Quote && c == '"') break;
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (c is '$' or '%' && next == '{') break;
            var isDoubled = c is '$' or '%' && next == c && at + 2 < text.Length && text[at + 2] == '{';
            if (!isDoubled && !(end == TemplateEnd.Quote && c == '\\' && next != '\0'))
            {
                at++;
                continue;
            }

            builder = (builder ?? new StringBuilder()).Append(text, copied, at - copied);
            if (isDoubled)
            {
                builder.Append(c).Append('{');
                at += 3;
            }
            else Escape(builder);
            copied = at;
        }

        var literal = builder is null ? text[start..at] : builder.Append(text, copied, at - copied).ToString();
        parts.Add(new LiteralExpression(TextSpan.FromBounds(start, at), literal, ScalarKind.Text));
    }

    private void Escape(StringBuilder builder)
    {
        var c = text[at + 1];
        at += 2;
        switch (c)
        {
            case 'n': builder.Append('\n'); break;
            case 'r': builder.Append('\r'); break;
            case 't': builder.Append('\t'); break;
            case 'u': CodePoint(builder, 4); break;
            case 'U': CodePoint(builder, 8); break;
            default: builder.Append(c); break;
        }
    }

    private void CodePoint(StringBuilder builder, int digits)
    {
        if (at + digits <= text.Length
            && int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.IsValid(code))
        {
            builder.Append(new Rune(code).ToString());
            at += digits;
            return;
        }

        Fail(at, $"{digits} hexadecimal digits are expected here.");
    }

    private void Interpolation(ImmutableArray<HclExpression>.Builder parts)
    {
        var start = at;
        at += 2;
        if (at < text.Length && text[at] == '~')
        {
            at++;
            TrimEnd(parts);
        }

        SkipBlank();
        if (at >= text.Length)
        {
            Fail(start, "This `${` is not closed; a `}` is missing.");
            return;
        }

        if (Expression() is not { } inner) return;
        SkipBlank();
        var strips = at < text.Length && text[at] == '~';
        if (strips) at++;
        if (!Expect("}", "A `}` is expected at the end of this `${…}`.")) return;
        parts.Add(inner);
        if (strips) SkipBlankText();
    }

    private void TrimEnd(ImmutableArray<HclExpression>.Builder parts)
    {
        if (parts.Count > 0 && parts[^1] is LiteralExpression { Kind: ScalarKind.Text } before)
            parts[^1] = before with { Text = before.Text.TrimEnd() };
    }

    private void SkipBlankText()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private Directive? DirectiveBlock(TemplateEnd end, ImmutableArray<HclExpression>.Builder parts)
    {
        var start = at;
        at += 2;
        if (Take("~")) TrimEnd(parts);
        SkipBlank();
        var word = Identifier();
        if (word is null) return null;
        if (word is "else" or "endif" or "endfor")
        {
            DirectiveEnd();
            return error is null ? new Directive(word, start) : null;
        }

        if (++depth > MaxDepth) Fail(start, "This template is nested too deeply.");
        var block = word switch
        {
            _ when error is not null => null,
            "if" => TemplateIf(start, end),
            "for" => TemplateFor(start, end),
            _ => Fail(start, $"`%{{ {word} }}` is not a directive; `if` and `for` are."),
        };
        depth--;
        if (block is not null) parts.Add(block);
        return null;
    }

    private void DirectiveEnd()
    {
        SkipBlank();
        var strips = Take("~");
        if (Expect("}", "A `}` is expected at the end of this `%{…}`.") && strips) SkipBlankText();
    }

    private HclExpression? TemplateIf(int start, TemplateEnd end)
    {
        if (Expression() is not { } condition) return null;
        DirectiveEnd();
        if (error is not null) return null;
        var then = Branch(end, out var closing);
        HclExpression otherwise = new LiteralExpression(new TextSpan(at, 0), "", ScalarKind.Text);
        if (closing?.Word == "else") otherwise = Branch(end, out closing);
        if (error is not null) return null;
        return closing?.Word == "endif"
            ? new TemplateIfExpression(TextSpan.FromBounds(start, at), condition, then, otherwise)
            : Fail(start, "This `%{ if … }` is not closed; `%{ endif }` is missing.");
    }

    private HclExpression? TemplateFor(int start, TemplateEnd end)
    {
        SkipBlank();
        var first = Identifier();
        SkipBlank();
        var second = first is not null && Take(",") ? Identifier() : null;
        SkipBlank();
        if (error is not null || first is null) return null;
        if (!SeesWord("in")) return Fail(at, "`in` is expected here: `%{ for name in list }`.");
        at += 2;
        if (Expression() is not { } source) return null;
        DirectiveEnd();
        if (error is not null) return null;
        var body = Branch(end, out var closing);
        if (error is not null) return null;
        return closing?.Word == "endfor"
            ? new TemplateForExpression(TextSpan.FromBounds(start, at), second is null ? null : first, second ?? first, source, body)
            : Fail(start, "This `%{ for … }` is not closed; `%{ endfor }` is missing.");
    }

    private HclExpression Branch(TemplateEnd end, out Directive? closing)
    {
        var start = at;
        var parts = ImmutableArray.CreateBuilder<HclExpression>(1);
        closing = null;
        TemplateParts(end, parts, ref closing);
        return Joined(start, parts);
    }

    private HclExpression? Heredoc()
    {
        var start = at;
        at += 2;
        var indented = Take("-");
        var marker = Identifier();
        if (marker is null) return null;
        var line = text.IndexOf('\n', at);
        if (line < 0) return Fail(start, $"This text is not closed; a line `{marker}` is missing.");
        var bodyStart = line + 1;
        var bodyEnd = bodyStart;
        while (true)
        {
            var next = text.IndexOf('\n', bodyEnd);
            var lineEnd = next < 0 ? text.Length : next;
            if (text.AsSpan(bodyEnd, lineEnd - bodyEnd).Trim().SequenceEqual(marker)) break;
            if (next < 0) return Fail(start, $"This text is not closed; a line `{marker}` is missing.");
            bodyEnd = next + 1;
        }

        var inner = new HclParser(text[..bodyEnd]) { at = bodyStart, depth = depth };
        var template = inner.Template(TemplateEnd.Text);
        error ??= inner.error;
        at = text.IndexOf(marker, bodyEnd, StringComparison.Ordinal) + marker.Length;
        return error is not null ? null : indented ? Unindented(template) : template;
    }

    // Only whole literal texts are unindented: leading blanks change no meaning that Onus reads.
    private static HclExpression Unindented(HclExpression template)
    {
        if (template is not LiteralExpression literal) return template;
        var lines = literal.Text.Split('\n');
        var indent = lines.Where(l => l.Trim().Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return literal with { Text = string.Join('\n', lines.Select(l => l.Length >= indent ? l[indent..] : l.TrimStart())) };
    }
}
