using System.Collections.Immutable;
using System.Globalization;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>How values compare: leniently between text, numbers and booleans, with unknown as the third answer.</summary>
internal static class Operands
{
    /// <summary>Anything but absent, null and the empty text is there; so is what is unknown, unless it may be none of these.</summary>
    public static Truth Present(Value value) => value switch
    {
        AbsentValue or ScalarValue { Text: "" } => Truth.False,
        UnknownValue { MayBeAbsent: true } or UnknownValue { Cause: UnknownCause.Broken } => Truth.Unknown,
        UnknownValue { Candidates: { IsEmpty: false } candidates } => Over(candidates, Present),
        _ => Truth.True,
    };

    public static Truth AreEqual(Value left, Value right)
    {
        if (left is AbsentValue || right is AbsentValue) return Truth.False;
        if (left is UnknownValue { Candidates: { IsEmpty: false } candidates }) return Over(candidates, right, static (c, r) => AreEqual(c, r));
        if (right is UnknownValue { Candidates: { IsEmpty: false } others }) return Over(others, left, static (c, l) => AreEqual(l, c));
        if (left is UnknownValue a && right is UnknownValue b) return a.Reference is null && IsSameText(a, b) ? Truth.True : SameReference(a.Reference, b.Reference);
        if (left is UnknownValue { Reference: { } from } && right is ScalarValue said) return CanBe(from, said.Text) ? Truth.Unknown : Truth.False;
        if (right is UnknownValue { Reference: { } to } && left is ScalarValue other) return CanBe(to, other.Text) ? Truth.Unknown : Truth.False;
        if (left is UnknownValue || right is UnknownValue) return Truth.Unknown;
        if (left is ResourceValue l && right is ResourceValue r) return Kleene.Of(l.Resource.IsSame(r.Resource));
        if (left is ScalarValue x && right is ScalarValue y) return AreEqual(x, y);
        return Truth.False;
    }

    private static Truth AreEqual(ScalarValue left, ScalarValue right)
    {
        if (SameText(left.Text, right.Text)) return Truth.True;
        var (asked, said) = left.Place.Document is null ? (left, right) : (right, left);
        if (said.Place.Document is null) return Truth.False;
        // A bare ON is a boolean to YAML, and yet what is meant where the text `ON` is asked for.
        if (asked.Kind == ScalarKind.Text) return Kleene.Of(said.Kind == ScalarKind.Boolean && said.Place.Text == asked.Text);
        if (asked.Kind != ScalarKind.Boolean) return Truth.False;
        var text = said.Text;
        return text switch
        {
            // Terraform takes these for booleans.
            "1" => Kleene.Of(asked.Text == "true"),
            "0" => Kleene.Of(asked.Text == "false"),
            // In quotes these are texts, which no property of this kind takes; what is meant by them is plain enough not to raise an alarm.
            _ when text.Length <= 3 && text.ToUpperInvariant() is "YES" or "NO" or "ON" or "OFF" => Truth.Unknown,
            _ => Truth.False,
        };
    }

    /// <summary>What all candidates agree on.</summary>
    public static Truth Over(ImmutableArray<Value> candidates, Func<Value, Truth> ask)
    {
        var first = ask(candidates[0]);
        for (var i = 1; i < candidates.Length; i++)
        {
            if (ask(candidates[i]) != first) return Truth.Unknown;
        }

        return first;
    }

    /// <summary>What all candidates agree on; the question takes along what it is asked with, so that asking makes no garbage.</summary>
    public static Truth Over<T>(ImmutableArray<Value> candidates, T with, Func<Value, T, Truth> ask)
    {
        var first = ask(candidates[0], with);
        for (var i = 1; i < candidates.Length; i++)
        {
            if (ask(candidates[i], with) != first) return Truth.Unknown;
        }

        return first;
    }

    public static Truth Order(Comparison op, Value left, Value right)
    {
        if (left is UnknownValue { Candidates: { IsEmpty: false } candidates }) return Over(candidates, (op, right), static (c, with) => Order(with.op, c, with.right));
        if (left is UnknownValue || right is UnknownValue) return Truth.Unknown;
        if (Number(left) is not { } a || Number(right) is not { } b) return Truth.False;
        return Kleene.Of(op switch
        {
            Comparison.Less => a < b,
            Comparison.LessOrEqual => a <= b,
            Comparison.Greater => a > b,
            _ => a >= b,
        });
    }

    public static double? Number(Value value) =>
        value is ScalarValue scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static Truth In(Value value, Value list)
    {
        if (value is AbsentValue) return Truth.False;
        if (value is UnknownValue { Candidates: { IsEmpty: false } candidates }) return Over(candidates, list, static (c, l) => In(c, l));
        if (value is UnknownValue || list is UnknownValue) return value is UnknownValue { Reference: not null } && list is ListValue l ? AnyEqual(value, l) : Truth.Unknown;
        return list is ListValue items ? AnyEqual(value, items) : AreEqual(value, list);
    }

    public static Truth Contains(Value value, Value part)
    {
        switch (value)
        {
            case AbsentValue:
                return Truth.False;
            case UnknownValue { Candidates: { IsEmpty: false } candidates }:
                return Over(candidates, part, static (c, p) => Contains(c, p));
            case UnknownValue unknown:
                return part is ScalarValue { Text.Length: > 0 } text && KnownText.Parts(unknown.Text).Any(known => known.Contains(text.Text, StringComparison.Ordinal)) ? Truth.True : Truth.Unknown;
            case ListValue list:
                return AnyEqual(part, list);
            case ScalarValue scalar:
                return part is ScalarValue inner ? Kleene.Of(scalar.Text.Contains(inner.Text, StringComparison.Ordinal)) : part is UnknownValue ? Truth.Unknown : Truth.False;
            default:
                return Truth.False;
        }
    }

    public static Truth Matches(Value value, Value patterns)
    {
        if (value is AbsentValue) return Truth.False;
        if (value is UnknownValue { Candidates: { IsEmpty: false } candidates }) return Over(candidates, patterns, static (c, p) => Matches(c, p));
        return value switch
        {
            ScalarValue scalar => AnyMatch(scalar.Text, patterns),
            UnknownValue unknown => KnownText.Always(unknown, patterns, static (text, p) => AnyMatch(text, p) == Truth.True) ? Truth.True : Truth.Unknown,
            _ => Truth.False,
        };
    }

    private static Truth AnyMatch(string text, Value patterns) => patterns switch
    {
        ListValue list => AnyMatches(text, list),
        ScalarValue pattern => Kleene.Of(Pattern.Of(pattern.Text).IsMatch(text)),
        _ => Truth.Unknown,
    };

    private static Truth AnyMatches(string text, ListValue patterns)
    {
        foreach (var item in patterns.Items)
        {
            if (item is ScalarValue pattern && Pattern.Of(pattern.Text).IsMatch(text)) return Truth.True;
        }

        return Truth.False;
    }

    private static Truth AnyEqual(Value value, ListValue list)
    {
        var result = list.IsOpen ? Truth.Unknown : Truth.False;
        foreach (var item in list.Items)
        {
            result = Kleene.Or(result, AreEqual(item, value));
            if (result == Truth.True) break;
        }

        return result;
    }

    /// <summary>Whether what a resource gives may be this text: it is never a lone star, and its ARN is an ARN.</summary>
    private static bool CanBe(Reference reference, string text) =>
        text != "*" && (reference.Attribute is not { } attribute || !attribute.EndsWith("arn", StringComparison.OrdinalIgnoreCase) || text.StartsWith("arn:", StringComparison.Ordinal));

    private static Truth SameReference(Reference? left, Reference? right)
    {
        if (left is null || right is null) return Truth.Unknown;
        if (left.Name != right.Name) return Truth.False;
        return left.Attribute == right.Attribute || left.Attribute is null || right.Attribute is null ? Truth.True : Truth.Unknown;
    }

    /// <summary>Both come from the same parameter or the like, in the same words.</summary>
    private static bool IsSameText(UnknownValue left, UnknownValue right) =>
        left.Name is { } name && name == right.Name && left.Cause == right.Cause && left.Text == right.Text
        && !left.MayBeAbsent && !left.Text.Contains("${?}", StringComparison.Ordinal);

    private static bool SameText(string left, string right)
    {
        if (left == right) return true;
        if (left.Length == right.Length && left.Length is 4 or 5 && bool.TryParse(left, out var a) && bool.TryParse(right, out var b)) return a == b;
        return left.Length > 0 && right.Length > 0 && (char.IsAsciiDigit(left[^1]) && char.IsAsciiDigit(right[^1]))
            && long.TryParse(left, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var x)
            && long.TryParse(right, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var y) && x == y;
    }
}
