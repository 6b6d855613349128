using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Packing;

/// <summary>Reads one control's block of a pack; the mirror of <see cref="PackWriter"/>.</summary>
internal static class ControlBlock
{
    public static Control Read(PackReader reader) => new()
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

    private static Binding ReadBinding(PackReader reader) => new()
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

    private static FixStep ReadStep(PackReader reader) => new()
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

    private static FixValue? ReadValue(PackReader reader) => reader.ReadByte() switch
    {
        0 => null,
        1 => new FixScalar(reader.ReadString(), (ScalarKind)reader.ReadByte(), NullIfEmpty(reader.ReadString())),
        2 => new FixList(reader.ReadAll(ReadPresent)),
        3 => new FixMap(reader.ReadAll(static r => (r.ReadString(), ReadPresent(r)))),
        var form => throw new InvalidDataException($"The catalogue pack has an unknown value form {form}."),
    };

    private static FixValue ReadPresent(PackReader reader) =>
        ReadValue(reader) ?? throw new InvalidDataException("The catalogue pack has an empty value inside a value.");

    private static (string, ImmutableArray<string>) ReadGroup(PackReader reader) => (reader.ReadString(), reader.ReadTexts());

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
