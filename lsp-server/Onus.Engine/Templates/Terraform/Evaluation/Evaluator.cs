using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Templates.Terraform.Functions;
using Onus.Engine.Templates.Terraform.Hcl;
using Onus.Engine.Templates.Terraform.Modules;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>
/// Evaluates one text's expressions in a module. Total: what cannot be known gives an unknown value with its cause, what Terraform
/// would refuse gives a fault.
/// </summary>
internal sealed partial class Evaluator(ModuleScope scope, TextOrigin origin, string text)
{
    /// <summary>Items that a <c>for</c> goes over at most; longer ones are unknown.</summary>
    private const int MaxItems = 1000;

    private ReadSession Session => scope.Session;

    public Value Evaluate(HclExpression expression, Bindings? bindings)
    {
        if (!Session.Enter()) return Values.Unknown(UnknownCause.Limit, "", origin.At(expression.Span));
        var value = expression switch
        {
            LiteralExpression e => new ScalarValue { Text = e.Text, Kind = e.Kind, Place = origin.At(e.Span) },
            NullExpression => Value.Absent,
            TemplateExpression e => Template(e, bindings),
            TemplateIfExpression e => Conditional(e, e.Condition, e.Then, e.Else, bindings),
            TemplateForExpression e => TemplateFor(e, bindings),
            NameExpression e => Traversal(e, e, [], bindings),
            TraversalExpression e => Traversal(e, e.Root, e.Steps, bindings),
            CallExpression e => Call(e, bindings),
            ConditionalExpression e => Conditional(e, e.Condition, e.Then, e.Else, bindings),
            BinaryExpression e => Binary(e, bindings),
            UnaryExpression e => Unary(e, bindings),
            TupleExpression e => Tuple(e, bindings),
            ObjectExpression e => Object(e, bindings),
            ForExpression e => For(e, bindings),
            _ => throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}."),
        };
        Session.Leave();
        return value;
    }

    /// <summary>The expression as a person reads it: its text with runs of blanks made one.</summary>
    public string Print(HclExpression expression)
    {
        var span = expression.Span;
        var builder = new StringBuilder(span.Length);
        for (var i = span.Start; i < span.End; i++)
        {
            var c = char.IsWhiteSpace(text[i]) ? ' ' : text[i];
            if (c != ' ' || (builder.Length > 0 && builder[^1] != ' ')) builder.Append(c);
        }

        return builder.ToString();
    }

    private FaultValue Fault(HclExpression at) => new() { Place = origin.At(at.Span) };

    // A fault inside a list or map must not leak; on its own it travels on, for `try`.
    private Value Settle(Value value, HclExpression expression) =>
        Values.HoldsFault(value) ? Choices.Map(value, v => v is FaultValue ? Unresolved(expression, UnknownCause.Expression) : v) : value;

    private UnknownValue Unresolved(HclExpression expression, UnknownCause cause) =>
        Values.Unknown(cause, $"${{{Print(expression)}}}", origin.At(expression.Span));

    /// <summary>An unknown result that keeps what is known of the unknown values it was made from.</summary>
    private UnknownValue Unresolved(HclExpression expression, params IEnumerable<Value> parts)
    {
        var unknown = parts.SelectMany(UnknownIn).ToList();
        var references = unknown.Select(u => u.Reference).Where(r => r is not null).Distinct().ToList();
        return new UnknownValue
        {
            Cause = unknown.Count > 0 ? unknown[0].Cause : UnknownCause.Expression,
            Text = $"${{{Print(expression)}}}",
            Name = unknown.Count == 1 ? unknown[0].Name : null,
            Reference = references.Count == 1 ? references[0] : null,
            IsSecretSafe = unknown.Count > 0 && unknown.All(u => u.IsSecretSafe),
            Place = origin.At(expression.Span),
        };
    }

    private static IEnumerable<UnknownValue> UnknownIn(Value value) => value switch
    {
        UnknownValue unknown => [unknown],
        ListValue list => list.Items.SelectMany(UnknownIn),
        MapValue map => map.Entries.SelectMany(e => UnknownIn(e.Value)),
        ChoiceValue choice => UnknownIn(choice.Then).Concat(UnknownIn(choice.Else)),
        _ => [],
    };

    private Value Template(TemplateExpression template, Bindings? bindings)
    {
        var parts = ImmutableArray.CreateBuilder<Value>(template.Parts.Length);
        var hasChoice = false;
        foreach (var part in template.Parts)
        {
            var value = Evaluate(part, bindings);
            if (value is FaultValue) return Fault(template);
            hasChoice |= value is ChoiceValue;
            parts.Add(value);
        }

        return hasChoice
            ? Choices.Map(parts.MoveToImmutable(), settled => Concatenated(template, settled))
            : Concatenated(template, parts.MoveToImmutable());
    }

    private Value Concatenated(TemplateExpression template, ImmutableArray<Value> parts)
    {
        var builder = new StringBuilder();
        var unknown = false;
        var sensitive = false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is ScalarValue scalar)
            {
                builder.Append(scalar.Text);
                sensitive |= scalar.IsSensitive;
            }
            else if (parts[i] is ListValue or MapValue && JsonText.Of(parts[i]) is { } json) builder.Append(json);
            else if (parts[i] is AbsentValue) return Fault(template.Parts[i]);
            else
            {
                unknown = true;
                builder.Append(parts[i] is UnknownValue { Text.Length: > 0 } known ? known.Text : $"${{{Print(template.Parts[i])}}}");
            }
        }

        var place = origin.At(template.Span);
        if (!unknown) return new ScalarValue { Text = builder.ToString(), Place = place, IsSensitive = sensitive };
        return Values.Renamed(Unresolved(template, parts), builder.ToString());
    }

    private Value TemplateFor(TemplateForExpression template, Bindings? bindings)
    {
        var source = Evaluate(template.Source, bindings);
        if (Pairs(source) is not { } pairs) return Unresolved(template, source);
        var builder = new StringBuilder();
        foreach (var (key, item) in pairs)
        {
            var inner = new Bindings(template.ValueName, item, template.KeyName is null ? bindings : new Bindings(template.KeyName, key, bindings));
            if (Evaluate(template.Body, inner) is not ScalarValue part) return Unresolved(template, source);
            if (!Session.Spend(part.Text.Length / 16)) return Unresolved(template, UnknownCause.Limit);
            builder.Append(part.Text);
        }

        return Values.Text(builder.ToString(), origin.At(template.Span));
    }

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

    private Value Call(CallExpression call, Bindings? bindings)
    {
        switch (call.Name)
        {
            case "try": return Try(call, bindings);
            case "can": return Can(call, bindings);
            default: break;
        }

        var arguments = ImmutableArray.CreateBuilder<Value>(call.Arguments.Length);
        var hasChoice = false;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var argument = Evaluate(call.Arguments[i], bindings);
            if (argument is FaultValue) return Fault(call);
            hasChoice |= argument is ChoiceValue;
            if (!call.ExpandsLast || i < call.Arguments.Length - 1) arguments.Add(argument);
            else if (argument is ListValue { IsOpen: false } list)
            {
                arguments.AddRange(list.Items);
                hasChoice = true;
            }
            else return Unresolved(call, argument);
        }

        return hasChoice ? Choices.Map(arguments.DrainToImmutable(), settled => Called(call, settled)) : Called(call, arguments.DrainToImmutable());
    }

    private Value Called(CallExpression call, ImmutableArray<Value> arguments)
    {
        var weight = 0;
        var sensitive = false;
        foreach (var argument in arguments)
        {
            weight += Weight(argument);
            sensitive |= argument is ScalarValue { IsSensitive: true };
        }

        if (!Session.Spend(weight)) return Unresolved(call, UnknownCause.Limit);
        var result = FunctionTable.Call(call.Name, arguments);
        if (result is null) return Unresolved(call, arguments);
        if (result is FaultValue) return Fault(call);
        return Values.Placed(sensitive ? Values.Sensitive(result) : result, origin.At(call.Span), result.Derivation);
    }

    private static int Weight(Value value) => value switch
    {
        ScalarValue scalar => 1 + (scalar.Text.Length / 64),
        ListValue list => 1 + list.Items.Length,
        MapValue map => 1 + map.Entries.Length,
        _ => 1,
    };

    private Value Try(CallExpression call, Bindings? bindings) => Try(call, 0, bindings);

    // The first argument that Terraform would not refuse. An unknown one stands, since Terraform knows it.
    private Value Try(CallExpression call, int from, Bindings? bindings)
    {
        if (from == call.Arguments.Length) return Fault(call);
        Session.Mute();
        var value = Evaluate(call.Arguments[from], bindings);
        Session.Unmute();
        return Values.HoldsFault(value) ? Choices.Map(value, v => v is FaultValue ? Try(call, from + 1, bindings) : v) : value;
    }

    private Value Can(CallExpression call, Bindings? bindings)
    {
        if (call.Arguments.Length != 1) return Fault(call);
        Session.Mute();
        var value = Evaluate(call.Arguments[0], bindings);
        Session.Unmute();
        return value switch
        {
            FaultValue => Values.Boolean(false, origin.At(call.Span)),
            UnknownValue or ChoiceValue => Unresolved(call, value),
            _ => Values.Boolean(true, origin.At(call.Span)),
        };
    }
}
