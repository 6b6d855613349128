namespace Onus.Engine.Tests;

/// <summary>Tests that would take minutes read a part of the samples, the same at each run; ONUS_WHOLE=1 reads all.</summary>
internal static class Whole
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("ONUS_WHOLE") == "1";

    /// <summary>Every one of <paramref name="part"/> things, or each thing where the whole is asked for.</summary>
    public static int Step(int part) => IsAsked ? 1 : part;

    /// <summary>
    /// Every one of <paramref name="part"/> of so many things, and at most <paramref name="most"/> of them; so that what costs as
    /// much as the text is long, at each of its places, does not go to the few long texts.
    /// </summary>
    public static int Step(int part, int of, int most) => IsAsked ? 1 : Math.Max(part, (of + most - 1) / most);
}
