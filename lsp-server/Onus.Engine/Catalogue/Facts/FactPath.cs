namespace Onus.Engine.Catalogue.Facts;

/// <summary>A path of the expression language cut into its names.</summary>
internal static class FactPath
{
    /// <summary>The names of <c>A.B[].'c.d'</c>, each with how many <c>[]</c> follow it.</summary>
    public static List<(string Name, int Depth)> Parse(string path)
    {
        var segments = new List<(string, int)>();
        for (var at = 0; at < path.Length;)
        {
            int end;
            string name;
            if (path[at] is '"' or '\'')
            {
                var close = path.IndexOf(path[at], at + 1);
                end = close < 0 ? path.Length : close + 1;
                name = path[(at + 1)..(close < 0 ? path.Length : close)];
            }
            else
            {
                end = path.AsSpan(at).IndexOfAny('.', '[') is var found and >= 0 ? at + found : path.Length;
                name = path[at..end];
            }

            var depth = 0;
            while (path.AsSpan(end).StartsWith("[]"))
            {
                depth++;
                end += 2;
            }

            segments.Add((name, depth));
            // What follows is a dot; anything else is taken as part of the next name, which then does not exist.
            at = end < path.Length && path[end] == '.' ? end + 1 : Math.Max(end, at + 1);
        }

        return segments;
    }
}
