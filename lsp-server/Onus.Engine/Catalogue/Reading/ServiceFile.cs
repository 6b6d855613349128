using System.Collections.Immutable;

namespace Onus.Engine.Catalogue.Reading;

/// <summary>One file of the catalogue as read: a service with its controls and their examples.</summary>
/// <param name="Service">The file's service id.</param>
/// <param name="Name">The service's name as people write it.</param>
/// <param name="Controls">In the file's order, each with its examples.</param>
public sealed record ServiceFile(string Service, string Name, ImmutableArray<CatalogueEntry> Controls);

/// <summary>A control with what only the repository keeps.</summary>
/// <param name="Control">The control.</param>
/// <param name="Examples">Its examples.</param>
/// <param name="Place">Where its id stands.</param>
/// <param name="Node">The entry as written.</param>
public sealed record CatalogueEntry(Control Control, ImmutableArray<Example> Examples, Text.Place Place, Syntax.MappingNode Node);
