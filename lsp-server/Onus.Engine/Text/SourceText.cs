namespace Onus.Engine.Text;

/// <summary>
/// An immutable text with its line table. Lines end at \n, \r\n or a lone \r, as the Language Server Protocol counts them
/// (YAML's further line breaks, such as U+2028, do not count).
/// </summary>
public sealed class SourceText
{
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
    public LinePosition PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Content.Length);
        var index = Array.BinarySearch(LineStarts, offset);
        var line = index >= 0 ? index : ~index - 1;
        return new LinePosition(line, offset - LineStarts[line]);
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

    private static int[] FindLineStarts(string content)
    {
        var starts = new List<int>(content.Length / 32 + 1) { 0 };
        var span = content.AsSpan();
        for (var at = 0; ;)
        {
            var found = span[at..].IndexOfAny('\n', '\r');
            if (found < 0) break;
            at += found;
            at += span[at] == '\r' && at + 1 < span.Length && span[at + 1] == '\n' ? 2 : 1;
            starts.Add(at);
        }

        return [.. starts];
    }
}
