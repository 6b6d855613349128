using System.Collections.Immutable;
using Onus.Engine.Templates.Terraform.Hcl;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Lists, objects, and what <c>for</c> makes of them.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Items that a <c>for</c> goes over at most; longer ones are unknown.</summary>
    private const int MaxItems = 1000;

    private ListValue Tuple(TupleExpression expression, Bindings? bindings)
    {
        var items = ImmutableArray.CreateBuilder<Value>(expression.Items.Length);
        foreach (var item in expression.Items) items.Add(Settle(Evaluate(item, bindings), item));
        return Values.List(items.MoveToImmutable(), origin.At(expression.Span));
    }

    private Value Object(ObjectExpression expression, Bindings? bindings)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>(expression.Items.Length);
        var isOpen = false;
        foreach (var (keyExpression, valueExpression) in expression.Items)
        {
            var key = Evaluate(keyExpression, bindings);
            var value = Settle(Evaluate(valueExpression, bindings), valueExpression);
            if (key is ScalarValue scalar) entries.Add(new MapEntry(scalar.Text, origin.At(keyExpression.Span), value));
            else if (key is UnknownValue { Text.Length: > 0 } unknown) entries.Add(new MapEntry(unknown.Text, origin.At(keyExpression.Span), value));
            else isOpen = true;
        }

        return Values.Map(entries.DrainToImmutable(), origin.At(expression.Span), isOpen);
    }

    private Value For(ForExpression expression, Bindings? bindings) =>
        Choices.Map(Evaluate(expression.Source, bindings), source => ForOver(expression, source, bindings));

    private Value ForOver(ForExpression expression, Value source, Bindings? bindings)
    {
        if (source is FaultValue) return Fault(expression);
        var isOpen = source is ListValue { IsOpen: true } or MapValue { IsOpen: true };
        var pairs = Pairs(source);
        if (pairs is null && source is UnknownValue { Reference: not null } instances)
        {
            // The instances of a resource, or a list it makes: one item stands for all.
            pairs = [(Values.Unknown(instances.Cause, ""), instances)];
            isOpen = true;
        }

        if (pairs is null) return Unresolved(expression, source);
        var values = ImmutableArray.CreateBuilder<Value>();
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        foreach (var (key, item) in pairs)
        {
            var inner = new Bindings(expression.ValueName, item, expression.KeyName is null ? bindings : new Bindings(expression.KeyName, key, bindings));
            var admitted = expression.Filter is null ? Logic.True : LogicOf(expression.Filter, inner);
            if (admitted is Constant { Value: false }) continue;
            var value = Settle(Evaluate(expression.Value, inner), expression.Value);
            if (admitted is not Constant) value = ChoiceBy(admitted, expression.Filter ?? expression, value, Value.Absent);
            if (expression.Key is null) values.Add(value);
            else isOpen |= !AddEntry(entries, Evaluate(expression.Key, inner), value, expression);
        }

        return expression.Key is null
            ? Values.List(values.DrainToImmutable(), origin.At(expression.Span), isOpen)
            : Values.Map(entries.DrainToImmutable(), origin.At(expression.Span), isOpen);
    }

    private bool AddEntry(ImmutableArray<MapEntry>.Builder entries, Value key, Value value, ForExpression expression)
    {
        if (key is not ScalarValue scalar) return false;
        var place = origin.At(expression.Span);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key != scalar.Text) continue;
            if (!expression.IsGrouping || entries[i].Value is not ListValue group) return true;
            entries[i] = entries[i] with { Value = Values.List(group.Items.Add(value), place) };
            return true;
        }

        entries.Add(new MapEntry(scalar.Text, place, expression.IsGrouping ? Values.List([value], place) : value));
        return true;
    }

    /// <summary>The keys and items to go over; null where the collection is not one whose items are all known.</summary>
    private static IReadOnlyList<(Value Key, Value Item)>? Pairs(Value source) => source switch
    {
        ListValue list when list.Items.Length <= MaxItems => [.. list.Items.Select((item, i) => ((Value)Values.Number(i), item))],
        MapValue map when map.Entries.Length <= MaxItems =>
            [.. map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => ((Value)Values.Text(e.Key), e.Value))],
        _ => null,
    };
}
