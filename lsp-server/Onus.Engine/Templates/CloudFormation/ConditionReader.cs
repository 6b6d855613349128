using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>A condition's logic, with the parameters whose values settled it, wholly or in part.</summary>
internal readonly record struct Judged(Logic Logic, ImmutableArray<string> DecidedBy)
{
    public static Judged Of(Logic logic) => new(logic, []);
}

/// <summary>Reads one condition into logic; what parameters settle becomes a constant.</summary>
internal sealed class ConditionReader
{
    private readonly Reading reading;
    private readonly Scope? scope;
    private readonly string name;

    // The condition's name serves questions that have no better one.
    public ConditionReader(Reading reading, Scope? scope, string name)
    {
        this.reading = reading;
        this.scope = scope;
        this.name = name;
    }

    public Judged Read(SyntaxNode node)
    {
        node = Nodes.Follow(node);
        if (!Intrinsic.TryRead(node, out var intrinsic, inCondition: true)) return ReadConstant(node);
        var arguments = Nodes.Sequence(intrinsic.Argument)?.Items ?? [];
        switch (intrinsic.Function)
        {
            case Function.And when !arguments.IsEmpty:
                return Conjoin([.. arguments.Select(Read)], isAnd: true);
            case Function.Or when !arguments.IsEmpty:
                return Conjoin([.. arguments.Select(Read)], isAnd: false);
            case Function.Not when arguments is [var inner]:
                return Negate(Read(inner));
            case Function.Equals when arguments is [var left, var right]:
                return ReadEquals(left, right);
            case Function.Condition when Nodes.Text(intrinsic.Argument) is { } other:
                var condition = reading.Conditions.At(scope?.Substitute(other) ?? other, reading.PlaceOf(node));
                return new Judged(condition.Logic, condition.DecidedBy);
            case Function.FindInMap or Function.Select or Function.Ref or Function.Sub or Function.Join:
                return ReadValue(node);
            default:
                reading.Problems.Add(
                    reading.PlaceOf(node),
                    $"`{intrinsic.Name}` is not whole or cannot stand in a condition. Conditions are made of `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` and `Condition`.");
                return Unsettled(node);
        }
    }

    private Judged ReadConstant(SyntaxNode node)
    {
        if (node is ScalarNode scalar && PlainScalar.KindOf(scalar.Value, out var text) == ScalarKind.Boolean)
            return Judged.Of(new Constant(text == "true"));
        return Unsettled(node);
    }

    private Judged ReadValue(SyntaxNode node)
    {
        var value = reading.Values.Read(node, scope);
        return value is ScalarValue { Text: "true" or "false" } scalar
            ? new Judged(new Constant(scalar.Text == "true"), Values.ParametersOf(value))
            : Unsettled(node);
    }

    private Judged ReadEquals(SyntaxNode left, SyntaxNode right) =>
        Equal(reading.Values.Read(left, scope), reading.Values.Read(right, scope), left, right);

    private Judged Equal(Value left, Value right, SyntaxNode leftNode, SyntaxNode rightNode)
    {
        if (left is ChoiceValue choice)
        {
            var condition = new Judged(choice.Condition.Logic, choice.Condition.DecidedBy);
            var then = Conjoin([condition, Equal(choice.Then, right, leftNode, rightNode)], isAnd: true);
            var otherwise = Conjoin([Negate(condition), Equal(choice.Else, right, leftNode, rightNode)], isAnd: true);
            return Conjoin([then, otherwise], isAnd: false);
        }

        if (right is ChoiceValue) return Equal(right, left, rightNode, leftNode);
        var decidedBy = Values.ParametersOf(left).Union(Values.ParametersOf(right)).ToImmutableArray();
        return (left, right) switch
        {
            (ScalarValue a, ScalarValue b) => new Judged(new Constant(a.Text == b.Text), decidedBy),
            (UnknownValue a, ScalarValue b) => new Judged(EqualToText(a, leftNode, b.Text), decidedBy),
            (ScalarValue a, UnknownValue b) => new Judged(EqualToText(b, rightNode, a.Text), decidedBy),
            (ListValue a, ListValue b) when Texts(a) is { } x && Texts(b) is { } y => new Judged(new Constant(x.SequenceEqual(y)), decidedBy),
            _ => new Judged(EqualToEachOther(Question(left, leftNode), Question(right, rightNode)), decidedBy),
        };
    }

    /// <summary>Where the template restricts the values, a text outside them never equals, and the last one is what remains.</summary>
    private Logic EqualToText(UnknownValue value, SyntaxNode node, string text)
    {
        const int mostSpeltOut = 4;
        var subject = Question(value, node);
        var allowed = value.Candidates.All(c => c is ScalarValue)
            ? value.Candidates.Select(c => ((ScalarValue)c).Text).Distinct().ToArray()
            : [];
        if (allowed.Length == 0) return AtomOf(subject, text);
        var at = Array.IndexOf(allowed, text);
        if (at < 0) return Logic.False;
        if (allowed.Length == 1) return Logic.True;
        if (at != allowed.Length - 1 || allowed.Length > mostSpeltOut) return AtomOf(subject, text);
        var others = allowed[..^1].Select(Logic (other) => new Not(AtomOf(subject, other))).ToImmutableArray();
        return others.Length == 1 ? others[0] : new And(others);
    }

    private static Atom AtomOf(string subject, string text) => new($"{subject} == {text}", subject);

    private static Logic EqualToEachOther(string left, string right) =>
        left == right ? Logic.True : string.CompareOrdinal(left, right) < 0 ? new Atom($"{left} == {right}") : new Atom($"{right} == {left}");

    private static string[]? Texts(ListValue list) =>
        !list.IsOpen && list.Items.All(i => i is ScalarValue) ? [.. list.Items.Select(i => ((ScalarValue)i).Text)] : null;

    private string Question(Value value, SyntaxNode node) => value is ScalarValue scalar ? scalar.Text : NodePrinter.Print(node, scope);

    private Judged Unsettled(SyntaxNode node) => Judged.Of(new Atom($"{name} at {node.Span.Start}"));

    private static Judged Negate(Judged judged) => judged with
    {
        Logic = judged.Logic switch
        {
            Constant constant => new Constant(!constant.Value),
            Not not => not.Inner,
            var logic => new Not(logic),
        },
    };

    private static Judged Conjoin(ImmutableArray<Judged> parts, bool isAnd)
    {
        var open = ImmutableArray.CreateBuilder<Logic>();
        var decidedBy = ImmutableArray<string>.Empty;
        foreach (var part in parts)
        {
            if (part.Logic is Constant constant)
            {
                if (constant.Value != isAnd) return part;
            }
            else open.Add(part.Logic);

            decidedBy = decidedBy.AddRange(part.DecidedBy.Except(decidedBy));
        }

        Logic logic = open.Count switch
        {
            0 => new Constant(isAnd),
            1 => open[0],
            _ when isAnd => new And(open.ToImmutable()),
            _ => new Or(open.ToImmutable()),
        };
        return new Judged(logic, decidedBy);
    }
}
