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
        new("ephemeralasnull", _ => Value.Absent),
    ];

    private static Value? Any(ImmutableArray<Value> arguments) => arguments is [var value] ? value : Fault;

    private static Value? Same<T>(ImmutableArray<Value> arguments)
        where T : Value => arguments is [T or UnknownValue or AbsentValue] ? arguments[0] : Fault;

    private static Value? ToList(ImmutableArray<Value> arguments) => Same<ListValue>(arguments);

    private static Value? ToSet(ImmutableArray<Value> arguments) =>
        arguments is [ListValue list] ? Values.List(CollectionFunctions.Distinct(list.Items), list.Place, list.IsOpen) : Same<ListValue>(arguments);

    private static Value? Scalar(ImmutableArray<Value> arguments, Func<ScalarValue, Value?> convert) => arguments switch
    {
        [ScalarValue scalar] => convert(scalar),
        [UnknownValue { Reference: not null } unknown] => unknown,
        [UnknownValue] => null,
        [AbsentValue] => Value.Absent,
        _ => Fault,
    };
}
