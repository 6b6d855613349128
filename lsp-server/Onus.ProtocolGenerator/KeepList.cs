namespace Onus.ProtocolGenerator;

/// <summary>A property to keep.</summary>
/// <param name="Name">Its name in the protocol.</param>
/// <param name="Type">The C# type to give it; null for the protocol's.</param>
/// <param name="MayBeAbsent">It may be absent although the protocol asks for it.</param>
internal sealed record KeptProperty(string Name, string? Type, bool MayBeAbsent);

/// <summary>A structure to keep, with its properties in order.</summary>
internal sealed record KeptStructure(string Name, IReadOnlyList<KeptProperty> Properties);

/// <summary>Reads the list of what to keep.</summary>
internal static class KeepList
{
    public static IReadOnlyList<KeptStructure> Parse(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Structure)];

    private static KeptStructure Structure(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) throw new FormatException($"The line has no colon: {line}");
        return new KeptStructure(line[..colon], [.. line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Property)]);
    }

    private static KeptProperty Property(string word)
    {
        var mayBeAbsent = word.EndsWith('?');
        var parts = word.TrimEnd('?').Split('=', 2);
        return new KeptProperty(parts[0], parts.Length > 1 ? parts[1] : null, mayBeAbsent);
    }
}
