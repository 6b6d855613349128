using System.Globalization;
using Onus.Engine.Templates.Terraform.Evaluation;

namespace Onus.Engine.Templates.Terraform.Functions;

/// <summary>One verb of <c>format</c> with its flags, width and precision, for a scalar.</summary>
internal static class ScalarFormat
{
    private const int MaxWidth = 200;

    /// <returns>The text; null where Onus does not know the verb or the value does not suit it.</returns>
    public static string? Of(string flags, char verb, ScalarValue value)
    {
        if (!TryRead(flags, out var spec)) return null;
        var text = verb switch
        {
            's' => Shortened(value.Text, spec.Precision),
            'q' => JsonText.Of(Values.Text(Shortened(value.Text, spec.Precision))),
            'v' => spec.HasHash ? JsonText.Of(value) : value.Text,
            't' => value.Text is "true" or "false" ? value.Text : null,
            _ => Values.TryNumber(value, out var number) ? Number(verb, number, spec) : null,
        };
        if (text is null) return null;
        if (spec.IsLeft) return text.PadRight(spec.Width);
        if (!spec.HasZeros || verb is 's' or 'q' or 'v' or 't') return text.PadLeft(spec.Width);
        var sign = text.Length > 0 && text[0] is '-' or '+' ? text[..1] : "";
        return sign + text[sign.Length..].PadLeft(spec.Width - sign.Length, '0');
    }

    private static string Shortened(string text, int? precision) => precision is { } most && most < text.Length ? text[..most] : text;

    private static string? Number(char verb, double number, Spec spec)
    {
        var whole = Math.Truncate(number);
        var text = verb switch
        {
            'd' => Values.NumberText(whole),
            'f' => number.ToString("F" + (spec.Precision ?? 6), CultureInfo.InvariantCulture),
            'x' or 'X' when whole is >= 0 and < long.MaxValue => ((long)whole).ToString(verb.ToString(), CultureInfo.InvariantCulture),
            'o' when whole is >= 0 and < long.MaxValue => Convert.ToString((long)whole, 8),
            'b' when whole is >= 0 and < long.MaxValue => Convert.ToString((long)whole, 2),
            'g' when spec.Precision is null => Values.NumberText(number),
            _ => null,
        };
        return text is not null && spec.HasPlus && number >= 0 ? "+" + text : text;
    }

    private static bool TryRead(string flags, out Spec spec)
    {
        spec = new Spec();
        var at = 0;
        for (; at < flags.Length && flags[at] is '-' or '+' or '0' or '#' or ' '; at++)
        {
            spec = flags[at] switch
            {
                '-' => spec with { IsLeft = true },
                '+' => spec with { HasPlus = true },
                '0' => spec with { HasZeros = true },
                '#' => spec with { HasHash = true },
                _ => spec,
            };
            if (flags[at] == ' ') return false;
        }

        var point = flags.IndexOf('.', at);
        var width = point < 0 ? flags[at..] : flags[at..point];
        if (width.Length > 0)
        {
            if (!TryCount(width, out var columns)) return false;
            spec = spec with { Width = columns };
        }

        if (point < 0) return true;
        var precision = flags[(point + 1)..];
        if (!TryCount(precision.Length == 0 ? "0" : precision, out var digits)) return false;
        spec = spec with { Precision = digits };
        return true;
    }

    private static bool TryCount(string digits, out int count) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MaxWidth;

    private readonly record struct Spec(int Width, int? Precision, bool IsLeft, bool HasPlus, bool HasZeros, bool HasHash);
}
