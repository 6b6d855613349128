using System.Collections.Immutable;
using Onus.Engine.Templates.Terraform.Hcl;
using Onus.Engine.Templates.Terraform.Modules;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>References and the steps into what they refer to.</summary>
internal sealed partial class Evaluator
{
    private Value Traversal(HclExpression whole, HclExpression root, ImmutableArray<TraversalStep> steps, Bindings? bindings)
    {
        if (root is not NameExpression name) return Walk(whole, Evaluate(root, bindings), steps.AsSpan(), bindings);
        var place = origin.At(whole.Span);
        if (Bindings.Find(bindings, name.Name) is { } bound)
            return Values.MovedTo(Walk(whole, bound, steps.AsSpan(), bindings), place, bound.Derivation);

        var first = steps is [AttributeStep attribute, ..] ? attribute.Name : null;
        var second = steps is [_, AttributeStep next, ..] ? next.Name : null;
        switch (name.Name)
        {
            case "var" when first is not null:
                return Brought(whole, scope.Variable(first, place), steps.AsSpan()[1..], bindings);
            case "local" when first is not null:
                return Brought(whole, scope.Local(first, place), steps.AsSpan()[1..], bindings);
            case "module" when first is not null:
                return Module(whole, first, steps, bindings);
            case "data" when first is not null && second is not null:
                return Data(whole, first, second, steps, bindings);
            case "ephemeral" when first is not null && second is not null:
                return Walk(whole, scope.Resource($"ephemeral.{first}.{second}", place), steps.AsSpan()[2..], bindings);
            case "path" or "terraform" when first is not null:
                return Unresolved(whole, UnknownCause.Pseudo);
            case "each" or "count" or "self":
                return Unresolved(whole, UnknownCause.Expression);
            case "var" or "local" or "module" or "data" or "path" or "terraform":
                return Unresolved(whole, UnknownCause.Broken);
            default:
                return first is null ? Unresolvable(whole, name.Name) : Resource(whole, $"{name.Name}.{first}", steps, bindings);
        }
    }

    private Value Unresolvable(HclExpression whole, string name)
    {
        // Words of provisioners and lifecycle rules, which stand where an expression might.
        if (name is "destroy" or "create" or "continue" or "fail" or "all") return Values.Text(name, origin.At(whole.Span));
        Session.Report(origin.At(whole.Span), $"`{name}` refers to nothing. Write `var.{name}` or `local.{name}` for a value of this module, or quote it if it is text.");
        return Unresolved(whole, UnknownCause.Broken);
    }

    // What a variable or local brings in stands, as a whole, where the reference is written.
    private Value Brought(HclExpression whole, Value value, ReadOnlySpan<TraversalStep> steps, Bindings? bindings) =>
        Values.MovedTo(Walk(whole, value, steps, bindings), origin.At(whole.Span), value.Derivation);

    private Value Resource(HclExpression whole, string key, ImmutableArray<TraversalStep> steps, Bindings? bindings)
    {
        var place = origin.At(whole.Span);
        var value = Walk(whole, scope.Resource(key, place), steps.AsSpan()[1..], bindings);
        if (value is not UnknownValue { Reference.Attribute: { } path } unknown || path.Contains('.')) return value;
        // What the resource itself says of the attribute is the one value it can take.
        return scope.KnownAttribute(key, path) is not { } known
            ? value
            : new UnknownValue
            {
                Cause = unknown.Cause,
                Text = unknown.Text,
                Name = unknown.Name,
                Reference = unknown.Reference,
                IsSecretSafe = unknown.IsSecretSafe,
                Place = unknown.Place,
                Candidates = [known],
            };
    }

    private Value Data(HclExpression whole, string type, string name, ImmutableArray<TraversalStep> steps, Bindings? bindings)
    {
        var place = origin.At(whole.Span);
        if (type == PolicyDocuments.Type
            && steps.Skip(2).OfType<AttributeStep>().FirstOrDefault() is { Name: "json" or "minified_json" }
            && scope.PolicyDocument(name, steps is [_, _, IndexStep index, ..] && Evaluate(index.Key, bindings) is ScalarValue key ? key.Text : null) is { } document)
        {
            var splat = steps.OfType<SplatStep>().Any();
            var placed = Values.Placed(document, place, document.Derivation);
            return splat ? Values.List([placed], place) : placed;
        }

        var value = Walk(whole, scope.DataSource(type, name, place), steps.AsSpan()[2..], bindings);
        return value is UnknownValue unknown && DataSources.PseudoName(type, unknown.Reference?.Attribute) is { } pseudo
            ? Values.Renamed(unknown, $"${{{pseudo}}}", pseudo)
            : value;
    }

    private Value Module(HclExpression whole, string name, ImmutableArray<TraversalStep> steps, Bindings? bindings)
    {
        var at = 1;
        while (at < steps.Length && steps[at] is not AttributeStep) at++;
        var place = origin.At(whole.Span);
        if (at >= steps.Length || steps[at] is not AttributeStep output) return scope.WholeModule(name, place);
        var value = scope.ModuleOutput(name, output.Name, place);
        var result = Brought(whole, value, steps.AsSpan()[(at + 1)..], bindings);
        return steps.Take(at).OfType<SplatStep>().Any() ? Values.List([result], place, isOpen: true) : result;
    }

    private Value Walk(HclExpression whole, Value value, ReadOnlySpan<TraversalStep> steps, Bindings? bindings)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            switch (steps[i])
            {
                case AttributeStep attribute when value is not ChoiceValue:
                    value = Attribute(whole, value, attribute.Name);
                    break;
                case AttributeStep attribute:
                    value = Choices.Map(value, v => Attribute(whole, v, attribute.Name));
                    break;
                case IndexStep index:
                    var key = Evaluate(index.Key, bindings);
                    value = Choices.Map([value, key], pair => Index(whole, pair[0], pair[1]));
                    break;
                case SplatStep splat:
                    // A `.*` reaches over the attributes that follow, a `[*]` over everything.
                    var reach = i + 1;
                    while (reach < steps.Length && (splat.IsFull || steps[reach] is AttributeStep)) reach++;
                    value = Splat(whole, value, steps[(i + 1)..reach].ToArray(), bindings);
                    i = reach - 1;
                    break;
                default:
                    throw new InvalidOperationException($"Unknown step {steps[i].GetType().Name}.");
            }
        }

        return value;
    }

    private Value Splat(HclExpression whole, Value value, TraversalStep[] steps, Bindings? bindings) => Choices.Map(value, source => source switch
    {
        ListValue list => Values.List([.. list.Items.Select(i => Settle(Walk(whole, i, steps, bindings), whole))], list.Place, list.IsOpen),
        UnknownValue { Reference: { Attribute: null } } instances => Values.List([Walk(whole, instances, steps, bindings)], origin.At(whole.Span), isOpen: true),
        UnknownValue => Unresolved(whole, source),
        AbsentValue => Values.List([], origin.At(whole.Span)),
        FaultValue => source,
        _ => Values.List([Settle(Walk(whole, source, steps, bindings), whole)], origin.At(whole.Span)),
    });

    private Value Attribute(HclExpression whole, Value value, string name) => value switch
    {
        MapValue map => map.Entry(name) is { } entry ? entry.Value
            : map.IsOpen ? Values.Unknown(UnknownCause.Expression, $"${{{Print(whole)}}}", origin.At(whole.Span))
            : Fault(whole),
        UnknownValue unknown => Inside(unknown, name),
        // Old configurations write list.attribute where the list holds one block.
        _ => Fault(whole),
    };

    private UnknownValue Inside(UnknownValue unknown, string name) => new()
    {
        Cause = unknown.Cause,
        Text = Values.Inside(unknown.Text, name),
        Name = unknown.Name,
        Reference = unknown.Reference is not { } reference ? null
            : reference with { Attribute = reference.Attribute is null ? name : $"{reference.Attribute}.{name}" },
        IsSecretSafe = unknown.IsSecretSafe,
        Place = unknown.Place,
        Derivation = unknown.Derivation,
    };

    private Value Index(HclExpression whole, Value value, Value key)
    {
        if (value is FaultValue || key is FaultValue or AbsentValue) return Fault(whole);
        // One instance of a resource is the same to Onus as all of them.
        if (value is UnknownValue { Reference.Attribute: null }) return value;
        if (value is UnknownValue unknown) return key is ScalarValue { Kind: ScalarKind.Text } name ? Inside(unknown, name.Text) : unknown;
        switch (value, key)
        {
            case (MapValue map, ScalarValue name):
                return Attribute(whole, map, name.Text);
            case (ListValue list, ScalarValue) when Values.TryNumber(key, out var number):
                return Values.ItemAt(list, number) ?? (list.IsOpen ? Unresolved(whole, list) : Fault(whole));
            case (ListValue { IsOpen: false, Items.IsEmpty: false } list, UnknownValue):
                return Values.Merged([.. list.Items], $"${{{Print(whole)}}}");
            case (MapValue { IsOpen: false, Entries.IsEmpty: false } map, UnknownValue):
                return Values.Merged([.. map.Entries.Select(e => e.Value)], $"${{{Print(whole)}}}");
            case (_, UnknownValue):
                return Unresolved(whole, key);
            default:
                return Fault(whole);
        }
    }
}
