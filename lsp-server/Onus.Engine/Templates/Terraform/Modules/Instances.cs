using System.Collections.Immutable;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Modules;

/// <summary>
/// What <c>count</c> and <c>for_each</c> make of a block. All its instances are read as one: what they share is known, what differs
/// is unknown with the values it takes. Where they are few and known, each can be read by itself too.
/// </summary>
/// <param name="Condition">When there is any instance; null for always.</param>
/// <param name="Bindings">What <c>count</c> and <c>each</c> are inside the block.</param>
internal sealed record Instances(Condition? Condition, Bindings? Bindings)
{
    /// <summary>More instances than this are read as one only.</summary>
    private const int MaxEach = 16;

    public static Instances One { get; } = new(null, null);

    /// <summary>What <c>count</c> or <c>each</c> is in each of several instances; empty where there is but one, or they are not known.</summary>
    public ImmutableArray<Bindings> Each { get; private init; } = [];

    public static Instances Of(TerraformBlock block, ModuleScope scope) =>
        block.Find("count") is { } count ? Counted(count, scope)
        : block.Find("for_each") is { } each ? ForEach(each, scope, "each")
        : One;

    /// <summary>What an instance sees that goes by a key or number; null where that one is not known by itself.</summary>
    public Bindings? Find(string key)
    {
        foreach (var one in Each)
        {
            if (one.Value is MapValue names && names.Entries[0].Value is ScalarValue name && name.Text == key) return one;
        }

        return null;
    }

    private static Instances Counted(BlockEntry entry, ModuleScope scope)
    {
        var decidedBy = new List<string>();
        var value = Read(entry, scope, null, decidedBy);
        var question = NodeReader.Question(entry.Node, scope);
        var logic = Choices.LogicOf(
            value,
            v => Values.TryNumber(v, out var n) ? new Constant(n > 0)
                : Values.TryBoolean(v, out var b) ? new Constant(b)
                : new Atom($"{question} > 0"),
            decidedBy) ?? Logic.True;
        var index = Largest(value) is 1 ? (Value)Values.Number(0) : Values.Unknown(UnknownCause.Expression, "${count.index}");
        return new Instances(
            ConditionOf(question, entry.ValuePlace, logic, decidedBy),
            new Bindings("count", Values.Map([new MapEntry("index", entry.ValuePlace, index)]), null))
        {
            Each = value is ScalarValue && Values.TryNumber(value, out var count) && count is > 1 and <= MaxEach
                ? [.. Enumerable.Range(0, (int)count).Select(i => Single("count", $"instance {i}", entry.ValuePlace, value, null, new MapEntry("index", entry.ValuePlace, Values.Number(i))))]
                : [],
        };
    }

    /// <summary>Also for dynamic blocks, whose iterator has a name of its own.</summary>
    public static Instances ForEach(BlockEntry entry, ModuleScope scope, string iterator, Bindings? outer = null)
    {
        var decidedBy = new List<string>();
        var value = Read(entry, scope, outer, decidedBy);
        var question = NodeReader.Question(entry.Node, scope);
        var logic = Choices.LogicOf(value, v => AnyLogic(v, question), decidedBy) ?? Logic.True;
        var keys = new List<Value>();
        var items = new List<Value>();
        var isKnown = Collect(value, keys, items);
        Value key = isKnown && keys.Count > 0 ? Values.Merged(keys, $"${{{iterator}.key}}") : Values.Unknown(UnknownCause.Expression, $"${{{iterator}.key}}");
        Value item = isKnown && items.Count > 0 ? Values.Merged(items, $"${{{iterator}.value}}") : UnknownItem(value, iterator);
        var place = entry.ValuePlace;
        return new Instances(
            ConditionOf(question, place, logic, decidedBy),
            new Bindings(iterator, Values.Map([new MapEntry("key", place, key), new MapEntry("value", place, item)]), outer))
        {
            Each = isKnown && value is MapValue or ListValue && keys.Count is > 1 and <= MaxEach && keys.All(k => k is ScalarValue)
                ? [.. keys.Zip(items, (k, v) => Single(iterator, $"instance `{((ScalarValue)k).Text}`", place, value, outer, new MapEntry("key", place, k), new MapEntry("value", place, v)))]
                : [],
        };
    }

    private static Bindings Single(string iterator, string what, Place place, Value whole, Bindings? outer, params ImmutableArray<MapEntry> entries) => new(
        iterator,
        new MapValue { Entries = entries, Derivation = new Derivation(what, place, Next: whole.Derivation) { IsInstance = true } },
        outer);

    private static Value Read(BlockEntry entry, ModuleScope scope, Bindings? outer, List<string> decidedBy)
    {
        var before = scope.Session.Leanings;
        var leaned = scope.Session.Leanings = new Leanings();
        var value = NodeReader.Read(entry.Node, entry.Document, scope, outer);
        decidedBy.AddRange(leaned.Names);
        scope.Session.Leanings = before;
        return value;
    }

    private static Condition? ConditionOf(string question, Place place, Logic logic, List<string> decidedBy)
    {
        if (logic is Constant { Value: true } && decidedBy.Count == 0) return null;
        return new Condition(question, place, logic, [.. decidedBy.Distinct()]);
    }

    private static Logic AnyLogic(Value value, string question) => value switch
    {
        ListValue { Items.IsEmpty: false } list when list.Items.Any(i => i is not ChoiceValue) => Logic.True,
        MapValue { Entries.IsEmpty: false } => Logic.True,
        ListValue { Items.IsEmpty: true, IsOpen: false } or MapValue { Entries.IsEmpty: true, IsOpen: false } or AbsentValue => Logic.False,
        _ => new Atom($"any of {question}"),
    };

    private static bool Collect(Value value, List<Value> keys, List<Value> items)
    {
        switch (value)
        {
            case MapValue { IsOpen: false } map:
                keys.AddRange(map.Entries.Select(e => Values.Text(e.Key, e.KeyPlace)));
                items.AddRange(map.Entries.Select(e => e.Value));
                return true;
            case ListValue { IsOpen: false } list:
                foreach (var item in list.Items)
                {
                    if (item is ChoiceValue) return false;
                    keys.Add(item);
                    items.Add(item);
                }

                return true;
            case ChoiceValue choice:
                return Collect(choice.Then, keys, items) && Collect(choice.Else, keys, items);
            case AbsentValue:
                return true;
            default:
                return false;
        }
    }

    // for_each over another resource gives its instances.
    private static Value UnknownItem(Value value, string iterator) => value switch
    {
        UnknownValue { Reference.Attribute: null } instances => instances,
        UnknownValue unknown => new UnknownValue
        {
            Cause = unknown.Cause,
            Text = $"${{{iterator}.value}}",
            Name = unknown.Name,
            IsSecretSafe = unknown.IsSecretSafe,
        },
        _ => Values.Unknown(UnknownCause.Expression, $"${{{iterator}.value}}"),
    };

    private static double? Largest(Value value) => value switch
    {
        ChoiceValue choice => Largest(choice.Then) is { } a && Largest(choice.Else) is { } b ? Math.Max(a, b) : null,
        ScalarValue scalar => Values.TryNumber(scalar, out var number) ? number : Values.TryBoolean(scalar, out var truth) ? truth ? 1 : 0 : null,
        _ => null,
    };

    /// <summary>Both must hold for the block to exist.</summary>
    public static Condition? Both(Condition? outer, Condition? inner)
    {
        if (outer is null) return inner;
        if (inner is null) return outer;
        return new Condition(
            $"{outer.Name} and {inner.Name}", inner.Place, Choices.And(outer.Logic, inner.Logic), [.. outer.DecidedBy.Union(inner.DecidedBy)]);
    }
}
