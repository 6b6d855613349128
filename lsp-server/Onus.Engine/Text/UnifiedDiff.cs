using System.Text;

namespace Onus.Engine.Text;

/// <summary>Prints the difference of two texts the way <c>diff -u</c> does, so that <c>patch</c> and people can read it.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Beyond this many differing lines on both sides the middle is printed as one replaced block, to stay cheap.</summary>
    private const int MaxSearch = 4000;

    private enum Mark
    {
        Same,
        Old,
        New,
    }

    /// <param name="path">The file's name, printed after <c>a/</c> and <c>b/</c>.</param>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <returns>The diff with headers, lines ended by \n; the empty string where the texts are equal.</returns>
    public static string Of(string path, string before, string after)
    {
        if (before == after) return "";
        var oldLines = Lines(before);
        var newLines = Lines(after);
        var marks = Compare(oldLines, newLines);
        var output = new StringBuilder();
        var name = NameOf(path);
        output.Append("--- ").Append(Quoted("a/" + name)).Append("\n+++ ").Append(Quoted("b/" + name)).Append('\n');
        for (var at = 0; at < marks.Count;)
        {
            var first = marks.FindIndex(at, mark => mark.Mark != Mark.Same);
            if (first < 0) break;
            var start = Math.Max(at, first - Context);
            var end = HunkEnd(marks, first);
            AppendHunk(output, marks, start, end, oldLines, newLines);
            at = end;
        }

        return output.ToString();
    }

    /// <summary>The path as <c>git</c> has it: from the root down without a slash before it, and slashes only.</summary>
    private static string NameOf(string path)
    {
        var name = path.Replace('\\', '/').TrimStart('/');
        return name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
    }

    /// <summary>What else would end the name is quoted the way <c>git</c> and <c>patch</c> read it; a tab after a name with blanks says where it ends.</summary>
    private static string Quoted(string name) => name.AsSpan().IndexOfAny("\"\t\n") >= 0
        ? "\"" + name.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\""
        : name.Contains(' ', StringComparison.Ordinal) ? name + "\t" : name;

    private static int HunkEnd(List<(Mark Mark, int Old, int New)> marks, int first)
    {
        var last = first;
        for (var at = first; at < marks.Count && at - last <= 2 * Context; at++)
        {
            if (marks[at].Mark != Mark.Same) last = at;
        }

        return Math.Min(marks.Count, last + 1 + Context);
    }

    private static void AppendHunk(
        StringBuilder output, List<(Mark Mark, int Old, int New)> marks, int start, int end, List<string> oldLines, List<string> newLines)
    {
        var hunk = marks.GetRange(start, end - start);
        var oldCount = hunk.Count(mark => mark.Mark != Mark.New);
        var newCount = hunk.Count(mark => mark.Mark != Mark.Old);
        output.Append("@@ -").Append(Range(hunk[0].Old, oldCount)).Append(" +").Append(Range(hunk[0].New, newCount)).Append(" @@\n");
        foreach (var (mark, old, @new) in hunk)
        {
            var line = mark == Mark.New ? newLines[@new] : oldLines[old];
            output.Append(mark switch { Mark.Same => ' ', Mark.Old => '-', _ => '+' });
            if (line.EndsWith('\n')) output.Append(line);
            else output.Append(line).Append("\n\\ No newline at end of file\n");
        }
    }

    private static string Range(int start, int count) => count == 1 ? $"{start + 1}" : $"{(count == 0 ? start : start + 1)},{count}";

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..next]);
            at = next;
        }

        return lines;
    }

    private static List<(Mark Mark, int Old, int New)> Compare(List<string> before, List<string> after)
    {
        var marks = new List<(Mark, int, int)>();
        var head = 0;
        while (head < before.Count && head < after.Count && before[head] == after[head]) marks.Add((Mark.Same, head, head++));
        var tail = 0;
        while (tail < before.Count - head && tail < after.Count - head && before[^(tail + 1)] == after[^(tail + 1)]) tail++;
        CompareMiddle(before, after, head, before.Count - tail, after.Count - tail, marks);
        for (var left = tail; left > 0; left--) marks.Add((Mark.Same, before.Count - left, after.Count - left));
        return marks;
    }

    /// <summary>The longest common subsequence by table; the ends that are equal have been cut off before.</summary>
    private static void CompareMiddle(
        List<string> before, List<string> after, int head, int oldEnd, int newEnd, List<(Mark, int, int)> marks)
    {
        var (rows, columns) = (oldEnd - head, newEnd - head);
        var search = (long)rows * columns <= (long)MaxSearch * MaxSearch;
        var length = search ? new int[rows + 1, columns + 1] : new int[0, 0];
        for (var i = rows - 1; search && i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                length[i, j] = before[head + i] == after[head + j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        var (old, @new) = (0, 0);
        while (old < rows || @new < columns)
        {
            if (search && old < rows && @new < columns && before[head + old] == after[head + @new])
                marks.Add((Mark.Same, head + old++, head + @new++));
            else if (old < rows && (!search || @new == columns || length[old + 1, @new] >= length[old, @new + 1]))
                marks.Add((Mark.Old, head + old++, head + @new));
            else
                marks.Add((Mark.New, head + old, head + @new++));
        }
    }
}
