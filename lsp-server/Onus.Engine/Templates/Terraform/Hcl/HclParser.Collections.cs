using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Hcl;

/// <summary>Lists, objects, for-expressions, and the smallest pieces.</summary>
internal sealed partial class HclParser
{
    private HclExpression? Tuple()
    {
        var start = at++;
        SkipBlank();
        if (SeesWord("for")) return For(start, "]", isObject: false);
        var items = ImmutableArray.CreateBuilder<HclExpression>(1);
        while (true)
        {
            SkipBlank();
            if (Take("]")) break;
            if (Expression() is not { } item) return null;
            items.Add(item);
            SkipBlank();
            if (Take(",")) continue;
            if (!Expect("]", "A `,` or `]` is expected in this list.")) return null;
            break;
        }

        return new TupleExpression(TextSpan.FromBounds(start, at), items.DrainToImmutable());
    }

    private HclExpression? Object()
    {
        var start = at++;
        SkipBlank();
        if (SeesWord("for")) return For(start, "}", isObject: true);
        var items = ImmutableArray.CreateBuilder<ObjectItem>(4);
        while (true)
        {
            SkipBlank();
            if (Take("}")) break;
            if (ObjectKey() is not { } key) return null;
            SkipBlank();
            if (!Take("=") && !Take(":")) return Fail(at, "An `=` is expected after the key.");
            if (Expression() is not { } value) return null;
            items.Add(new ObjectItem(key, value));
            SkipBlank();
            Take(",");
        }

        return new ObjectExpression(TextSpan.FromBounds(start, at), items.DrainToImmutable());
    }

    // A bare name is a key, not a reference; anything else is an expression.
    private HclExpression? ObjectKey()
    {
        if (at >= text.Length) return Fail(at, "A `}` is missing here.");
        if (!IsNameStart(text[at])) return Expression();
        var start = at;
        var name = Identifier();
        if (name is null) return null;
        var end = at;
        SkipBlank();
        if (Sees("=") || Sees(":")) return new LiteralExpression(TextSpan.FromBounds(start, end), name, ScalarKind.Text);
        at = start;
        return Expression();
    }

    private ForExpression? For(int start, string close, bool isObject)
    {
        at += 3;
        SkipBlank();
        var first = Identifier();
        if (first is null) return null;
        string? second = null;
        SkipBlank();
        if (Take(","))
        {
            SkipBlank();
            second = Identifier();
            if (second is null) return null;
        }

        SkipBlank();
        if (!SeesWord("in"))
        {
            Fail(at, "`in` is expected here: `for name in list : value`.");
            return null;
        }

        at += 2;
        if (Expression() is not { } source || !Expect(":", "A `:` with the value is expected here.")) return null;
        return ForBody(start, close, isObject, second is null ? null : first, second ?? first, source);
    }

    private ForExpression? ForBody(int start, string close, bool isObject, string? keyName, string valueName, HclExpression source)
    {
        HclExpression? key = null;
        if (Expression() is not { } value) return null;
        if (isObject)
        {
            if (!Expect("=>", "`=>` with the value is expected after the key.")) return null;
            key = value;
            if (Expression() is not { } entry) return null;
            value = entry;
        }

        SkipBlank();
        var grouping = Take("...");
        SkipBlank();
        HclExpression? filter = null;
        if (SeesWord("if"))
        {
            at += 2;
            filter = Expression();
            if (filter is null) return null;
        }

        return Expect(close, isObject ? "A `}` is missing at the end of this `for`." : "A `]` is missing at the end of this `for`.")
            ? new ForExpression(TextSpan.FromBounds(start, at), keyName, valueName, source, key, value, filter, grouping)
            : null;
    }

    private string? Identifier()
    {
        SkipBlanksInLine();
        var start = at;
        if (at >= text.Length || !IsNameStart(text[at]))
        {
            Fail(at, "A name is expected here.");
            return null;
        }

        while (at < text.Length && (IsNameStart(text[at]) || char.IsAsciiDigit(text[at]) || text[at] == '-')) at++;
        return text[start..at];
    }

    private string? QuotedKey() => Quoted() is LiteralExpression { Kind: ScalarKind.Text } literal ? literal.Text : null;

    private bool PeeksString() => at < text.Length && text[at] == '"';

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private bool Sees(string token)
    {
        if (at >= text.Length || text[at] != token[0]) return false;
        if (token.Length > 1 && string.CompareOrdinal(text, at, token, 0, token.Length) != 0) return false;
        var next = at + token.Length < text.Length ? text[at + token.Length] : '\0';
        // "=" is not the start of "==" or "=>", nor "!" that of "!=".
        return token switch
        {
            "=" => next is not ('=' or '>'),
            ":" => next != ':',
            _ => true,
        };
    }

    private bool SeesWord(string word)
    {
        if (at >= text.Length || text[at] != word[0] || string.CompareOrdinal(text, at, word, 0, word.Length) != 0) return false;
        var end = at + word.Length;
        return end >= text.Length || !(IsNameStart(text[end]) || char.IsAsciiDigit(text[end]) || text[end] == '-');
    }

    private bool Take(string token)
    {
        if (!Sees(token)) return false;
        at += token.Length;
        return true;
    }

    private bool Expect(string token, string message)
    {
        SkipBlank();
        if (Take(token)) return true;
        Fail(at, message);
        return false;
    }

    private HclExpression? Fail(int where, string message)
    {
        error ??= new HclError(new TextSpan(Math.Min(where, text.Length), where < text.Length ? 1 : 0), message);
        return null;
    }

    private void SkipBlanksInLine()
    {
        while (at < text.Length && text[at] is ' ' or '\t') at++;
    }

    private void SkipBlank()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c)) at++;
            else if (c == '#' || (c == '/' && at + 1 < text.Length && text[at + 1] == '/')) SkipTo("\n");
            else if (c == '/' && at + 1 < text.Length && text[at + 1] == '*') SkipTo("*/");
            else return;
        }
    }

    private void SkipTo(string end)
    {
        var found = text.IndexOf(end, at + 1, StringComparison.Ordinal);
        at = found < 0 ? text.Length : found + end.Length;
    }
}
