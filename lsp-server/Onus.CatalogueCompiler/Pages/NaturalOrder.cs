namespace Onus.CatalogueCompiler.Pages;

/// <summary>Orders ids as people count: <c>S3.2</c> before <c>S3.10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            var left = Run(a, i);
            var right = Run(b, j);
            var order = long.TryParse(left, out var m) && long.TryParse(right, out var n) ? m.CompareTo(n) : left.CompareTo(right, StringComparison.Ordinal);
            if (order != 0) return order;
            i += left.Length;
            j += right.Length;
        }

        return a.Length.CompareTo(b.Length);
    }

    /// <summary>The digits, or the other characters, that begin at an offset.</summary>
    private static ReadOnlySpan<char> Run(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]) == char.IsAsciiDigit(text[start])) end++;
        return text.AsSpan(start, end - start);
    }
}
