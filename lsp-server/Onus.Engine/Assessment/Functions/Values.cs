using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

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

    /// <summary>A value that cannot be known, for the same cause as another.</summary>
    /// <param name="like">The other value.</param>
    /// <param name="text">What is known of its text.</param>
    public static UnknownValue Unknown(Value? like = null, string text = "") => like is UnknownValue known
        ? new UnknownValue { Cause = known.Cause, Name = known.Name, Text = text, Place = known.Place, IsSecretSafe = text.Length == 0 || known.IsSecretSafe, Reference = null }
        : new UnknownValue { Cause = UnknownCause.Expression, Text = text, Place = like?.Place ?? default, IsSecretSafe = true };

    /// <summary>Something inside a value that cannot be seen: nobody can tell whether it is there.</summary>
    public static UnknownValue Inside(Value value)
    {
        var unknown = value as UnknownValue;
        return new UnknownValue
        {
            Cause = unknown?.Cause ?? UnknownCause.Expression,
            Name = unknown?.Name,
            Text = "",
            Place = value.Place,
            IsSecretSafe = true,
            MayBeAbsent = true,
        };
    }
}
