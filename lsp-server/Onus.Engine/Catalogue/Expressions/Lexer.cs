namespace Onus.Engine.Catalogue.Expressions;

internal enum TokenKind
{
    End,
    Text,
    Number,
    Operator,
    Punctuation,
    List,
    Word,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; for texts without the quotes, for lists without the @.</param>
/// <param name="Offset">Where it starts.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset);

/// <summary>Cuts a condition into tokens. A path with its dots, quoted segments and <c>[]</c> is one word.</summary>
internal ref struct Lexer(string text)
{
    private int at;

    public Token Next()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (at >= text.Length) return new Token(TokenKind.End, "the end", text.Length);
        var start = at;
        var c = text[at];
        if (c == '\'') return Text(start);
        if (char.IsAsciiDigit(c) || (c == '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))) return Number(start);
        if (c is '=' or '!' or '<' or '>') return Operator(start);
        if (c is '(' or ')' or '[' or ']' or ',' or ':')
        {
            at++;
            return new Token(TokenKind.Punctuation, text.Substring(start, 1), start);
        }

        if (c == '@')
        {
            at++;
            while (at < text.Length && (char.IsAsciiLetterLower(text[at]) || char.IsAsciiDigit(text[at]) || text[at] == '_')) at++;
            return new Token(TokenKind.List, text[(start + 1)..at], start);
        }

        if (char.IsAsciiLetter(c) || c == '_') return Word(start);
        throw new ExpressionSyntaxException($"`{c}` has no meaning here.", start);
    }

    private Token Text(int start)
    {
        at++;
        var value = new System.Text.StringBuilder();
        while (at < text.Length && text[at] != '\'')
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '\'') at++;
            value.Append(text[at++]);
        }

        if (at >= text.Length) throw new ExpressionSyntaxException("This text has no closing quote.", start);
        at++;
        return new Token(TokenKind.Text, value.ToString(), start);
    }

    private Token Number(int start)
    {
        at++;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))) at++;
        return new Token(TokenKind.Number, text[start..at], start);
    }

    private Token Operator(int start)
    {
        at += at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1;
        var value = text[start..at];
        if (value is "=" or "!") throw new ExpressionSyntaxException($"`{value}` is no operator; write `{value}=`.", start);
        return new Token(TokenKind.Operator, value, start);
    }

    private Token Word(int start)
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '*' || (c == ':' && IsInsideName())) at++;
            else if (c == '.' && at + 1 < text.Length && text[at + 1] == '\'') PassQuoted();
            else if (c == '.' && at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '_' or '*')) at++;
            else if (c == '[' && at + 1 < text.Length && text[at + 1] == ']') at += 2;
            else break;
        }

        return new Token(TokenKind.Word, text[start..at], start);
    }

    /// <summary>A colon belongs to a name only between two of its characters, as in <c>aws:SourceArn</c>.</summary>
    private readonly bool IsInsideName() => at + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[at + 1]) || text[at + 1] == ':');

    private void PassQuoted()
    {
        var close = text.IndexOf('\'', at + 2);
        if (close < 0) throw new ExpressionSyntaxException("This quoted name has no closing quote.", at + 1);
        at = close + 1;
    }
}
