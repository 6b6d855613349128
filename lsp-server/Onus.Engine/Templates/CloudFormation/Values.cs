using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Makes values from values.</summary>
internal static class Values
{
    /// <summary>More conditions than this in one text are not taken apart.</summary>
    private const int MaxLift = 6;

    /// <summary>
    /// The same value standing elsewhere, with one more step in how it came there. Deep also moves what lies inside, for values
    /// that are not written where they are used.
    /// </summary>
    public static Value At(Value value, Place place, Derivation? step = null, bool deep = false) => value switch
    {
        ScalarValue scalar => scalar.With(place, Chain(step, scalar.Derivation)),
        ListValue list => new ListValue
        {
            Items = deep ? [.. list.Items.Select(item => At(item, place, step, deep))] : list.Items,
            IsOpen = list.IsOpen,
            Place = place,
            Derivation = Chain(step, list.Derivation),
        },
        MapValue map => new MapValue
        {
            Entries = deep ? [.. map.Entries.Select(e => e with { KeyPlace = place, Value = At(e.Value, place, step, deep) })] : map.Entries,
            IsOpen = map.IsOpen,
            OpenCause = map.OpenCause,
            Place = place,
            Derivation = Chain(step, map.Derivation),
        },
        ChoiceValue choice => new ChoiceValue
        {
            Condition = choice.Condition,
            Then = At(choice.Then, place, step, deep),
            Else = At(choice.Else, place, step, deep),
            Place = place,
            Derivation = Chain(step, choice.Derivation),
        },
        UnknownValue unknown => unknown.With(place, Chain(step, unknown.Derivation), unknown.Candidates),
        _ => value,
    };

    /// <summary>The same scalar or unknown value with another account of how it came to be.</summary>
    public static Value Derived(Value value, Derivation? derivation) => value switch
    {
        ScalarValue scalar => scalar.With(scalar.Place, derivation),
        UnknownValue unknown => unknown.With(unknown.Place, derivation, unknown.Candidates),
        _ => value,
    };

    public static Derivation? Chain(Derivation? first, Derivation? then)
    {
        if (first is null) return then;
        if (then is null) return first;
        return first with { Next = Chain(first.Next, then) };
    }

    public static UnknownValue Unknown(UnknownCause cause, Place place, string? name = null, string text = "") =>
        new() { Cause = cause, Place = place, Name = name, Text = text };

    public static ScalarValue Text(string text, Place place, Derivation? derivation = null) =>
        new() { Text = text, Place = place, Derivation = derivation };

    /// <summary>Applies a function on the far side of the choices in its arguments.</summary>
    public static Value Lift(IReadOnlyList<Value> arguments, Place place, Func<IReadOnlyList<Value>, Value> function, int depth = 0)
    {
        ChoiceValue? first = null;
        foreach (var argument in arguments)
        {
            first = argument as ChoiceValue;
            if (first is not null) break;
        }

        if (first is null) return function(arguments);
        if (depth == MaxLift) return Unknown(UnknownCause.Limit, place);
        return new ChoiceValue
        {
            Condition = first.Condition,
            Then = Lift(Assume(arguments, first.Condition, true), place, function, depth + 1),
            Else = Lift(Assume(arguments, first.Condition, false), place, function, depth + 1),
            Place = place,
        };
    }

    public static Value Lift(Value argument, Place place, Func<Value, Value> function) =>
        argument is ChoiceValue ? Lift([argument], place, arguments => function(arguments[0])) : function(argument);

    /// <summary>The names of the parameters that a value came through.</summary>
    public static ImmutableArray<string> ParametersOf(Value value)
    {
        var found = ImmutableArray<string>.Empty;
        for (var step = value.Derivation; step is not null; step = step.Next)
        {
            if (step.Parameter is { } name && !found.Contains(name)) found = found.Add(name);
        }

        return found;
    }

    private static Value[] Assume(IReadOnlyList<Value> arguments, Condition condition, bool holds)
    {
        var assumed = new Value[arguments.Count];
        for (var i = 0; i < assumed.Length; i++)
        {
            var argument = arguments[i];
            while (argument is ChoiceValue choice && choice.Condition.Name == condition.Name) argument = holds ? choice.Then : choice.Else;
            assumed[i] = argument;
        }

        return assumed;
    }
}
