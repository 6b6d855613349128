namespace Onus.Engine.Text;

/// <summary>
/// An immutable text with its line table. Lines end at \n, \r\n or a lone \r, as the Language Server Protocol counts them
/// (YAML's further line breaks, such as U+2028, do not count).
/// </summary>
public sealed class SourceText
{
    private const int NoLine = -1;

    /// <summary>So many lines are walked before the whole table is searched.</summary>
    private const int NearLines = 8;

    private int[]? lineStarts;

    /// <param name="path">The name under which the caller knows the text: a file path or a URI; never opened.</param>
    /// <param name="content">The whole text; a leading byte order mark is kept, so that offsets are the file's.</param>
    public SourceText(string path, string content)
    {
        Path = path;
        Content = content;
    }

    public string Path { get; }

    public string Content { get; }

    public int Length => Content.Length;

    public int LineCount => LineStarts.Length;

    private int[] LineStarts => lineStarts ??= FindLineStarts(Content);

    /// <summary>The line and character of an offset; an offset outside the text is moved to its nearest end.</summary>
    /// <param name="offset">The offset.</param>
    /// <param name="near">A line to begin with, quicker where the offset lies in it or a little after it; any other costs only time.</param>
    public LinePosition PositionOf(int offset, int near = NoLine)
    {
        offset = Math.Clamp(offset, 0, Content.Length);
        var starts = LineStarts;
        var line = LineOf(starts, offset, near);
        return new LinePosition(line, offset - starts[line]);
    }

    /// <summary>The offset of a position; a position past a line's end means that end, one past the text means the text's end.</summary>
    public int OffsetOf(LinePosition position)
    {
        if (position.Line < 0) return 0;
        if (position.Line >= LineStarts.Length) return Content.Length;
        var line = LineSpan(position.Line);
        return Math.Clamp(line.Start + position.Character, line.Start, line.End);
    }

    /// <summary>The span of a line without its line break.</summary>
    public TextSpan LineSpan(int line)
    {
        var start = LineStarts[line];
        var end = line + 1 < LineStarts.Length ? LineStarts[line + 1] : Content.Length;
        while (end > start && Content[end - 1] is '\n' or '\r') end--;
        return TextSpan.FromBounds(start, end);
    }

    public string this[TextSpan span] => Content.Substring(span.Start, span.Length);

    public SourceText WithContent(string content) => new(Path, content);

    /// <summary>The text with a span replaced; its line table is made from this one's.</summary>
    public SourceText With(TextSpan span, string replacement)
    {
        var changed = new SourceText(Path, string.Concat(Content.AsSpan(0, span.Start), replacement, Content.AsSpan(span.End)));
        if (lineStarts is { } starts) changed.lineStarts = Shifted(starts, span, changed.Content, replacement.Length);
        return changed;
    }

    private static int LineOf(int[] starts, int offset, int near = NoLine)
    {
        if ((uint)near < starts.Length && starts[near] <= offset)
        {
            var last = Math.Min(near + NearLines, starts.Length - 1);
            for (var line = near; line < last; line++)
            {
                if (offset < starts[line + 1]) return line;
            }
        }

        var index = Array.BinarySearch(starts, offset);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>The lines before an edit stay, those after it move, and only those that it touches are looked for.</summary>
    private static int[] Shifted(int[] starts, TextSpan span, string content, int length)
    {
        // A line that starts where the edit does is looked for too: the edit may part the two characters of its break, or join them.
        var before = span.Start == 0 ? 1 : LineOf(starts, span.Start - 1) + 1;
        var after = LineOf(starts, span.End) + 1;
        var end = span.Start + length;
        var between = new List<int>();
        for (var at = starts[before - 1]; (at = NextLine(content, at)) >= 0 && at <= end;) between.Add(at);
        var shifted = new int[before + between.Count + starts.Length - after];
        Array.Copy(starts, shifted, before);
        between.CopyTo(shifted, before);
        var rest = shifted.AsSpan(before + between.Count);
        var by = end - span.End;
        for (var i = 0; i < rest.Length; i++) rest[i] = starts[after + i] + by;
        return shifted;
    }

    private static int[] FindLineStarts(string content)
    {
        var starts = new List<int>(content.Length / 32 + 1) { 0 };
        for (var at = 0; (at = NextLine(content, at)) >= 0;) starts.Add(at);
        return [.. starts];
    }

    /// <summary>Where the line after the one around an offset starts; negative for none.</summary>
    private static int NextLine(string content, int offset)
    {
        var found = content.AsSpan(offset).IndexOfAny('\n', '\r');
        if (found < 0) return -1;
        var at = offset + found;
        return at + (content[at] == '\r' && at + 1 < content.Length && content[at + 1] == '\n' ? 2 : 1);
    }
}
