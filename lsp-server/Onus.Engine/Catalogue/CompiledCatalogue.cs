using System.Collections.Immutable;
using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Catalogue.Packing;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue;

/// <summary>The catalogue as it ships: packed controls, and the duty model that is read when the first hover asks for it.</summary>
/// <param name="controls">The controls.</param>
/// <param name="duties">The duty model; made once, at first use.</param>
/// <param name="pages">The address of the folder that holds the controls' pages, with a slash at its end; null where there is none.</param>
public sealed class CompiledCatalogue(PackedControls controls, Lazy<DutyModel> duties, Lazy<string?>? pages = null) : ICatalogue
{
    public ImmutableArray<Control> AllControls => controls.All;

    public ImmutableArray<Layer> Layers => duties.Value.Layers;

    public ImmutableArray<Duty> Duties => duties.Value.Duties;

    public ImmutableArray<(Control Control, Binding Binding)> ControlsFor(Framework framework, string type) => controls.For(framework, type);

    public Control? FindControl(string id) => controls.Find(id);

    public ImmutableArray<string> ResolveAlias(string id) => controls.ResolveAlias(id);

    public string? PageOf(Control control) => pages?.Value is { } folder ? $"{folder}{control.Id}.md" : null;

    public DutyProfile? ProfileFor(string type) => duties.Value.ProfileFor(type);

    public ImmutableArray<string>? List(string name) => controls.List(name);
}
