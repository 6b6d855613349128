using System.Collections.Immutable;

namespace Onus.Engine.Catalogue.Duties;

/// <summary>Makes words of the names of resource types.</summary>
internal static class TypeWords
{
    /// <summary>The words of the last part of a CloudFormation type, or of a Terraform type without its <c>aws_</c>, in their own case.</summary>
    public static List<string> Of(string type)
    {
        var colon = type.LastIndexOf("::", StringComparison.Ordinal);
        if (colon >= 0) return SplitCase(type[(colon + 2)..]);
        return [.. (type.StartsWith("aws_", StringComparison.Ordinal) ? type[4..] : type).Split('_')];
    }

    /// <summary>Words as a noun: lower case, but for acronyms.</summary>
    public static string Phrase(IEnumerable<string> words, ImmutableArray<string> acronyms) =>
        string.Join(' ', words.Select(word => InNoun(word, acronyms)));

    /// <summary>Drops from the front of <paramref name="words"/> what <paramref name="name"/> ends with, so that nothing is said twice; all of them where they are all there.</summary>
    public static List<string> WithoutEndOf(string name, List<string> words)
    {
        var tail = name.Split(' ');
        for (var length = Math.Min(tail.Length, words.Count); length > 0; length--)
        {
            var same = true;
            for (var i = 0; i < length && same; i++)
                same = string.Equals(tail[tail.Length - length + i], words[i], StringComparison.OrdinalIgnoreCase);
            if (same) return words[length..];
        }

        return words;
    }

    private static string InNoun(string word, ImmutableArray<string> acronyms)
    {
        foreach (var acronym in acronyms)
        {
            if (string.Equals(acronym, word, StringComparison.OrdinalIgnoreCase)) return acronym;
        }

        return word.Count(char.IsUpper) > 1 ? word : word.ToLowerInvariant();
    }

    private static List<string> SplitCase(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i < name.Length; i++)
        {
            if (!char.IsUpper(name[i])) continue;
            var afterLower = !char.IsUpper(name[i - 1]);
            // The last capital of a run of three or more starts the next word: DB|Cluster, but IPv4 and OAuth2 stay whole.
            var endsRun = i - start > 1 && char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1]);
            if (!afterLower && !endsRun) continue;
            words.Add(name[start..i]);
            start = i;
        }

        words.Add(name[start..]);
        return words;
    }
}
