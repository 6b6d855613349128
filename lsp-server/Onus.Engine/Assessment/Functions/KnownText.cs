using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>What is known of a text that is unknown in parts; the parts show as <c>${Name}</c>, and their names say nothing of what they will hold.</summary>
internal static class KnownText
{
    /// <summary>
    /// What stands in for an unknown part when a pattern is tried: it must hold whatever the part will be. The character is one that
    /// no template uses.
    /// </summary>
    private static readonly string[] Stand = ["", "\uFFFE"];

    /// <summary>The stretches between the unknown parts, in order; one more than there are unknown parts.</summary>
    public static ImmutableArray<string> Parts(string text)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var at = text.IndexOf("${", StringComparison.Ordinal); at >= 0; at = text.IndexOf("${", start, StringComparison.Ordinal))
        {
            var close = Close(text, at + 2);
            parts.Add(text[start..at]);
            start = Math.Min(close + 1, text.Length);
        }

        parts.Add(text[start..]);
        return parts.DrainToImmutable();
    }

    /// <summary>The names of the unknown parts, in order.</summary>
    public static IEnumerable<string> Names(string text)
    {
        for (var at = text.IndexOf("${", StringComparison.Ordinal); at >= 0; at = text.IndexOf("${", at, StringComparison.Ordinal))
        {
            var close = Close(text, at + 2);
            yield return text[(at + 2)..close];
            at = close;
        }
    }

    /// <summary>Whether something holds of the text whatever its unknown parts will be; false where that cannot be said.</summary>
    /// <param name="value">The text.</param>
    /// <param name="with">What the question is asked with.</param>
    /// <param name="holds">The question.</param>
    public static bool Always<T>(UnknownValue value, T with, Func<string, T, bool> holds)
    {
        if (value.Text.Length == 0) return false;
        var parts = Parts(value.Text);
        foreach (var stand in Stand)
        {
            if (!holds(string.Join(stand, parts), with)) return false;
        }

        return true;
    }

    /// <summary>Whether no part of it is known.</summary>
    public static bool IsBlank(UnknownValue value) => Parts(value.Text).All(static part => part.Length == 0);

    /// <summary>The brace that closes the one before an offset; those of nested expressions pair up. The text's length where there is none.</summary>
    private static int Close(string text, int from)
    {
        var depth = 1;
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == '{') depth++;
            else if (text[at] == '}' && --depth == 0) return at;
        }

        return text.Length;
    }
}
