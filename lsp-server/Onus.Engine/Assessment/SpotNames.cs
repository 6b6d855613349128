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
        var names = Split(path);
        if (names is ["Properties", _, ..]) names.RemoveAt(0);
        if (names.Count == 1) return names[0];
        var before = names[^2];
        if (IsStatement(before)) return PolicyStatement.NameOf(WithoutIndex(names[^1])) ?? names[^1];
        if (missing > LongestName) return names[Math.Max(0, names.Count - missing)];
        var shown = Math.Max(missing, names[^1].Length > ShortName ? 1 : 2);
        return string.Join('.', names[Math.Max(0, names.Count - shown)..]);
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
        var found = new Dictionary<string, Sought>(StringComparer.Ordinal);
        Collect(quantifier.Where, quantifier.Variable, found);
        Collect(quantifier.Body, quantifier.Variable, found);
        foreach (var key in Keys)
        {
            if (found.TryGetValue(key, out var sought)) return sought;
        }

        return null;
    }

    private static void Collect(Expression? condition, string variable, Dictionary<string, Sought> found)
    {
        switch (condition)
        {
            case AndExpression and:
                Collect(and.Left, variable, found);
                Collect(and.Right, variable, found);
                break;
            case Compare { Operator: Comparison.Equal, Left: PathOperand { Segments: [var first, var last] }, Right: Literal { Value: ScalarValue text } } when first == variable:
                found.TryAdd(last, new Sought(text.Text, condition));
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

    /// <summary>The names of a path; one in quotes may hold dots, and loses the quotes.</summary>
    private static List<string> Split(string path)
    {
        var names = new List<string>();
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] == '\'') isQuoted = !isQuoted;
            if (i < path.Length && (path[i] != '.' || isQuoted)) continue;
            names.Add(path[start..i].Trim('\''));
            start = i + 1;
        }

        return names;
    }

    private static bool IsStatement(string name) => WithoutIndex(name) is "Statement" or "statement";

    private static string WithoutIndex(string name) => name.IndexOf('[', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
}

/// <summary>The item of a list that a condition looks for.</summary>
/// <param name="Text">The key it must have.</param>
/// <param name="Condition">Whether an item has it.</param>
internal sealed record Sought(string Text, Expression Condition);
