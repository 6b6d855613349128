using System.Collections.Immutable;

namespace Onus.Engine.Templates;

/// <summary>
/// Reads comments that ignore a control: <c>onus:ignore ID[, ID] -- reason</c>, <c>checkov:skip=ID:reason</c>,
/// <c>trivy:ignore:ID</c> and <c>tfsec:ignore:ID</c>.
/// </summary>
internal static class CommentSuppression
{
    public static bool TryRead(ReadOnlySpan<char> comment, out List<(string Tool, ImmutableArray<string> Ids, string Reason)> said)
    {
        said = [];
        if (!comment.Contains(':')) return false;
        var text = comment.TrimStart('#').Trim();
        if (After(text, "onus:ignore") is { } onus) AddOnus(onus, said);
        else if (After(text, "checkov:skip=") is { } checkov) AddCheckov(checkov, said);
        else AddTrivy(text, said);
        return said.Count > 0;
    }

    private static string? After(ReadOnlySpan<char> text, string marker)
    {
        var at = text.IndexOf(marker, StringComparison.Ordinal);
        return at < 0 ? null : text[(at + marker.Length)..].ToString();
    }

    private static void AddOnus(string text, List<(string, ImmutableArray<string>, string)> said)
    {
        if (text.Length > 0 && text[0] is not (' ' or '\t' or ':')) return;
        var dashes = text.IndexOf("--", StringComparison.Ordinal);
        var list = dashes < 0 ? text : text[..dashes];
        Add("onus", list.TrimStart(':'), dashes < 0 ? "" : text[(dashes + 2)..], said);
    }

    private static void AddCheckov(string text, List<(string, ImmutableArray<string>, string)> said)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        Add("checkov", colon < 0 ? text : text[..colon], colon < 0 ? "" : text[(colon + 1)..], said);
    }

    private static void AddTrivy(ReadOnlySpan<char> text, List<(string, ImmutableArray<string>, string)> said)
    {
        foreach (var marker in (ReadOnlySpan<string>)["trivy:ignore:", "tfsec:ignore:"])
        {
            var rest = text;
            for (var at = rest.IndexOf(marker, StringComparison.Ordinal); at >= 0; at = rest.IndexOf(marker, StringComparison.Ordinal))
            {
                rest = rest[(at + marker.Length)..];
                // What follows the id, such as parameters or an expiry date, is not part of it.
                var end = rest.IndexOfAny(" \t[:");
                Add("trivy", (end < 0 ? rest : rest[..end]).ToString(), "", said);
            }
        }
    }

    private static void Add(string tool, string list, string reason, List<(string, ImmutableArray<string>, string)> said)
    {
        var ids = list.Split([',', ' ', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length > 0) said.Add((tool, [.. ids], reason.Trim()));
    }
}
