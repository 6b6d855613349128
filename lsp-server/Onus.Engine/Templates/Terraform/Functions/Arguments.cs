using Onus.Engine.Templates.Terraform.Evaluation;

namespace Onus.Engine.Templates.Terraform.Functions;

/// <summary>What functions ask of their arguments.</summary>
internal static class Arguments
{
    public static Value Fault { get; } = new FaultValue();

    /// <summary>Whether an argument cannot be told at all.</summary>
    public static bool IsUnknown(Value value) => value is UnknownValue or ChoiceValue;

    public static string? TextOf(Value value) => value is ScalarValue scalar ? scalar.Text : null;

    /// <summary>A function of texts alone: unknown when one is unknown, refused when one is no text.</summary>
    public static Function OfTexts(int count, Func<string[], Value?> work) => arguments =>
    {
        if (arguments.Length != count) return Fault;
        if (arguments.Any(IsUnknown)) return null;
        return arguments.All(a => a is ScalarValue) ? work([.. arguments.Select(a => ((ScalarValue)a).Text)]) : Fault;
    };

    /// <summary>A function of one text that keeps a text's being unknown apart: its result is the same kind of unknown.</summary>
    public static Function OfText(Func<string, string> work) => OfTexts(1, texts => Values.Text(work(texts[0])));

    public static Function OfNumbers(Func<double[], Value?> work) => arguments =>
    {
        if (arguments.IsEmpty) return Fault;
        var numbers = new double[arguments.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (IsUnknown(arguments[i])) return null;
            if (!Values.TryNumber(arguments[i], out numbers[i])) return Fault;
        }

        return work(numbers);
    };

    /// <summary>A function whose one argument is a list.</summary>
    public static Function OfList(Func<ListValue, Value?> work) => arguments => arguments switch
    {
        [ListValue list] => work(list),
        [UnknownValue] => null,
        _ => Fault,
    };

    /// <summary>A function whose one argument is a map.</summary>
    public static Function OfMap(Func<MapValue, Value?> work) => arguments => arguments switch
    {
        [MapValue map] => work(map),
        [UnknownValue] => null,
        _ => Fault,
    };

    /// <summary>Whether every item is known to be a scalar.</summary>
    public static bool IsKnown(ListValue list) => !list.IsOpen && list.Items.All(i => i is ScalarValue);
}
