using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Functions over texts, lists and maps.</summary>
/// <param name="resolve">Looks through choices.</param>
internal sealed class Texts(Func<Value, Value> resolve)
{
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

    /// <summary>All text inside a value; what is unknown shows as <c>${Name}</c>.</summary>
    public Value Text(Value value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return Made.Text(text.ToString());
    }

    public static Value Concat(ImmutableArray<Value> values)
    {
        foreach (var value in values)
        {
            if (value is UnknownValue) return Made.Unknown(value);
        }

        return Made.Text(string.Join(' ', values.Select(value => (value as ScalarValue)?.Text ?? "")));
    }

    public Value Keys(Value value) => value switch
    {
        UnknownValue => value,
        MapValue map => Made.List([.. map.Entries.Select(entry => (Value)new ScalarValue { Text = entry.Key, Place = entry.KeyPlace })], map.IsOpen),
        _ => Made.Nothing,
    };

    /// <summary>Every text inside a value.</summary>
    public Value Values(Value value)
    {
        var found = ImmutableArray.CreateBuilder<Value>();
        Collect(found, value, 0);
        return Made.List(found.ToImmutable());
    }

    /// <summary>Whether the first dotted version is lower.</summary>
    public static Truth VersionLess(Value left, Value right)
    {
        if (left is UnknownValue || right is UnknownValue) return Truth.Unknown;
        if (left is not ScalarValue a || right is not ScalarValue b) return Truth.False;
        var (x, y) = (Numbers(a.Text), Numbers(b.Text));
        for (var i = 0; i < Math.Min(x.Count, y.Count); i++)
        {
            if (x[i] != y[i]) return Kleene.Of(x[i] < y[i]);
        }

        return Kleene.Of(x.Count < y.Count);
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

    private void Append(StringBuilder text, Value value, int depth)
    {
        if (depth > 40) return;
        switch (resolve(value))
        {
            case ScalarValue scalar:
                text.Append(scalar.Text);
                break;
            case UnknownValue unknown:
                text.Append(unknown.Text);
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

    private void Collect(ImmutableArray<Value>.Builder found, Value value, int depth)
    {
        if (depth > 40) return;
        switch (resolve(value))
        {
            case ScalarValue scalar:
                found.Add(scalar);
                break;
            case ListValue list:
                foreach (var item in list.Items) Collect(found, item, depth + 1);
                break;
            case MapValue map:
                foreach (var entry in map.Entries) Collect(found, entry.Value, depth + 1);
                break;
        }
    }
}
