namespace Onus.Engine.Assessment;

/// <summary>Three-valued truth; the order is the one that Kleene's <c>and</c> (least) and <c>or</c> (greatest) go by.</summary>
public enum Truth
{
    False,
    Unknown,
    True,
}

/// <summary>Kleene's logic.</summary>
internal static class Kleene
{
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static Truth And(Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(Truth left, Truth right) => left > right ? left : right;

    public static Truth Not(Truth value) => (Truth)(Truth.True - value);
}
