using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Functions over texts, lists and maps.</summary>
/// <param name="resolve">Looks through choices.</param>
internal sealed class Texts(Func<Value, Value> resolve)
{
    private const int MaxDepth = 40;

    public Value Count(Value value) => value switch
    {
        AbsentValue => Made.Number(0),
        UnknownValue => Made.Unknown(value),
        ListValue { IsOpen: true } or MapValue { IsOpen: true } => Made.Unknown(value),
        ListValue list => Made.Number(Present(list)),
        MapValue map => Made.Number(map.Entries.Count(entry => resolve(entry.Value) is not AbsentValue)),
        ScalarValue { Text: "" } => Made.Number(0),
        _ => Made.Number(1),
    };

    /// <summary>
    /// All text inside a value, for conditions that ask only what is written there: a part that is unknown shows as <c>${Name}</c>,
    /// and makes the text no less known.
    /// </summary>
    public Value Text(Value value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return Made.Text(text.ToString());
    }

    /// <summary>The values joined by one blank; unknown where one of them is.</summary>
    public static Value Concat(ImmutableArray<Value> values)
    {
        UnknownValue? cause = null;
        foreach (var value in values) cause ??= value as UnknownValue;
        var text = string.Join(' ', values.Select(static value => value switch
        {
            ScalarValue scalar => scalar.Text,
            UnknownValue unknown => Shown(unknown),
            _ => "",
        }));
        return cause is null ? Made.Text(text) : Made.Unknown(cause, text);
    }

    public static Value Lower(Value value) => value switch
    {
        ScalarValue scalar => new ScalarValue { Text = scalar.Text.ToLowerInvariant(), Kind = scalar.Kind, IsSensitive = scalar.IsSensitive, Place = scalar.Place, Derivation = scalar.Derivation },
        UnknownValue unknown => new UnknownValue
        {
            Cause = unknown.Cause,
            Name = unknown.Name,
            Text = unknown.Text.ToLowerInvariant(),
            Reference = unknown.Reference,
            References = unknown.References,
            IsSecretSafe = unknown.IsSecretSafe,
            MayBeAbsent = unknown.MayBeAbsent,
            Candidates = [.. unknown.Candidates.Select(Lower)],
            Place = unknown.Place,
            Derivation = unknown.Derivation,
        },
        ListValue list => new ListValue { Items = [.. list.Items.Select(Lower)], IsOpen = list.IsOpen, Place = list.Place },
        _ => value,
    };

    public Value Keys(Value value) => value switch
    {
        UnknownValue => value,
        MapValue map => Made.List([.. map.Entries.Select(entry => (Value)new ScalarValue { Text = entry.Key, Place = entry.KeyPlace })], map.IsOpen),
        _ => Made.Nothing,
    };

    /// <summary>Every text inside a value; those that are unknown are left out.</summary>
    public Value Values(Value value)
    {
        if (value is UnknownValue) return value;
        var found = ImmutableArray.CreateBuilder<Value>();
        var isOpen = Collect(found, value, 0);
        return Made.List(found.ToImmutable(), isOpen);
    }

    /// <summary>
    /// Whether the first dotted version is lower. One that leaves out what would decide, such as <c>16</c> beside <c>16.3</c>, is
    /// unknown, as is a text without a number.
    /// </summary>
    public static Truth VersionLess(Value left, Value right)
    {
        if (right is ListValue { Items: [var only], IsOpen: false }) right = only;
        if (left is UnknownValue { Candidates: { IsEmpty: false } candidates }) return Operands.Over(candidates, right, static (candidate, other) => VersionLess(candidate, other));
        if (left is UnknownValue || right is UnknownValue) return Truth.Unknown;
        if (left is not ScalarValue a || right is not ScalarValue b) return Truth.False;
        var (x, y) = (Numbers(a.Text), Numbers(b.Text));
        if (x.Count == 0 || y.Count == 0) return Truth.Unknown;
        for (var i = 0; i < Math.Min(x.Count, y.Count); i++)
        {
            if (x[i] != y[i]) return Kleene.Of(x[i] < y[i]);
        }

        return x.Count < y.Count && y.Skip(x.Count).Any(static number => number > 0) ? Truth.Unknown : Truth.False;
    }

    private static List<long> Numbers(string text)
    {
        var numbers = new List<long>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end > at && long.TryParse(text.AsSpan(at, end - at), out var number)) numbers.Add(number);
            at = end + 1;
        }

        return numbers;
    }

    private int Present(ListValue list)
    {
        var count = 0;
        foreach (var item in list.Items)
        {
            if (resolve(item) is not AbsentValue) count++;
        }

        return count;
    }

    private static string Shown(UnknownValue unknown) => unknown.Text.Length > 0 ? unknown.Text : $"${{{unknown.Name ?? "?"}}}";

    private static string Sources(UnknownValue unknown) =>
        unknown.Reference is { } one ? Shown(one) : string.Concat(unknown.References.Select(Shown));

    private static string Shown(Reference source) => source.Attribute is { } attribute ? $"${{{source.Name}.{attribute}}}" : $"${{{source.Name}}}";

    private void Append(StringBuilder text, Value value, int depth)
    {
        if (depth > MaxDepth) return;
        switch (resolve(value))
        {
            case ScalarValue scalar:
                text.Append(scalar.Text);
                break;
            case UnknownValue unknown:
                // At the top there is only the unknown itself, and a text that is blank says so; what it was cut out of still shows.
                text.Append(depth > 0 ? Shown(unknown) : unknown.Text.Length > 0 ? unknown.Text : Sources(unknown));
                break;
            case ListValue list:
                foreach (var item in list.Items)
                {
                    Append(text, item, depth + 1);
                    text.Append(' ');
                }

                break;
            case MapValue map:
                foreach (var entry in map.Entries)
                {
                    text.Append(entry.Key).Append(' ');
                    Append(text, entry.Value, depth + 1);
                    text.Append(' ');
                }

                break;
        }
    }

    /// <returns>Whether there may be more that cannot be seen.</returns>
    private bool Collect(ImmutableArray<Value>.Builder found, Value value, int depth)
    {
        if (depth > MaxDepth) return true;
        var isOpen = false;
        switch (resolve(value))
        {
            case ScalarValue scalar:
                found.Add(scalar);
                break;
            case ListValue list:
                isOpen = list.IsOpen;
                foreach (var item in list.Items) isOpen |= Collect(found, item, depth + 1);
                break;
            case MapValue map:
                isOpen = map.IsOpen;
                foreach (var entry in map.Entries) isOpen |= Collect(found, entry.Value, depth + 1);
                break;
        }

        return isOpen;
    }
}
