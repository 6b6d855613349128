using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Packing;

/// <summary>Reads one control's block of a pack; the mirror of <see cref="PackWriter"/>.</summary>
internal static class ControlBlock
{
    public static Control Read(BinaryReader reader) => new()
    {
        Id = reader.ReadString(),
        Title = reader.ReadString(),
        Duty = reader.ReadString(),
        Service = reader.ReadString(),
        Severity = (Severity)reader.ReadByte(),
        Profile = (Profile)reader.ReadByte(),
        Why = reader.ReadString(),
        Limits = reader.ReadString(),
        Only = reader.ReadString(),
        Bindings = reader.ReadAll(ReadBinding),
        Fix = new FixRecipe
        {
            Readiness = (FixReadiness)reader.ReadByte(),
            Note = reader.ReadString(),
            Steps = reader.ReadAll(ReadStep),
            Alternatives = reader.ReadAll(static r => new FixAlternative(r.ReadString(), (FixReadiness)r.ReadByte(), r.ReadAll(ReadStep))),
        },
        References = reader.ReadAll(ReadGroup),
        Aliases = reader.ReadAll(ReadGroup),
        Sources = reader.ReadTexts(),
    };

    public static ImmutableArray<string> ReadTexts(this BinaryReader reader) => reader.ReadAll(static r => r.ReadString());

    public static ImmutableArray<T> ReadAll<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>(reader.Read7BitEncodedInt());
        for (var i = 0; i < items.Capacity; i++) items.Add(read(reader));
        return items.MoveToImmutable();
    }

    private static Binding ReadBinding(BinaryReader reader) => new()
    {
        Framework = (Framework)reader.ReadByte(),
        Type = reader.ReadString(),
        WhenText = NullIfEmpty(reader.ReadString()),
        RequireText = reader.ReadString(),
        Defaults = reader.ReadAll(static r => (r.ReadString(), r.ReadString())),
        WhenMissing = reader.ReadString(),
        MissingVerdict = (Expectation)reader.ReadByte(),
        Note = reader.ReadString(),
        UnknownMeets = reader.ReadBoolean(),
    };

    private static FixStep ReadStep(BinaryReader reader) => new()
    {
        Framework = (Framework)reader.ReadByte(),
        For = reader.ReadString(),
        Action = (FixAction)reader.ReadByte(),
        Path = reader.ReadString(),
        ResourceType = NullIfEmpty(reader.ReadString()),
        Replaces = (Replacement)reader.ReadByte(),
        NeedsInput = reader.ReadBoolean(),
        Value = ReadValue(reader),
    };

    private static FixValue? ReadValue(BinaryReader reader) => reader.ReadByte() switch
    {
        0 => null,
        1 => new FixScalar(reader.ReadString(), (ScalarKind)reader.ReadByte(), NullIfEmpty(reader.ReadString())),
        2 => new FixList(reader.ReadAll(ReadPresent)),
        3 => new FixMap(reader.ReadAll(static r => (r.ReadString(), ReadPresent(r)))),
        var form => throw new InvalidDataException($"The catalogue pack has an unknown value form {form}."),
    };

    private static FixValue ReadPresent(BinaryReader reader) =>
        ReadValue(reader) ?? throw new InvalidDataException("The catalogue pack has an empty value inside a value.");

    private static (string, ImmutableArray<string>) ReadGroup(BinaryReader reader) => (reader.ReadString(), reader.ReadTexts());

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
