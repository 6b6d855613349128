using System.Collections.Immutable;

namespace Onus.Engine.Fixes.Locating;

/// <summary>One step of a path in the expression language's form.</summary>
/// <param name="Key">The key; <c>*</c> for whichever the finding stands on.</param>
/// <param name="IsItem">The path goes on in an item of the list under the key.</param>
/// <param name="Index">Which item; null for the one the finding stands on.</param>
internal readonly record struct PathSegment(string Key, bool IsItem = false, int? Index = null)
{
    /// <summary>Reads <c>A.B[].'c.d'[3]</c>. An index after an index is read as one of its own, under an empty key.</summary>
    public static ImmutableArray<PathSegment> Parse(string path)
    {
        var segments = ImmutableArray.CreateBuilder<PathSegment>();
        for (var at = 0; at < path.Length;)
        {
            var key = ReadKey(path, ref at);
            var segment = new PathSegment(key);
            while (at < path.Length && path[at] == '[')
            {
                var close = path.IndexOf(']', at);
                if (close < 0) close = path.Length;
                var inner = path.AsSpan(at + 1, Math.Max(0, close - at - 1)).Trim("'\"");
                int? index = int.TryParse(inner, out var number) ? number : null;
                if (segment.IsItem) segments.Add(segment);
                segment = segment.IsItem ? new PathSegment("", true, index) : segment with { IsItem = true, Index = index };
                at = Math.Min(path.Length, close + 1);
            }

            segments.Add(segment);
            if (at < path.Length && path[at] == '.') at++;
        }

        return segments.ToImmutable();
    }

    /// <summary>
    /// The path with the items and keys it leaves open taken from the finding's path, as far as both go the same way. Null for an
    /// item that the finding does not tell.
    /// </summary>
    public static ImmutableArray<PathSegment> Settle(ImmutableArray<PathSegment> path, ImmutableArray<PathSegment> finding)
    {
        var settled = path.ToBuilder();
        for (var at = 0; at < path.Length && at < finding.Length; at++)
        {
            if (path[at].Key == "*") settled[at] = path[at] with { Key = finding[at].Key };
            else if (path[at].Key != finding[at].Key) break;
            if (path[at] is not { IsItem: true, Index: null }) continue;
            // A block that stands alone has no index; a finding inside it is on the only one.
            settled[at] = settled[at] with { Index = finding[at].Index ?? (!finding[at].IsItem && at + 1 < finding.Length ? 0 : null) };
        }

        return settled.ToImmutable();
    }

    private static string ReadKey(string path, ref int at)
    {
        if (at < path.Length && path[at] is '\'' or '"')
        {
            var close = path.IndexOf(path[at], at + 1);
            if (close < 0) close = path.Length;
            var quoted = path[(at + 1)..close];
            at = Math.Min(path.Length, close + 1);
            return quoted;
        }

        var start = at;
        while (at < path.Length && path[at] is not ('.' or '[')) at++;
        return path[start..at];
    }
}
