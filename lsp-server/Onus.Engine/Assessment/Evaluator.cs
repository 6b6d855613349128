using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Assessment.Functions;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>A variable of a condition, and how its item is reached.</summary>
/// <param name="name">The variable.</param>
/// <param name="item">Its item.</param>
/// <param name="path">The item's path with places counted; empty for another resource's.</param>
/// <param name="outer">The variables around it.</param>
internal sealed class Scope(string name, Value item, string path, Scope? outer)
{
    public string Name => name;

    /// <summary>Its item; a quantifier goes over its items with one variable, since nothing that is found keeps it.</summary>
    public Value Item { get; set; } = item;

    public string Path => path;

    public Scope? Outer => outer;
}

/// <summary>Evaluates conditions of one resource in one world.</summary>
/// <param name="template">The template.</param>
/// <param name="catalogue">Gives the named lists.</param>
/// <param name="self">The resource under test.</param>
/// <param name="world">Settles choices.</param>
internal sealed partial class Evaluator(Template template, ICatalogue catalogue, Resource self, World world)
{
    /// <summary>More items than any quantifier looks at; the rest is unknown.</summary>
    private const int MaxItems = 5000;

    /// <summary>The named lists as values: what hundreds of resources are compared with is made once.</summary>
    private static readonly ConditionalWeakTable<ICatalogue, ConcurrentDictionary<string, Value>> Lists = [];

    private Companions? companions;
    private Texts? texts;
    private PolicyReader? policies;

    public Template Template => template;

    public World World => world;

    public Resource Self => self;

    /// <summary>What absent paths stand for in comparisons.</summary>
    public ImmutableArray<(string Path, string Value)> Defaults { get; set; } = [];

    private Companions Companions => companions ??= new Companions(this);

    private Texts Texts => texts ??= new Texts(Resolve);

    private PolicyReader Policies => policies ??= new PolicyReader(Resolve);

    /// <summary>An evaluation of the same resource in another world.</summary>
    public Evaluator In(World other) => new(template, catalogue, self, other);

    public Value Resolve(Value value) => value is ChoiceValue ? world.Resolve(value) : value;

    public bool ExistsHere(Resource resource)
    {
        if (resource.IsSame(self) || resource.Condition is not { } condition) return true;
        return condition.Logic.Holds(world);
    }

    public Truth Eval(Expression expression, Scope? scope)
    {
        switch (expression)
        {
            case AndExpression and:
                var left = Eval(and.Left, scope);
                return left == Truth.False ? left : Kleene.And(left, Eval(and.Right, scope));
            case OrExpression or:
                left = Eval(or.Left, scope);
                return left == Truth.True ? left : Kleene.Or(left, Eval(or.Right, scope));
            case NotExpression not:
                return Kleene.Not(Eval(not.Inner, scope));
            case Compare compare:
                return EvalCompare(compare, scope);
            case Presence presence:
                var value = Val(presence.Subject, scope, useDefaults: false);
                // Blocks of which this world has none are not written; more that cannot be seen may be.
                if (value is ListValue list && Present(list) == 0 && (list.IsOpen || !list.Items.IsEmpty)) return list.IsOpen ? Truth.Unknown : Kleene.Of(!presence.IsAsked);
                return presence.IsAsked ? Operands.Present(value) : Kleene.Not(Operands.Present(value));
            case Test test:
                return AsTruth(Val(test.Subject, scope));
            case Quantifier quantifier:
                return EvalQuantifier(quantifier, scope);
            default:
                return Truth.Unknown;
        }
    }

    private static Truth AsTruth(Value value) => value switch
    {
        TruthValue truth => truth.Truth,
        UnknownValue { Candidates: { IsEmpty: false } candidates } => Operands.Over(candidates, AsTruth),
        UnknownValue => Truth.Unknown,
        AbsentValue => Truth.False,
        ScalarValue scalar => Kleene.Of(scalar.Text.Length > 0 && scalar.Text != "0" && !scalar.Text.Equals("false", StringComparison.OrdinalIgnoreCase)),
        ListValue list => list.Items.IsEmpty && list.IsOpen ? Truth.Unknown : Kleene.Of(!list.Items.IsEmpty),
        _ => Truth.True,
    };

    private Truth EvalCompare(Compare compare, Scope? scope)
    {
        var left = Val(compare.Left, scope);
        var right = Val(compare.Right, scope);
        switch (compare.Operator)
        {
            case Comparison.Equal:
                return IsNull(compare.Right) ? Kleene.Not(Operands.Present(left)) : Operands.AreEqual(left, right);
            case Comparison.NotEqual:
                if (IsNull(compare.Right)) return Operands.Present(left);
                return left is AbsentValue ? Truth.True : Kleene.Not(Operands.AreEqual(left, right));
            case Comparison.In:
                return Operands.In(left, right);
            case Comparison.NotIn:
                return Kleene.Not(Operands.In(left, right));
            case Comparison.Contains:
                return Operands.Contains(Flat(left), right);
            case Comparison.Matches:
                return Operands.Matches(left, right);
            default:
                return Operands.Order(compare.Operator, left, right);
        }
    }

    private static bool IsNull(Operand operand) => operand is Literal { Value: AbsentValue };

    /// <summary>A list whose choices are settled.</summary>
    private Value Flat(Value value)
    {
        if (value is not ListValue list) return value;
        foreach (var item in list.Items)
        {
            if (item is ChoiceValue or AbsentValue) return Made.List([.. list.Items.Select(Resolve).Where(static i => i is not AbsentValue)], list.IsOpen);
        }

        return list;
    }

    private Truth EvalQuantifier(Quantifier quantifier, Scope? scope)
    {
        var neutral = quantifier.Kind == QuantifierKind.All ? Truth.True : Truth.False;
        if (ItemsThatCount(quantifier, scope) is not { } items) return Truth.Unknown;
        var result = items.IsOpen || items.Items.Length > MaxItems ? Truth.Unknown : neutral;
        var count = Math.Min(items.Items.Length, MaxItems);
        var inner = new Scope(quantifier.Variable, Value.Absent, "", scope);
        for (var i = 0; i < count; i++)
        {
            inner.Item = items.Items[i];
            var held = EvalItem(quantifier, inner, neutral);
            result = neutral == Truth.True ? Kleene.And(result, held) : Kleene.Or(result, held);
            if (result != neutral && result != Truth.Unknown) break;
        }

        return quantifier.Kind == QuantifierKind.None ? Kleene.Not(result) : result;
    }

    /// <summary>What one item adds; an item that is left out adds the neutral value.</summary>
    public Truth EvalItem(Quantifier quantifier, Value item, Scope? scope, Truth neutral) =>
        EvalItem(quantifier, new Scope(quantifier.Variable, item, "", scope), neutral);

    private Truth EvalItem(Quantifier quantifier, Scope inner, Truth neutral)
    {
        var counts = Counts(quantifier, inner);
        if (counts == Truth.False) return neutral;
        var held = quantifier.Body is { } body ? Eval(body, inner) : Truth.True;
        return counts == Truth.Unknown && held != neutral ? Truth.Unknown : held;
    }

    /// <summary>Whether an item is one of those that a quantifier asks about.</summary>
    public Truth Counts(Quantifier quantifier, Value item, Scope? scope) => Counts(quantifier, new Scope(quantifier.Variable, item, "", scope));

    private Truth Counts(Quantifier quantifier, Scope inner) => quantifier.Where is { } where ? Eval(where, inner) : Truth.True;

    /// <summary>The items of a source, choices settled; null where they cannot be known.</summary>
    public ListValue? Items(Operand source, Scope? scope)
    {
        var value = Val(source, scope, useDefaults: false);
        switch (value)
        {
            case AbsentValue:
                return Made.Nothing;
            case UnknownValue or TruthValue:
                return null;
            case ListValue list:
                return (ListValue)Flat(list);
            default:
                return Made.List([value]);
        }
    }

    public Value Val(Operand operand, Scope? scope, bool useDefaults = true)
    {
        switch (operand)
        {
            case Literal literal:
                return literal.Value;
            case PathOperand path:
                return PathValue(path, scope, useDefaults);
            case LiteralList list:
                var items = ImmutableArray.CreateBuilder<Value>(list.Items.Length);
                foreach (var item in list.Items) items.Add(Val(item, scope, useDefaults));
                return Made.List(items.MoveToImmutable());
            case NamedList named:
                return Named(named.Name);
            case Call call:
                return CallValue(call, scope);
            default:
                return Made.Unknown();
        }
    }

    private Value Named(string name)
    {
        return Lists.GetValue(catalogue, static _ => new ConcurrentDictionary<string, Value>(StringComparer.Ordinal))
            .GetOrAdd(name, static (name, catalogue) => catalogue.List(name) is { } texts ? Made.List([.. texts.Select(Made.Text)]) : Made.Unknown(), catalogue);
    }

    private Value PathValue(PathOperand path, Scope? scope, bool useDefaults)
    {
        for (var at = scope; at is not null; at = at.Outer)
        {
            if (at.Name == path.Segments[0]) return FromItem(at.Item, path.Segments);
        }

        var value = Walk(RootOf(path.Segments[0]), path.Segments, 0);
        if (value is not AbsentValue || !useDefaults) return value;
        foreach (var (name, text) in Defaults)
        {
            if (name == path.Text) return Made.Text(text);
        }

        return value;
    }

    /// <summary>The map that a path's first name is looked for in.</summary>
    public Value RootOf(string name)
    {
        if (name is not ("Parameters" or "Outputs" or "Resources" or "Blocks")) return self.Body;
        var isDeclared = name is "Parameters" or "Outputs";
        // The whole has all roots, of which the resources are the dearest to make.
        if (isDeclared && self.Type == Assessor.WholeTemplate) return template.DeclaredRoots;
        if (self.Body.Entry(name) is not null) return self.Body;
        return isDeclared ? template.DeclaredRoots : template.Roots;
    }

    private Value FromItem(Value item, ImmutableArray<string> segments)
    {
        if (segments.Length == 1) return Resolve(item);
        return item is ResourceValue resource ? GetFrom(resource.Resource, segments, 1) : Walk(item, segments, 1);
    }

    /// <summary>A path of another resource; CloudFormation paths may leave out <c>Properties</c>.</summary>
    public Value GetFrom(Resource resource, ImmutableArray<string> segments, int from = 0)
    {
        var start = template.Framework == Framework.CloudFormation && segments[from] is not ("Properties" or "DeletionPolicy" or "UpdateReplacePolicy" or "Metadata")
            ? Step(resource.Body, "Properties")
            : resource.Body;
        return Walk(start, segments, from);
    }

    public Value Walk(Value value, ImmutableArray<string> segments, int from)
    {
        value = Resolve(value);
        for (var i = from; i < segments.Length && value is not AbsentValue; i++) value = Step(value, segments[i]);
        return value;
    }

    /// <summary>One name further down.</summary>
    public Value Step(Value value, string name)
    {
        switch (value)
        {
            case MapValue map:
                return Resolve(map.Get(name));
            case ListValue list:
                return Only(list) is { } only ? Step(only, name) : Present(list) == 0 && !list.IsOpen ? Value.Absent : Made.Inside(list);
            case PolicyStatement statement:
                return statement.Get(name);
            case PolicyCondition condition:
                return condition.Get(name);
            case ResourceValue resource:
                return GetFrom(resource.Resource, [name]);
            case UnknownValue:
                return Made.Inside(value);
            default:
                return Value.Absent;
        }
    }

    /// <summary>The only item of a list; null where there are none or several.</summary>
    public Value? Only(ListValue list)
    {
        Value? only = null;
        foreach (var item in list.Items)
        {
            var value = Resolve(item);
            if (value is AbsentValue) continue;
            if (only is not null) return null;
            only = value;
        }

        return list.IsOpen ? null : only;
    }

    private int Present(ListValue list)
    {
        var count = 0;
        foreach (var item in list.Items)
        {
            if (Resolve(item) is not AbsentValue) count++;
        }

        return count;
    }
}
