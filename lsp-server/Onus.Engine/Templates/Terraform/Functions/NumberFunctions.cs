using Onus.Engine.Templates.Terraform.Evaluation;
using static Onus.Engine.Templates.Terraform.Functions.Arguments;

namespace Onus.Engine.Templates.Terraform.Functions;

internal static class NumberFunctions
{
    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("abs", OfNumbers(n => Values.Number(Math.Abs(n[0])))),
        new("min", OfNumbers(n => Values.Number(n.Min()))),
        new("max", OfNumbers(n => Values.Number(n.Max()))),
        new("floor", OfNumbers(n => Values.Number(Math.Floor(n[0])))),
        new("ceil", OfNumbers(n => Values.Number(Math.Ceiling(n[0])))),
        new("signum", OfNumbers(n => Values.Number(Math.Sign(n[0])))),
        new("pow", OfNumbers(n => n.Length == 2 && Math.Pow(n[0], n[1]) is var power && double.IsFinite(power) ? Values.Number(power) : Fault)),
        new("log", OfNumbers(n => n.Length == 2 && Math.Log(n[0], n[1]) is var log && double.IsFinite(log) ? Values.Number(log) : Fault)),
        new("parseint", OfTexts(2, t => ParseInt(t[0], t[1]))),
        new("sum", OfList(list =>
        {
            var sum = 0.0;
            foreach (var item in list.Items)
            {
                if (!Values.TryNumber(item, out var number)) return null;
                sum += number;
            }

            return list.IsOpen ? null : Values.Number(sum);
        })),
    ];

    private static Value ParseInt(string digits, string radix)
    {
        if (!int.TryParse(radix, out var b) || b is < 2 or > 36 || digits.Length is 0 or > 10) return Fault;
        var isNegative = digits[0] == '-';
        var number = 0.0;
        foreach (var c in isNegative ? digits[1..] : digits)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10 : b;
            if (digit >= b) return Fault;
            number = (number * b) + digit;
        }

        return Values.Number(isNegative ? -number : number);
    }
}
