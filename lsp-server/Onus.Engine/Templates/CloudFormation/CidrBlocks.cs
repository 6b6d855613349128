using System.Buffers.Binary;
using System.Globalization;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Cuts an IPv4 range into equal blocks, as <c>Fn::Cidr</c> does.</summary>
internal static class CidrBlocks
{
    private const int MaxBlocks = 256;

    /// <param name="range">Such as <c>10.0.0.0/16</c>.</param>
    /// <param name="count">How many blocks, 1 to 256.</param>
    /// <param name="bits">The bits left for hosts in each block.</param>
    /// <returns>Null where the input is not an IPv4 range, or too small.</returns>
    public static List<string>? Cut(string range, string count, string bits)
    {
        var slash = range.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !TryNumber(count, MaxBlocks, out var blocks) || !TryNumber(bits, 31, out var host)) return null;
        if (!TryNumber(range[(slash + 1)..], 32, out var prefix) || !TryAddress(range.AsSpan(0, slash), out var address)) return null;
        var size = 1L << host;
        if (blocks * size > 1L << (32 - prefix)) return null;
        var start = prefix == 0 ? 0 : address & (uint)(0xFFFFFFFFL << (32 - prefix));
        var result = new List<string>(blocks);
        for (var i = 0; i < blocks; i++) result.Add($"{Dotted((uint)(start + i * size))}/{32 - host}");
        return result;
    }

    private static bool TryNumber(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 0 && number <= most;

    private static bool TryAddress(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        var octets = 0;
        foreach (var part in text.Split('.'))
        {
            if (!byte.TryParse(text[part], NumberStyles.None, CultureInfo.InvariantCulture, out var octet)) return false;
            address = (address << 8) | octet;
            octets++;
        }

        return octets == 4;
    }

    private static string Dotted(uint address)
    {
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, address);
        return $"{octets[0]}.{octets[1]}.{octets[2]}.{octets[3]}";
    }
}
