using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>A resource as a value: an item of <c>related</c> and its kin.</summary>
internal sealed class ResourceValue : Value
{
    public required Resource Resource { get; init; }
}

/// <summary>What a function that asks gives.</summary>
internal sealed class TruthValue : Value
{
    public required Truth Truth { get; init; }
}

/// <summary>Short forms for values that functions make.</summary>
internal static class Made
{
    public static TruthValue True { get; } = new() { Truth = Truth.True };

    public static TruthValue False { get; } = new() { Truth = Truth.False };

    public static TruthValue Undecided { get; } = new() { Truth = Truth.Unknown };

    public static ListValue Nothing { get; } = new() { Items = [] };

    public static Value Of(Truth truth) => truth switch { Truth.True => True, Truth.False => False, _ => Undecided };

    public static ScalarValue Text(string text) => new() { Text = text };

    public static ScalarValue Number(int number) => new() { Text = number.ToString(System.Globalization.CultureInfo.InvariantCulture), Kind = ScalarKind.Number };

    public static ListValue List(ImmutableArray<Value> items, bool isOpen = false) => new() { Items = items, IsOpen = isOpen };

    /// <summary>What stands under a name of something that cannot be known, if anything does.</summary>
    public static UnknownValue Below(UnknownValue unknown) =>
        new() { Cause = unknown.Cause, Name = unknown.Name, Text = "", Place = unknown.Place, IsSecretSafe = true, MayBeAbsent = true };

    /// <summary>A value that cannot be known, for the same cause as another.</summary>
    public static UnknownValue Unknown(Value? like = null) => like is UnknownValue known
        ? new UnknownValue { Cause = known.Cause, Name = known.Name, Text = "", Place = known.Place, IsSecretSafe = true, Reference = null }
        : new UnknownValue { Cause = UnknownCause.Expression, Text = "", Place = like?.Place ?? default, IsSecretSafe = true };
}
