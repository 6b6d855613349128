using System.Globalization;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>A short name for a list of diagnostics: equal lists have equal names.</summary>
internal static class ResultId
{
    public static string Of(IReadOnlyList<Diagnostic> diagnostics)
    {
        // FNV-1a: the names only need to differ where the lists do.
        var hash = 14695981039346656037UL;
        foreach (var diagnostic in diagnostics)
        {
            var (start, end) = (diagnostic.Range.Start, diagnostic.Range.End);
            foreach (var number in (ReadOnlySpan<uint>)[start.Line, start.Character, end.Line, end.Character, (uint)(diagnostic.Severity ?? 0)]) hash = (hash ^ number) * 1099511628211UL;
            foreach (var character in diagnostic.Code ?? "") hash = (hash ^ character) * 1099511628211UL;
            foreach (var character in diagnostic.Message) hash = (hash ^ character) * 1099511628211UL;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
