namespace Onus.Engine.Catalogue.Facts;

/// <summary>Whether a path exists.</summary>
/// <param name="Fact">The property at its end; null where the path does not exist.</param>
/// <param name="Unknown">The first name that does not exist; null where the path exists.</param>
/// <param name="Nearest">The existing name that was probably meant; null where none is near.</param>
internal readonly record struct PathAnswer(PropertyFact? Fact, string? Unknown = null, string? Nearest = null)
{
    public bool Exists => Fact is not null;
}
