#pragma warning disable RS0030 // Only the value type for addresses is used; nothing is opened.
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Address ranges, ports and protocols.</summary>
internal static class Networks
{
    /// <summary>Whether a range is the world, whole or cut into a few large parts: an IPv4 prefix up to /7, an IPv6 prefix up to /3.</summary>
    public static Truth World(Value cidr)
    {
        switch (cidr)
        {
            case UnknownValue { Candidates: { IsEmpty: false } candidates }:
                return Operands.Over(candidates, World);
            case UnknownValue:
                return Truth.Unknown;
            case ListValue list:
                var any = list.IsOpen ? Truth.Unknown : Truth.False;
                foreach (var item in list.Items) any = Kleene.Or(any, World(item));
                return any;
            case ScalarValue scalar when Parse(scalar.Text) is var (address, prefix):
                return Kleene.Of(prefix <= (address.AddressFamily == AddressFamily.InterNetwork ? 7 : 3));
            default:
                return Truth.False;
        }
    }

    /// <summary>Whether the first range holds the second.</summary>
    public static Truth Covers(Value outer, Value inner)
    {
        if (outer is UnknownValue || inner is UnknownValue) return Truth.Unknown;
        if (outer is not ScalarValue a || inner is not ScalarValue b || Parse(a.Text) is not var (left, leftPrefix) || Parse(b.Text) is not var (right, rightPrefix)) return Truth.False;
        if (left.AddressFamily != right.AddressFamily || leftPrefix > rightPrefix) return Truth.False;
        var bits = left.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        return Kleene.Of(Number(left) >> (bits - leftPrefix) == Number(right) >> (bits - leftPrefix));
    }

    /// <summary>Whether a rule lets a port through.</summary>
    public static Truth PortOpen(Value port, Value from, Value to, Value? protocol)
    {
        if (protocol is UnknownValue) return Truth.Unknown;
        var name = (protocol as ScalarValue)?.Text.ToLowerInvariant();
        if (name is "-1" or "all") return Truth.True;
        if (name is not (null or "tcp" or "udp" or "6" or "17")) return Truth.False;
        if (from is UnknownValue || to is UnknownValue) return Truth.Unknown;
        if (Operands.Number(from) is not { } low || Operands.Number(to) is not { } high)
            return Kleene.Of(name is null && from is AbsentValue);
        return Operands.Number(port) is { } asked ? Kleene.Of(low <= asked && asked <= high) : Truth.Unknown;
    }

    /// <summary>Whether a rule lets everything through: all protocols, or all ports of TCP or UDP.</summary>
    public static Truth AllTraffic(Value protocol, Value from, Value? to)
    {
        if (protocol is UnknownValue) return Truth.Unknown;
        var name = (protocol as ScalarValue)?.Text.ToLowerInvariant() ?? "";
        if (name is "-1" or "all") return Truth.True;
        if (from is UnknownValue || to is UnknownValue) return Truth.Unknown;
        if (name is not ("tcp" or "udp" or "6" or "17") || to is null) return Truth.False;
        return Kleene.Of(Operands.Number(from) is <= 1 && Operands.Number(to) is >= 65535);
    }

    private static (IPAddress Address, int Prefix)? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? text.AsSpan() : text.AsSpan(0, slash);
        if (!IPAddress.TryParse(host.Trim(), out var address) || (address.AddressFamily == AddressFamily.InterNetwork && host.Count('.') != 3)) return null;
        var most = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (slash < 0) return (address, most);
        return int.TryParse(text.AsSpan(slash + 1), out var prefix) && prefix >= 0 && prefix <= most ? (address, prefix) : null;
    }

    private static BigInteger Number(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
}
