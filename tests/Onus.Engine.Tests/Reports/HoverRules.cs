using System.Text.RegularExpressions;
using Xunit;

namespace Onus.Engine.Tests.Reports;

/// <summary>What holds of every hover on a resource, whatever it says.</summary>
internal static partial class HoverRules
{
    /// <summary>As many lines as fit a hover's box.</summary>
    private const int MostLines = 25;

    private const int LongestCell = 190;

    public static void Check(string of, string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        Assert.True(lines.Length <= MostLines, $"{of} has {lines.Length} lines:\n{markdown}");
        var rows = lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(row => Bar().Split(row.Trim('|', ' ')).Select(cell => cell.Trim()).ToArray()).ToList();
        foreach (var row in rows)
        {
            Assert.True(row.Length == 2, $"{of}: {string.Join(" | ", row)}");
            Assert.True(row[1].Length is > 0 and <= LongestCell, $"{of}: a cell of {row[1].Length} characters: {row[1]}");
        }

        Assert.Equal(rows.Select(row => row[0]).Distinct(), rows.Select(row => row[0]));
        CheckSentences(of, markdown, rows);
        CheckCounts(of, lines[1], rows);
        Assert.Matches(@"\[[^\]]+\]\(https://(docs\.)?aws\.amazon\.com/[^)]+\)$", lines[^1]);
    }

    /// <summary>No sentence stands twice, and none has a slip that a machine can see.</summary>
    private static void CheckSentences(string of, string markdown, List<string[]> rows)
    {
        var sentences = rows.Select(row => row[1]).Concat(markdown.Split('\n').Where(line => !line.StartsWith('|')).SelectMany(line => Sentence().Split(line)))
            .Select(sentence => Label().Replace(sentence.Trim(), "")).Where(sentence => sentence.EndsWith('.')).ToList();
        Assert.True(sentences.Distinct().Count() == sentences.Count, $"{of} says something twice:\n{markdown}");
        Assert.DoesNotMatch(Slip(), markdown);
    }

    private static void CheckCounts(string of, string heading, List<string[]> rows)
    {
        int Marked(char mark) => rows.Count(row => row[1].StartsWith(mark));
        int Said(string word) => Regex.Match(heading, $@"(\d+) {word}") is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        Assert.True(Marked('✗') == Said("open"), $"{of}: {heading}");
        Assert.True(Marked('?') == Said("cannot be told"), $"{of}: {heading}");
        Assert.True(Marked('~') == Said("accepted"), $"{of}: {heading}");
        Assert.True(Marked('✓') == Said("met"), $"{of}: {heading}");
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"(?<=\.) ")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^\*[^*]+:\* ")]
    private static partial Regex Label();

    /// <summary>Doubled words and stops, a blank before a stop, an empty code span, words of the catalogue's own making.</summary>
    [GeneratedRegex(@"\b(\w{2,}) \1\b(?![-.])|\.\.(?!\.)|;;|,,| [,;.](?= |$)|``|applies_when|\bEnsure\b", RegexOptions.Multiline)]
    private static partial Regex Slip();
}
