using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>The template's parameters, and what a reference to each of them gives.</summary>
internal sealed class ParameterTable
{
    private readonly Reading reading;
    private readonly Dictionary<string, Parameter> byName = [];

    public ParameterTable(Reading reading)
    {
        this.reading = reading;
        if (reading.Mapping("Parameters") is not { } section) return;
        foreach (var entry in Nodes.Entries(section))
        {
            if (entry.Name.Length > 0) byName.TryAdd(entry.Name, new Parameter(entry, Nodes.Mapping(entry.Value)));
        }
    }

    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>What a reference at a place gives: the value given for the deployment, the default, or an unknown.</summary>
    public Value? ValueAt(string name, Place place)
    {
        if (!byName.TryGetValue(name, out var parameter)) return null;
        parameter.Value ??= Resolve(name, parameter);
        return Values.At(parameter.Value, place, deep: true);
    }

    private Value Resolve(string name, Parameter parameter)
    {
        var place = reading.PlaceOf(parameter.Entry.Key);
        var type = Nodes.Text(Nodes.Find(parameter.Body, "Type")) ?? "String";
        var isSecret = Nodes.Text(Nodes.Find(parameter.Body, "NoEcho")) is { } noEcho
            && PlainScalar.KindOf(noEcho, out var said) == ScalarKind.Boolean && said == "true";
        if (type.StartsWith("AWS::SSM::Parameter::Value", StringComparison.Ordinal))
        {
            return new UnknownValue { Cause = UnknownCause.DynamicReference, Text = "", Name = name, IsSecretSafe = true, Place = place };
        }

        if (reading.Context.ParameterValues.TryGetValue(name, out var given))
        {
            return Typed(given, ScalarKind.Text, type, isSecret, place, new Derivation($"value given for parameter `{name}`", place, name, IsGiven: true));
        }

        if (!reading.Context.UnknownValues.Contains(name) && Nodes.Find(parameter.Body, "Default") is ScalarNode node && !Nodes.IsEmpty(node))
        {
            var place2 = reading.PlaceOf(node);
            return OfDefault(node, type, isSecret, place2, new Derivation($"default of parameter `{name}`", place2, name));
        }

        return new UnknownValue
        {
            Cause = parameter.Body is null ? UnknownCause.Broken : UnknownCause.Parameter,
            Text = "",
            Name = name,
            IsSecretSafe = isSecret,
            Candidates = Allowed(Nodes.Sequence(Nodes.Find(parameter.Body, "AllowedValues")) ?? reading.Rules.AllowedFor(name)),
            Place = place,
        };
    }

    private static Value OfDefault(ScalarNode node, string type, bool isSecret, Place place, Derivation derivation)
    {
        var text = node.Value;
        var kind = node.Style == ScalarStyle.Plain && node.Tag is null ? PlainScalar.KindOf(text, out text) : ScalarKind.Text;
        return DynamicReference.IsIn(text)
            ? DynamicReference.Read(text, place, [], derivation)
            : Typed(text, kind, type, isSecret, place, derivation);
    }

    private static Value Typed(string text, ScalarKind kind, string type, bool isSecret, Place place, Derivation derivation)
    {
        if (type != "CommaDelimitedList" && !type.StartsWith("List<", StringComparison.Ordinal))
            return new ScalarValue { Text = text, Kind = kind, IsSensitive = isSecret, Place = place, Derivation = derivation };
        var items = text.Length == 0 ? [] : text.Split(',', StringSplitOptions.TrimEntries);
        return new ListValue
        {
            Items =
            [
                .. items.Select(item => (Value)new ScalarValue { Text = item, IsSensitive = isSecret, Place = place, Derivation = derivation }),
            ],
            Place = place,
            Derivation = derivation,
        };
    }

    private ImmutableArray<Value> Allowed(SequenceNode? list)
    {
        if (list is null) return [];
        var allowed = ImmutableArray.CreateBuilder<Value>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (Nodes.Follow(item) is not ScalarNode scalar) return [];
            var text = scalar.Value;
            var kind = scalar.Style == ScalarStyle.Plain ? PlainScalar.KindOf(text, out text) : ScalarKind.Text;
            allowed.Add(new ScalarValue { Text = text, Kind = kind, Place = reading.PlaceOf(scalar) });
        }

        return allowed.ToImmutable();
    }

    private sealed class Parameter(MappingEntry entry, MappingNode? body)
    {
        public MappingEntry Entry { get; } = entry;

        public MappingNode? Body { get; } = body;

        public Value? Value { get; set; }
    }
}
