using System.Collections.Immutable;
using Onus.Engine.Templates.Terraform.Evaluation;
using static Onus.Engine.Templates.Terraform.Functions.Arguments;

namespace Onus.Engine.Templates.Terraform.Functions;

internal static class ConversionFunctions
{
    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("tolist", ToList),
        new("toset", ToSet),
        new("set", arguments => Values.List(CollectionFunctions.Distinct(arguments))),
        new("tomap", Same<MapValue>),
        new("tostring", arguments => Scalar(arguments, s => Values.Text(s.Text))),
        new("tonumber", arguments => Scalar(arguments, s => Values.TryNumber(s, out var n) ? Values.Number(n) : Fault)),
        new("tobool", arguments => Scalar(arguments, s => Values.TryBoolean(s, out var b) ? Values.Boolean(b) : Fault)),
        new("sensitive", arguments => arguments is [var value] ? Values.Sensitive(value) : Fault),
        new("nonsensitive", Any),
        new("ephemeralasnull", Any),
    ];

    private static Value? Any(ImmutableArray<Value> arguments) => arguments is [var value] ? value : Fault;

    private static Value? Same<T>(ImmutableArray<Value> arguments)
        where T : Value => arguments is [T or UnknownValue or AbsentValue] ? arguments[0] : Fault;

    private static Value? ToList(ImmutableArray<Value> arguments) =>
        arguments is [ListValue list] ? Values.List(OfOneKind(list.Items), list.Place, list.IsOpen) : Same<ListValue>(arguments);

    private static Value? ToSet(ImmutableArray<Value> arguments) =>
        arguments is [ListValue list] ? Values.List(CollectionFunctions.AsSet(OfOneKind(list.Items)), list.Place, list.IsOpen) : Same<ListValue>(arguments);

    /// <summary>The items of a list have one type: beside a text, numbers and truth values are texts too.</summary>
    public static ImmutableArray<Value> OfOneKind(ImmutableArray<Value> items)
    {
        var kinds = items.OfType<ScalarValue>().Select(s => s.Kind).Distinct().Take(2).Count();
        return kinds < 2 ? items : [.. items.Select(item => item is ScalarValue scalar ? AsText(scalar) : item)];
    }

    private static ScalarValue AsText(ScalarValue scalar) => new()
    {
        Text = scalar.Kind == ScalarKind.Number && Values.TryNumber(scalar, out var number) ? Values.NumberText(number) : scalar.Text,
        Kind = ScalarKind.Text,
        IsSensitive = scalar.IsSensitive,
        Place = scalar.Place,
        Derivation = scalar.Derivation,
    };

    private static Value? Scalar(ImmutableArray<Value> arguments, Func<ScalarValue, Value?> convert) => arguments switch
    {
        [ScalarValue scalar] => convert(scalar),
        [UnknownValue { Reference: not null } unknown] => unknown,
        [UnknownValue] => null,
        [AbsentValue] => Value.Absent,
        _ => Fault,
    };
}
