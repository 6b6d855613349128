using System.Buffers;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>The words of JSON, which the reader of sound texts and the mender of broken ones share.</summary>
internal abstract class JsonTokens(SourceText text, CancellationToken cancellation) : Reader(text, cancellation)
{
    private static readonly SearchValues<char> TextStops = SearchValues.Create("\"'\\\n\r\t");

    protected int LineStart { get; set; }

    /// <summary>The column of the first character on the current line.</summary>
    protected int LineIndent
    {
        get
        {
            var at = LineStart;
            while (at < Text.Length && IsBlank(Text[at])) at++;
            return at - LineStart;
        }
    }

    protected void SkipBlank()
    {
        while (!AtEnd)
        {
            var c = Here;
            if (IsBreak(c))
            {
                PassBreak();
                LineStart = Position;
            }
            else if (c is ' ' or '\t')
            {
                Position++;
            }
            else if (c == '/' && Ahead(1) is '/' or '*')
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var start = Position;
        var end = Ahead(1) == '/' ? EndOfLine(Position) : Text.IndexOf("*/", Position + 2, StringComparison.Ordinal) is var close and >= 0 ? close + 2 : Text.Length;
        Position = end;
        Comment(start, end);
        Complain(start, end, "JSON has no comments; take this one out.");
        for (var at = start; at < end; at++)
        {
            if (IsBreak(Text[at])) LineStart = at + 1;
        }
    }

    /// <summary>Says what is wrong with a part of the text.</summary>
    protected abstract void Complain(int start, int end, string message);

    /// <summary>A text in quotes; one never closed ends with its line.</summary>
    protected ScalarNode Quoted()
    {
        var start = Position;
        var quote = Text[Position++];
        if (quote == '\'') Complain(start, start + 1, "JSON texts stand in double quotes.");
        while (true)
        {
            var stop = Text.AsSpan(Position).IndexOfAny(TextStops);
            Position = stop < 0 ? Text.Length : Position + stop;
            if (AtEnd || Here == quote || IsBreak(Here)) break;
            if (Here == '\\' && !IsBreak(Ahead(1)))
            {
                PassEscape();
                continue;
            }

            if (Here == '\t' && IsTerraform) Complain(Position, Position + 1, "Terraform takes no tab in a text; write it as `\\t`.");
            Position++;
        }

        if (AtEnd || Here != quote)
        {
            Position = Math.Min(Position, Text.Length);
            Complain(start, Position, "This text has no closing quote.");
        }
        else
        {
            Position++;
        }

        return Scalar(start, Position, quote == '"' ? ScalarStyle.DoubleQuoted : ScalarStyle.SingleQuoted);
    }

    private void PassEscape()
    {
        var c = Ahead(1);
        var digits = 0;
        while (c == 'u' && digits < 4 && char.IsAsciiHexDigit(Ahead(2 + digits))) digits++;
        if (c == 'u' ? digits < 4 : c is not ('"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or '\0'))
        {
            var end = Math.Min(Position + 2 + digits, Text.Length);
            Complain(Position, end, $"`{Text[Position..end]}` is no escape in JSON; a backslash itself is written `\\\\`.");
        }

        Position = Math.Min(Position + 2 + digits, Text.Length);
    }

    /// <summary>A number, true, false or null; empty where no word stands.</summary>
    protected ScalarNode Word(bool isKey = false)
    {
        var start = Position;
        while (!AtEnd && Here is not (',' or '}' or ']' or '{' or '[' or '"' or ' ' or '\t' or '\r' or '\n') && !(Here == ':' && (isKey || Position == start))) Position++;
        var word = Text.AsSpan(start, Position - start);
        if (word.IsEmpty) return Scalar(start, start, ScalarStyle.Plain);
        if (!isKey && word is not ("true" or "false" or "null") && !IsNumber(word)) ComplainOfWord(start, word);
        return Scalar(start, Position, ScalarStyle.Plain);
    }

    private void ComplainOfWord(int start, ReadOnlySpan<char> word)
    {
        foreach (var literal in (ReadOnlySpan<string>)["true", "false", "null"])
        {
            if (!word.Equals(literal, StringComparison.OrdinalIgnoreCase)) continue;
            Complain(start, Position, $"JSON writes `{literal}` in small letters.");
            return;
        }

        Complain(start, Position, $"`{word}` needs double quotes: in JSON only numbers, true, false and null go without.");
    }

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        var digits = word is ['-', ..] ? word[1..] : word;
        if (digits.IsEmpty || !char.IsAsciiDigit(digits[0]) || (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]))) return false;
        var point = digits.IndexOf('.');
        if (point >= 0 && (point + 1 == digits.Length || !char.IsAsciiDigit(digits[point + 1]))) return false;
        return double.TryParse(word, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);
    }

    /// <summary>Whether a text in quotes with a colon behind it stands here, on one line.</summary>
    protected bool LooksLikeKey()
    {
        if (Here != '"') return false;
        var at = CloseOnLine(Position) + 1;
        if (at == 0) return false;
        while (at < Text.Length && IsBlank(Text[at])) at++;
        return at < Text.Length && Text[at] == ':';
    }

    /// <summary>Where the text in quotes that starts at an offset ends on its line; -1 where it does not.</summary>
    protected int CloseOnLine(int start)
    {
        var at = start + 1;
        while (at < Text.Length && Text[at] != '"' && !IsBreak(Text[at])) at += Text[at] == '\\' ? 2 : 1;
        return at < Text.Length && Text[at] == '"' ? at : -1;
    }
}
