using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Carries work into both branches of choices, and joins their logic.</summary>
internal static class Choices
{
    /// <summary>Nested choices that one operation follows; beyond, the result is unknown.</summary>
    private const int MaxNesting = World.MaxAtoms;

    public static Value Map(Value value, Func<Value, Value> work) => Map(value, work, 0);

    private static Value Map(Value value, Func<Value, Value> work, int nesting)
    {
        if (value is not ChoiceValue choice) return work(value);
        if (choice.Condition.Logic is Constant settled)
            return Standing(choice.Condition, settled.Value, Map(settled.Value ? choice.Then : choice.Else, work, nesting), choice.Place);
        if (nesting == MaxNesting) return Values.Unknown(UnknownCause.Limit, "", value.Place);
        return Of(choice.Condition, Map(choice.Then, work, nesting + 1), Map(choice.Else, work, nesting + 1), choice.Place);
    }

    public static Value Map(ImmutableArray<Value> values, Func<ImmutableArray<Value>, Value> work) => Map(values, work, 0);

    private static Value Map(ImmutableArray<Value> values, Func<ImmutableArray<Value>, Value> work, int nesting)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not ChoiceValue choice) continue;
            if (choice.Condition.Logic is Constant settled)
                return Standing(choice.Condition, settled.Value, Map(Settled(values, choice.Condition, settled.Value), work, nesting), choice.Place);
            if (nesting == MaxNesting) return Values.Unknown(UnknownCause.Limit, "", choice.Place);
            return Of(
                choice.Condition,
                Map(Settled(values, choice.Condition, true), work, nesting + 1),
                Map(Settled(values, choice.Condition, false), work, nesting + 1),
                choice.Place);
        }

        return work(values);
    }

    // Of a choice that defaults settle, only the branch that stands is worked on: no world sees the other.
    private static Value Standing(Condition condition, bool holds, Value standing, Place place)
    {
        if (condition.DecidedBy.IsEmpty) return standing;
        var other = Values.Unknown(UnknownCause.Expression, "", place);
        return new ChoiceValue { Condition = condition, Then = holds ? standing : other, Else = holds ? other : standing, Place = place };
    }

    // Equal conditions go the same way in all the values at once.
    private static ImmutableArray<Value> Settled(ImmutableArray<Value> values, Condition condition, bool holds) =>
        [.. values.Select(v => v is ChoiceValue c && c.Condition.Logic.Equals(condition.Logic) && c.Condition.Name == condition.Name
            ? holds ? c.Then : c.Else
            : v)];

    public static Value Of(Condition condition, Value then, Value otherwise, Place place)
    {
        if (condition is { Logic: Constant constant, DecidedBy.IsEmpty: true }) return constant.Value ? then : otherwise;
        if (ReferenceEquals(then, otherwise) || (then is ScalarValue a && otherwise is ScalarValue b && a.Text == b.Text && a.Kind == b.Kind)) return then;
        return new ChoiceValue { Condition = condition, Then = then, Else = otherwise, Place = place };
    }

    public static Logic Not(Logic logic) => logic switch
    {
        Constant constant => new Constant(!constant.Value),
        Not not => not.Inner,
        _ => new Not(logic),
    };

    public static Logic And(Logic left, Logic right) => (left, right) switch
    {
        (Constant { Value: false }, _) or (_, Constant { Value: false }) => Logic.False,
        (Constant, _) => right,
        (_, Constant) => left,
        _ => new And([left, right]),
    };

    public static Logic Or(Logic left, Logic right) => (left, right) switch
    {
        (Constant { Value: true }, _) or (_, Constant { Value: true }) => Logic.True,
        (Constant, _) => right,
        (_, Constant) => left,
        _ => new Or([left, right]),
    };

    /// <summary>The logic of "this value passes the test", looking into choices; null where a value in it does not tell.</summary>
    public static Logic? LogicOf(Value value, Func<Value, Logic?> test, ICollection<string> decidedBy)
    {
        if (value is not ChoiceValue choice) return test(value);
        var then = LogicOf(choice.Then, test, decidedBy);
        var otherwise = LogicOf(choice.Else, test, decidedBy);
        foreach (var name in choice.Condition.DecidedBy)
        {
            if (!decidedBy.Contains(name)) decidedBy.Add(name);
        }

        if (then is null || otherwise is null) return null;
        return Or(And(choice.Condition.Logic, then), And(Not(choice.Condition.Logic), otherwise));
    }
}
