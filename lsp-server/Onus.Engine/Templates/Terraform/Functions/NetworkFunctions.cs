using System.Collections.Immutable;
using System.Globalization;
using Onus.Engine.Templates.Terraform.Evaluation;
using static Onus.Engine.Templates.Terraform.Functions.Arguments;

namespace Onus.Engine.Templates.Terraform.Functions;

/// <summary>Arithmetic of IPv4 ranges; those of IPv6 are left unknown.</summary>
internal static class NetworkFunctions
{
    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("cidrsubnet", OfTexts(3, t => Range(t[0]) is { } range ? Subnet(range, t[1], t[2]) : null)),
        new("cidrhost", OfTexts(2, t => Range(t[0]) is { } range ? Host(range, t[1]) : null)),
        new("cidrnetmask", OfTexts(1, t => Range(t[0]) is { } range ? Values.Text(Show(Mask(range.Prefix))) : null)),
        new("cidrsubnets", Subnets),
    ];

    private static (uint Start, int Prefix)? Range(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0 || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > 32) return null;
        var parts = text[..slash].Split('.');
        if (parts.Length != 4) return null;
        uint address = 0;
        foreach (var part in parts)
        {
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            address = (address << 8) | number;
        }

        return (address & Mask(prefix), prefix);
    }

    private static uint Mask(int prefix) => prefix == 0 ? 0 : uint.MaxValue << (32 - prefix);

    private static string Show(uint address) => $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";

    private static Value Subnet((uint Start, int Prefix) range, string newBits, string number)
    {
        if (!int.TryParse(newBits, out var bits) || !uint.TryParse(number, out var n)) return Fault;
        var prefix = range.Prefix + bits;
        if (bits < 0 || prefix > 32 || (bits < 32 && n >> bits != 0)) return Fault;
        var start = prefix == 0 ? range.Start : range.Start | (n << (32 - prefix));
        return Values.Text($"{Show(start)}/{prefix}");
    }

    private static Value Host((uint Start, int Prefix) range, string number)
    {
        if (!long.TryParse(number, out var n)) return Fault;
        var size = 1L << (32 - range.Prefix);
        if (n < 0) n += size;
        return n >= 0 && n < size ? Values.Text(Show(range.Start + (uint)n)) : Fault;
    }

    // Each range begins at the first place behind the one before that its size allows.
    private static Value? Subnets(ImmutableArray<Value> arguments)
    {
        if (arguments.Any(IsUnknown)) return null;
        if (arguments is not [ScalarValue first, .. var rest] || Range(first.Text) is not { } range) return null;
        var items = ImmutableArray.CreateBuilder<Value>(rest.Length);
        var next = (long)range.Start;
        var end = range.Start + (1L << (32 - range.Prefix));
        foreach (var argument in rest)
        {
            if (!Values.TryNumber(argument, out var bits) || bits < 0 || range.Prefix + bits > 32) return Fault;
            var prefix = range.Prefix + (int)bits;
            var size = 1L << (32 - prefix);
            next = (next + size - 1) / size * size;
            if (next + size > end) return Fault;
            items.Add(Values.Text($"{Show((uint)next)}/{prefix}"));
            next += size;
        }

        return Values.List(items.DrainToImmutable());
    }
}
