using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Questions about the line on which an offset stands.</summary>
internal static class Lines
{
    public static int StartOf(SourceText text, int offset) => text.LineSpan(text.PositionOf(offset).Line).Start;

    /// <summary>The end of the offset's line, before its line break.</summary>
    public static int EndOf(SourceText text, int offset) => text.LineSpan(text.PositionOf(offset).Line).End;

    /// <summary>The start of the line after the offset's; the text's end where there is none.</summary>
    public static int NextAfter(SourceText text, int offset)
    {
        var line = text.PositionOf(offset).Line + 1;
        return line < text.LineCount ? text.LineSpan(line).Start : text.Length;
    }

    /// <summary>Nothing but blanks stands on the offset's line.</summary>
    public static bool IsBlank(SourceText text, int offset) => text[text.LineSpan(text.PositionOf(offset).Line)].AsSpan().Trim().IsEmpty;

    public static int ColumnOf(SourceText text, int offset) => text.PositionOf(offset).Character;

    /// <summary>The blanks and tabs before the offset if nothing else stands before it on its line; else null.</summary>
    public static string? PrefixAt(SourceText text, int offset)
    {
        var start = StartOf(text, offset);
        if (start == 0 && text.Length > 0 && text.Content[0] == '\uFEFF') start = Math.Min(1, offset);
        var prefix = text.Content.AsSpan(start, offset - start);
        return prefix.Trim(" \t").IsEmpty ? prefix.ToString() : null;
    }

    /// <summary>The blanks and tabs with which the offset's line begins.</summary>
    public static string IndentOf(SourceText text, int offset)
    {
        var start = StartOf(text, offset);
        var end = start;
        while (end < text.Length && text.Content[end] is ' ' or '\t') end++;
        return text.Content[start..end];
    }

    /// <summary>The offset moved back over white space, but not before <paramref name="floor"/>.</summary>
    public static int TrimEnd(SourceText text, int offset, int floor)
    {
        while (offset > floor && text.Content[offset - 1] is ' ' or '\t' or '\r' or '\n') offset--;
        return offset;
    }

    public static bool HasBreak(SourceText text, TextSpan span) =>
        text.Content.AsSpan(span.Start, span.Length).IndexOfAny('\n', '\r') >= 0;
}
