using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Templates.Terraform.Hcl;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Modules;

/// <summary>A variable's type constraint, as far as it changes values: scalar kinds, and optional attributes with their defaults.</summary>
internal sealed class VariableType
{
    private readonly HclExpression? type;

    private VariableType(HclExpression? type) => this.type = type;

    /// <summary>Declared to be text, so that digits in a given value stay text.</summary>
    public bool IsText => type is NameExpression { Name: "string" };

    public static VariableType Of(TerraformBlock variable)
    {
        var text = variable.Literal("type");
        if (text is null) return new VariableType(null);
        if (text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}')) text = text[2..^1];
        return new VariableType(HclParser.ParseExpression(text, out _));
    }

    /// <summary>The values that a validation admits, where one reads <c>contains([…], var.name)</c>; else empty.</summary>
    public static ImmutableArray<Value> CandidatesOf(TerraformBlock variable)
    {
        if (variable.Find("validation") is not { } validation) return [];
        var blocks = validation.Node is SequenceNode sequence ? sequence.Items.OfType<MappingNode>() : validation.Node is MappingNode only ? [only] : [];
        foreach (var block in blocks)
        {
            if (block.Find("condition")?.Value is not ScalarNode condition) continue;
            if (HclParser.ParseTemplate(condition.Value, out _) is not CallExpression { Name: "contains", Arguments: [TupleExpression list, var tested] }) continue;
            if (tested is not TraversalExpression { Root: NameExpression { Name: "var" }, Steps: [AttributeStep step] } || step.Name != variable.Key) continue;
            var origin = new TextOrigin(validation.Document, condition);
            if (list.Items.All(i => i is LiteralExpression))
                return [.. list.Items.Cast<LiteralExpression>().Select(l => (Value)new ScalarValue { Text = l.Text, Kind = l.Kind, Place = origin.At(l.Span) })];
        }

        return [];
    }

    public Value Convert(Value value) => type is null ? value : Convert(value, type);

    private static Value Convert(Value value, HclExpression type) => (type, value) switch
    {
        (_, ChoiceValue choice) => new ChoiceValue
        {
            Condition = choice.Condition,
            Then = Convert(choice.Then, type),
            Else = Convert(choice.Else, type),
            Place = choice.Place,
            Derivation = choice.Derivation,
        },
        (NameExpression { Name: "string" }, ScalarValue scalar) => OfKind(scalar, ScalarKind.Text),
        (NameExpression { Name: "bool" }, ScalarValue { Text: "true" or "false" } scalar) => OfKind(scalar, ScalarKind.Boolean),
        (NameExpression { Name: "number" }, ScalarValue scalar) when Values.TryNumber(scalar, out _) => OfKind(scalar, ScalarKind.Number),
        (CallExpression { Name: "list" or "set", Arguments: [var item] }, ListValue list) => new ListValue
        {
            Items = [.. list.Items.Select(i => Convert(i, item))],
            IsOpen = list.IsOpen,
            Place = list.Place,
            Derivation = list.Derivation,
        },
        (CallExpression { Name: "map", Arguments: [var item] }, MapValue map) => new MapValue
        {
            Entries = [.. map.Entries.Select(e => e with { Value = Convert(e.Value, item) })],
            IsOpen = map.IsOpen,
            Place = map.Place,
            Derivation = map.Derivation,
        },
        (CallExpression { Name: "object", Arguments: [ObjectExpression attributes] }, MapValue map) => ConvertObject(map, attributes),
        (CallExpression { Name: "optional", Arguments: [var inner, ..] }, _) => Convert(value, inner),
        _ => value,
    };

    // Attributes that are declared optional and not given have their default, or are null; others than declared are dropped.
    private static MapValue ConvertObject(MapValue map, ObjectExpression attributes)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>(attributes.Items.Length);
        foreach (var (key, type) in attributes.Items)
        {
            if (key is not LiteralExpression name) continue;
            var given = map.Entry(name.Text);
            if (given is { Value: not AbsentValue } entry) entries.Add(entry with { Value = Convert(entry.Value, type) });
            else if (type is CallExpression { Name: "optional" } optional && !map.IsOpen)
                entries.Add(new MapEntry(name.Text, given?.KeyPlace ?? map.Place, Default(optional, map.Place)));
            else if (given is { } absent) entries.Add(absent);
        }

        return new MapValue { Entries = entries.DrainToImmutable(), IsOpen = map.IsOpen, Place = map.Place, Derivation = map.Derivation };
    }

    private static Value Default(CallExpression optional, Place place) =>
        optional.Arguments.Length > 1 ? Convert(Constant(optional.Arguments[1], place), optional.Arguments[0]) : Value.Absent;

    private static Value Constant(HclExpression expression, Place place) => expression switch
    {
        LiteralExpression literal => new ScalarValue { Text = literal.Text, Kind = literal.Kind, Place = place },
        NullExpression => Value.Absent,
        UnaryExpression { Operator: "-", Operand: LiteralExpression number } => new ScalarValue { Text = "-" + number.Text, Kind = ScalarKind.Number, Place = place },
        TupleExpression tuple => Values.List([.. tuple.Items.Select(i => Constant(i, place))], place),
        ObjectExpression map => Values.Map(
            [.. map.Items.Where(i => i.Key is LiteralExpression).Select(i => new MapEntry(((LiteralExpression)i.Key).Text, place, Constant(i.Value, place)))],
            place),
        _ => Values.Unknown(UnknownCause.Expression, "", place),
    };

    private static ScalarValue OfKind(ScalarValue scalar, ScalarKind kind) =>
        scalar.Kind == kind
            ? scalar
            : new ScalarValue { Text = scalar.Text, Kind = kind, IsSensitive = scalar.IsSensitive, Place = scalar.Place, Derivation = scalar.Derivation };
}
