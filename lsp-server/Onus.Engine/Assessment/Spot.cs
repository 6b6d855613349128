using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment;

/// <summary>A spot that decided a condition.</summary>
/// <param name="Path">The path with items counted; empty for the resource as a whole.</param>
/// <param name="Place">Where to point.</param>
/// <param name="Value">What stands there; absent where nothing does.</param>
/// <param name="Name">How people call it: the last name of the path, or all that is missing of it.</param>
/// <param name="Companion">The type of a companion that is missing; null otherwise.</param>
/// <param name="IsSecret">The value must not be shown.</param>
/// <param name="Missing">The key of an item that the list lacks; null otherwise.</param>
/// <param name="Told">What words speak of, where that is not the value that is pointed at; null where it is.</param>
internal sealed record Spot(string Path, Place Place, Value Value, string Name, string? Companion = null, bool IsSecret = false, string? Missing = null, Value? Told = null)
{
    /// <summary>What words speak of.</summary>
    public Value Spoken => Told ?? Value;

    /// <summary>It stands in a statement of a policy, where one part says nothing without the others.</summary>
    public bool IsOfPolicy => Path.Contains("tatement[", StringComparison.Ordinal);
}
