namespace Onus.Engine.Fixes.Writing;

/// <summary>How a collection on one line is written.</summary>
/// <param name="Padded">Blanks after commas and colons.</param>
/// <param name="Braced">Blanks inside braces.</param>
internal readonly record struct FlowLook(bool Padded, bool Braced)
{
    public static FlowLook Wide { get; } = new(true, true);

    public string Comma => Padded ? ", " : ",";

    public string Brace => Braced ? " " : "";
}
