#pragma warning disable RS0030 // Only the value type for addresses is used; nothing is opened.
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Address ranges, ports and protocols.</summary>
internal static class Networks
{
    private const int WidestIPv4 = 7;
    private const int WidestIPv6 = 3;

    /// <summary>Whether a range is the world, whole or cut into a few large parts: an IPv4 prefix up to /7, an IPv6 prefix up to /3.</summary>
    public static Truth World(Value cidr)
    {
        switch (cidr)
        {
            case UnknownValue { Candidates: { IsEmpty: false } candidates }:
                return Operands.Over(candidates, World);
            case UnknownValue unknown:
                return WorldByPrefix(unknown);
            case ListValue list:
                var any = list.IsOpen ? Truth.Unknown : Truth.False;
                foreach (var item in list.Items) any = Kleene.Or(any, World(item));
                return any;
            case ScalarValue scalar when Parse(scalar.Text) is var (address, prefix):
                return Kleene.Of(prefix <= (address.AddressFamily == AddressFamily.InterNetwork ? WidestIPv4 : WidestIPv6));
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
    /// <param name="port">The port.</param>
    /// <param name="from">The first port of the rule.</param>
    /// <param name="to">The last.</param>
    /// <param name="protocol">Null or absent for a rule that names none: then a rule without ports lets all of them through.</param>
    public static Truth PortOpen(Value port, Value from, Value to, Value? protocol)
    {
        if (protocol is null or AbsentValue) return from is AbsentValue ? Truth.True : InRange(port, from, to);
        return Kleene.Or(IsEvery(protocol), Kleene.And(HasPorts(protocol), InRange(port, from, to)));
    }

    /// <summary>Whether a rule lets everything through: all protocols, or all ports of TCP or UDP.</summary>
    public static Truth AllTraffic(Value protocol, Value from, Value? to)
    {
        var allPorts = to is null ? Truth.False : Kleene.And(
            Operands.Order(Comparison.LessOrEqual, from, Made.Number(1)),
            Operands.Order(Comparison.GreaterOrEqual, to, Made.Number(65535)));
        return Kleene.Or(IsEvery(protocol), Kleene.And(HasPorts(protocol), allPorts));
    }

    private static Truth InRange(Value port, Value from, Value to) => Kleene.And(
        Operands.Order(Comparison.LessOrEqual, from, port),
        Operands.Order(Comparison.GreaterOrEqual, to, port));

    private static Truth IsEvery(Value protocol) => Names(protocol, static name => name is "-1" or "all");

    private static Truth HasPorts(Value protocol) => Names(protocol, static name => name is "tcp" or "udp" or "6" or "17");

    private static Truth Names(Value protocol, Func<string, bool> isMeant) => protocol switch
    {
        UnknownValue { Candidates: { IsEmpty: false } candidates } => Operands.Over(candidates, isMeant, static (candidate, meant) => Names(candidate, meant)),
        UnknownValue => Truth.Unknown,
        ScalarValue scalar => Kleene.Of(isMeant(scalar.Text.Trim().ToLowerInvariant())),
        _ => Truth.False,
    };

    /// <summary>A range whose address is unknown may still end in a prefix that settles it, as in <c>${Office}/32</c>.</summary>
    private static Truth WorldByPrefix(UnknownValue cidr)
    {
        var text = cidr.Text;
        var slash = text.LastIndexOf('/');
        if (slash < 0 || text.Contains(',', StringComparison.Ordinal) || !int.TryParse(text.AsSpan(slash + 1), out var prefix)) return Truth.Unknown;
        if (prefix > WidestIPv4) return Truth.False;
        return prefix is >= 0 and <= WidestIPv6 ? Truth.True : Truth.Unknown;
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
