using System.Text;
using Onus.Engine.Assessment.Functions;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment;

/// <summary>What people call the thing at a path.</summary>
/// <param name="evaluator">The evaluation that the path belongs to.</param>
internal sealed class SpotNames(Evaluator evaluator)
{
    private const int Deepest = 8;

    /// <summary>A last name up to this long says little without the one before it: <c>Enabled</c>, <c>Status</c>, <c>Bucket</c>.</summary>
    private const int ShortName = 11;

    /// <summary>In UTF-16 units; few paths are longer.</summary>
    private const int ShortPath = 128;

    /// <summary>More names than this do not help a reader.</summary>
    private const int LongestName = 3;

    /// <summary>Properties by which the items of a list are told apart, the most telling first.</summary>
    private static readonly string[] Keys = ["OptionName", "Key", "ParameterName", "Name", "name", "key"];

    /// <summary>
    /// The last name of a path, with the one before it where the last alone says little. Of a thing that is missing with what is around
    /// it, all that is missing; only the first of it where that is long.
    /// </summary>
    /// <param name="path">The path, items counted.</param>
    /// <param name="missing">How many of its last names are missing; 1 where there is nothing to add to the last.</param>
    public static string Of(string path, int missing = 1)
    {
        Span<Range> names = path.Length < ShortPath ? stackalloc Range[ShortPath] : new Range[path.Length + 1];
        names = names[..Split(path, names)];
        if (names.Length > 1 && Name(path, names[0]) is "Properties") names = names[1..];
        var last = Name(path, names[^1]);
        if (names.Length == 1) return last.ToString();
        if (IsStatement(Name(path, names[^2]))) return PolicyStatement.NameOf(WithoutIndex(last).ToString()) ?? last.ToString();
        if (missing > LongestName) return Name(path, names[Math.Max(0, names.Length - missing)]).ToString();
        var shown = Math.Max(missing, last.Length > ShortName ? 1 : 2);
        names = names[Math.Max(0, names.Length - shown)..];
        return path.Contains('\'', StringComparison.Ordinal) ? Joined(path, names) : path[names[0].Start..];
    }

    /// <summary>The name of an item: the key of a map's value, else the name of its list with its place in it.</summary>
    public string OfItem(string path, Value item)
    {
        var name = Of(path);
        if (!name.EndsWith(']') || item.Place.Document is null) return name;
        return KeyOf(evaluator.Self.Body, item.Place, 0) ?? name;
    }

    /// <summary>
    /// What a condition looks for among the items of a list, as in <c>any Tags[] as t : t.Key == 'Owner'</c>; null where it looks for
    /// nothing in particular.
    /// </summary>
    public static Sought? SoughtBy(Quantifier quantifier)
    {
        if (quantifier.Kind != QuantifierKind.Any) return null;
        Sought? best = null;
        Find(quantifier.Where, quantifier.Variable, ref best);
        Find(quantifier.Body, quantifier.Variable, ref best);
        return best;
    }

    /// <summary>Of several that a condition looks for, the most telling; of equally telling ones, the first.</summary>
    private static void Find(Expression? condition, string variable, ref Sought? best)
    {
        switch (condition)
        {
            case AndExpression and:
                Find(and.Left, variable, ref best);
                Find(and.Right, variable, ref best);
                break;
            case Compare { Operator: Comparison.Equal, Left: PathOperand { Segments: [var first, var last] }, Right: Literal { Value: ScalarValue text } } when first == variable:
                var rank = Array.IndexOf(Keys, last);
                if (rank >= 0 && (best is null || rank < best.Rank)) best = new Sought(text.Text, condition, rank);
                break;
        }
    }

    private string? KeyOf(Value within, Place place, int depth)
    {
        if (depth > Deepest || evaluator.Resolve(within) is not MapValue map) return null;
        foreach (var entry in map.Entries)
        {
            if (entry.Value.Place == place) return entry.Key;
            if (KeyOf(entry.Value, place, depth + 1) is { } inner) return inner;
        }

        return null;
    }

    /// <summary>Finds the names of a path; one in quotes may hold dots.</summary>
    /// <returns>How many there are.</returns>
    private static int Split(string path, Span<Range> names)
    {
        var (count, start, isQuoted) = (0, 0, false);
        for (var i = 0; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] == '\'') isQuoted = !isQuoted;
            if (i < path.Length && (path[i] != '.' || isQuoted)) continue;
            names[count++] = start..i;
            start = i + 1;
        }

        return count;
    }

    /// <summary>One name of a path, without its quotes.</summary>
    private static ReadOnlySpan<char> Name(string path, Range name) => path.AsSpan()[name].Trim('\'');

    private static string Joined(string path, ReadOnlySpan<Range> names)
    {
        var joined = new StringBuilder();
        foreach (var name in names) joined.Append(joined.Length > 0 ? "." : "").Append(Name(path, name));
        return joined.ToString();
    }

    private static bool IsStatement(ReadOnlySpan<char> name) => WithoutIndex(name) is "Statement" or "statement";

    private static ReadOnlySpan<char> WithoutIndex(ReadOnlySpan<char> name) => name.IndexOf('[') is > 0 and var at ? name[..at] : name;
}

/// <summary>The item of a list that a condition looks for.</summary>
/// <param name="Text">The key it must have.</param>
/// <param name="Condition">Whether an item has it.</param>
/// <param name="Rank">How telling the key is; 0 for the most.</param>
internal sealed record Sought(string Text, Expression Condition, int Rank);
