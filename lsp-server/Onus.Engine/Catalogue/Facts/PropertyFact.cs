namespace Onus.Engine.Catalogue.Facts;

/// <summary>What a change of a property does to the resource.</summary>
public enum FactReplacement
{
    /// <summary>It is changed in place, or the source does not say (Terraform).</summary>
    No,

    /// <summary>It may be replaced, depending on the change.</summary>
    Maybe,

    /// <summary>It is replaced.</summary>
    Always,
}

/// <summary>What is known of one property of a resource type.</summary>
/// <param name="Name">Its own name, the last of its path.</param>
/// <param name="Kind">
/// <c>s</c> text, <c>n</c> number, <c>b</c> boolean, <c>d</c> date, <c>j</c> any JSON, <c>.Name</c> a shape, <c>[]k</c> a list,
/// <c>{}k</c> a map, <c>a|b</c> either.
/// </param>
/// <param name="Required">Its parent cannot be without it.</param>
/// <param name="Replacement">The worst that a change of it, or of one of its parents as a whole, does.</param>
/// <param name="ReadOnly">AWS sets it; a template cannot.</param>
/// <param name="FilledIn">AWS or the provider gives it a value where it is left out (Terraform).</param>
/// <param name="Block">A nested block (Terraform).</param>
internal sealed record PropertyFact(
    string Name, string Kind, bool Required, FactReplacement Replacement, bool ReadOnly, bool FilledIn, bool Block);
