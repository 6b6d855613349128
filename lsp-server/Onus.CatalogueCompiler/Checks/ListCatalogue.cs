using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.CatalogueCompiler.Checks;

/// <summary>A catalogue of nothing but the named lists, for asking single conditions.</summary>
/// <param name="lists">The lists.</param>
internal sealed class ListCatalogue(IReadOnlyDictionary<string, ImmutableArray<string>> lists) : ICatalogue
{
    public ImmutableArray<Control> AllControls => [];

    public ImmutableArray<Layer> Layers => [];

    public ImmutableArray<Duty> Duties => [];

    public ImmutableArray<(Control Control, Binding Binding)> ControlsFor(Framework framework, string type) => [];

    public Control? FindControl(string id) => null;

    public ImmutableArray<string> ResolveAlias(string id) => [];

    public DutyProfile? ProfileFor(string type) => null;

    public ImmutableArray<string>? List(string name) => lists.TryGetValue(name, out var values) ? values : null;
}
