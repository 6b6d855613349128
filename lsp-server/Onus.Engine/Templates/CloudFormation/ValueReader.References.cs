using Onus.Engine.Syntax;
using Onus.Engine.Templates.CloudFormation.Sam;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Functions that name something: parameters, resources, mappings, exports, conditions.</summary>
internal sealed partial class ValueReader
{
    private const int MaxCandidates = 64;

    private Value ApplyRef(Call call)
    {
        if (call.Literal is { } scalar)
            return NameAt(call.Scope?.Substitute(scalar.Value) ?? scalar.Value, call.Place, call.Scope);
        return Values.Lift(ReadArgument(call), call.Place, name => name is ScalarValue known
            ? NameAt(known.Text, call.Place, call.Scope)
            : name is UnknownValue ? Passed(name, call) : Malformed(call, "`Ref: Name`"));
    }

    /// <summary>What <c>Ref</c> of a name gives at a place.</summary>
    private Value NameAt(string name, Place place, Scope? scope)
    {
        if (name.Length == 0) return Values.Unknown(UnknownCause.Broken, place);
        if (scope?.Find(name) is { } looped) return Values.Text(looped, place);
        if (PseudoParameter.Is(name)) return PseudoParameter.ValueAt(name, place, reading.Context);
        return reading.Parameters.ValueAt(name, place) ?? ResourceAt(name, null, place);
    }

    private UnknownValue ResourceAt(string name, string? attribute, Place place)
    {
        if (!reading.Names.Contains(name) && SamNames.Resolve(name, reading) is { } made) name = made;
        else if (attribute is not null && reading.Names.HasSam && SamNames.Resolve(name + "." + attribute, reading) is { } part) (name, attribute) = (part, null);
        else if (!reading.Names.Contains(name) && !reading.NamesMayMiss) return Nowhere(name, attribute, place);
        return new UnknownValue
        {
            Cause = UnknownCause.Attribute,
            Name = name,
            Text = Shown(name, attribute),
            Reference = new Reference(name, attribute),
            IsSecretSafe = true,
            Place = place,
        };
    }

    private static string Shown(string name, string? attribute) => "${" + (attribute is null ? name : name + "." + attribute) + "}";

    private UnknownValue Nowhere(string name, string? attribute, Place place)
    {
        reading.Problems.Add(place, reading.Parameters.Contains(name)
            ? $"`{name}` is a parameter; only resources have attributes."
            : $"Nothing is called `{name}`: neither a resource nor a parameter of this template has that name.");
        return new UnknownValue { Cause = UnknownCause.Expression, Name = name, Text = Shown(name, attribute), Place = place };
    }

    private Value ApplyGetAtt(Call call)
    {
        const string form = "`Fn::GetAtt: [Resource, Attribute]`";
        switch (call.Literal ?? call.Argument)
        {
            case ScalarNode scalar when scalar == call.Literal:
                var text = call.Scope?.Substitute(scalar.Value) ?? scalar.Value;
                var dot = text.IndexOf('.', StringComparison.Ordinal);
                return dot > 0 && dot < text.Length - 1 ? AttributeAt(text[..dot], text[(dot + 1)..], call.Place) : Malformed(call, form);
            case SequenceNode { Items: [var resource, var attribute] }:
                return Values.Lift([Read(resource, call.Scope), Read(attribute, call.Scope)], call.Place, parts => parts switch
                {
                    [ScalarValue r, ScalarValue a] => AttributeAt(r.Text, a.Text, call.Place),
                    [ScalarValue r, UnknownValue] => ResourceAt(r.Text, "?", call.Place),
                    [UnknownValue unknown, _] => Passed(unknown, call),
                    _ => Malformed(call, form),
                });
            default:
                return Malformed(call, form);
        }
    }

    private Value AttributeAt(string resource, string attribute, Place place)
    {
        if (attribute.StartsWith("Outputs.", StringComparison.Ordinal)
            && reading.Names.Find(resource) is { } entry
            && NestedStack.Output(entry, attribute["Outputs.".Length..], reading) is { } output)
        {
            return Values.At(output, place, new Derivation($"output of nested stack `{resource}`", reading.PlaceOf(entry.Key)), deep: true);
        }

        return ResourceAt(resource, attribute, place);
    }

    private Value ApplyIf(Call call)
    {
        if (call.List is not [var name, var then, var otherwise] || Nodes.Text(name) is not { Length: > 0 } condition)
            return Malformed(call, "`Fn::If: [Condition, value if it holds, value if not]`");
        if (call.Scope is not null) condition = call.Scope.Substitute(condition);
        return new ChoiceValue
        {
            Condition = reading.Conditions.At(condition, reading.PlaceOf(name)),
            Then = Read(then, call.Scope),
            Else = Read(otherwise, call.Scope),
            Place = call.Place,
        };
    }

    private Value ApplyImportValue(Call call) => Values.Lift(ReadArgument(call), call.Place, name => new UnknownValue
    {
        Cause = UnknownCause.Import,
        Name = name switch { ScalarValue known => known.Text, UnknownValue { Text.Length: > 0 } partial => partial.Text, UnknownValue u => u.Name, _ => null },
        Text = "",
        IsSecretSafe = true,
        Place = call.Place,
    });

    private UnknownValue ApplyGetStackOutput(Call call)
    {
        var arguments = ReadPlain(call.Argument, call.Scope) as MapValue;
        var stack = (arguments?.Get("StackName") as ScalarValue)?.Text;
        var output = (arguments?.Get("OutputName") as ScalarValue)?.Text;
        return new UnknownValue
        {
            Cause = UnknownCause.Import,
            Name = stack is null || output is null ? null : $"{stack}.{output}",
            Text = "",
            IsSecretSafe = true,
            Place = call.Place,
        };
    }

    private Value ApplyFindInMap(Call call)
    {
        if (call.List is not [var map, var first, var second, ..] arguments || arguments.Length > 4)
            return Malformed(call, "`Fn::FindInMap: [Mapping, first key, second key]`");
        var fallback = arguments.Length == 4 && Nodes.Find(Nodes.Mapping(arguments[3]), "DefaultValue") is { } node ? Read(node, call.Scope) : null;
        Value[] keys = [Read(map, call.Scope), Read(first, call.Scope), Read(second, call.Scope)];
        return Values.Lift(keys, call.Place, known => LookUp(call, known[0], known[1], known[2], fallback));
    }

    private Value LookUp(Call call, Value map, Value first, Value second, Value? fallback)
    {
        if (map is not ScalarValue name) return Passed(map, call);
        if (reading.Mappings.IsOpen(name.Text)) return Values.Unknown(UnknownCause.Macro, call.Place, name.Text);
        if (reading.Mappings.Map(name.Text) is not { } mapping)
        {
            if (fallback is not null) return fallback;
            if (!reading.NamesMayMiss)
                reading.Problems.Add(call.Place, $"No mapping is called `{name.Text}`. Define it under `Mappings`, or correct the name.");
            return Values.Unknown(UnknownCause.Broken, call.Place, name.Text);
        }

        if (first is not ScalarValue a || second is not ScalarValue b) return AmongAll(call, name.Text, mapping, first, second, fallback);
        var step = Values.Chain(a.Derivation, b.Derivation);
        if (Nodes.Find(Nodes.Mapping(Nodes.Find(mapping, a.Text)), b.Text) is { } found)
        {
            var how = new Derivation($"mapping `{name.Text}`, `{a.Text}`, `{b.Text}`", reading.PlaceOf(found), Next: step);
            return Values.At(Read(found), call.Place, how, deep: true);
        }

        if (fallback is not null)
            return Values.At(fallback, call.Place, new Derivation($"default of the look-up in mapping `{name.Text}`", call.Place, Next: step));
        reading.Problems.Add(call.Place, $"The mapping `{name.Text}` has no value under `{a.Text}`, `{b.Text}`.");
        return Values.Unknown(UnknownCause.Broken, call.Place, name.Text);
    }

    /// <summary>A key is unknown: the value is one of those that its possible keys lead to.</summary>
    private Value AmongAll(Call call, string name, MappingNode mapping, Value first, Value second, Value? fallback)
    {
        var candidates = new List<Value>();
        foreach (var row in RowsUnder(mapping, first))
        {
            foreach (var cell in RowsUnder(Nodes.Mapping(row), second)) candidates.Add(Read(cell));
        }

        if (fallback is not null) candidates.Add(fallback);
        if (candidates.Count > 0 && candidates.All(c => c is ScalarValue s && s.Text == (candidates[0] as ScalarValue)?.Text))
        {
            var how = new Derivation($"every row of mapping `{name}`", reading.PlaceOf(mapping));
            return Values.At(candidates[0], call.Place, how);
        }

        var unknown = first as UnknownValue ?? second as UnknownValue;
        return new UnknownValue
        {
            Cause = unknown?.Cause ?? UnknownCause.Expression,
            Name = unknown?.Name,
            Text = "",
            Candidates = candidates.Count <= MaxCandidates ? [.. candidates] : [],
            Place = call.Place,
        };
    }

    private static IEnumerable<SyntaxNode> RowsUnder(MappingNode? mapping, Value key)
    {
        if (mapping is null) return [];
        var allowed = key switch
        {
            ScalarValue scalar => [scalar.Text],
            UnknownValue { Candidates: { Length: > 0 } candidates } => candidates.OfType<ScalarValue>().Select(c => c.Text).ToArray(),
            _ => null,
        };
        return Nodes.Entries(mapping).Where(e => allowed is null || allowed.Contains(e.Name)).Select(e => Nodes.Follow(e.Value));
    }
}
