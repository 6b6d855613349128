using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Onus.LanguageServer.Protocol;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer.Features;

/// <summary>A short name for a list of diagnostics: equal lists have equal names.</summary>
internal static class ResultId
{
    public static string Of(IReadOnlyList<Diagnostic> diagnostics)
    {
        var hash = 14695981039346656037UL;
        foreach (var diagnostic in diagnostics)
        {
            hash = Mix(Mix(hash, diagnostic.Range), (ulong)(diagnostic.Severity ?? 0));
            hash = Mix(Mix(hash, diagnostic.Code), diagnostic.Message);
            foreach (var related in diagnostic.RelatedInformation ?? [])
                hash = Mix(Mix(Mix(hash, related.Location.Range), related.Location.Uri), related.Message);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Mix(ulong hash, string? text)
    {
        // Four characters at a time, then the rest; the length, so that no two texts after one another read as two others.
        var words = MemoryMarshal.Cast<char, ulong>(text);
        foreach (var word in words) hash = Mix(hash, word);
        foreach (var character in text.AsSpan(words.Length * 4)) hash = Mix(hash, character);
        return Mix(hash, (ulong)(text?.Length ?? 0));
    }

    private static ulong Mix(ulong hash, Range range) => Mix(Mix(hash, range.Start), range.End);

    private static ulong Mix(ulong hash, Position position) => Mix(hash, ((ulong)position.Line << 32) | position.Character);

    /// <summary>As FNV-1a, but for whole words: without the turn, what differs in a word's last bits would only ever reach the hash's.</summary>
    private static ulong Mix(ulong hash, ulong word) => BitOperations.RotateLeft((hash ^ word) * 1099511628211UL, 29);
}
