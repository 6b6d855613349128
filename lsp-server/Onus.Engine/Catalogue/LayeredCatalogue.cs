using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue;

/// <summary>A catalogue with more controls on top of it.</summary>
/// <param name="below">The catalogue below.</param>
/// <param name="own">The further controls; none has an id that stands below.</param>
public sealed class LayeredCatalogue(ICatalogue below, ImmutableArray<Control> own) : ICatalogue
{
    /// <summary>The catalogue below.</summary>
    public ICatalogue Below => below;

    public ImmutableArray<Control> AllControls => [.. below.AllControls, .. own];

    public ImmutableArray<Layer> Layers => below.Layers;

    public ImmutableArray<Duty> Duties => below.Duties;

    public ImmutableArray<(Control Control, Binding Binding)> ControlsFor(Framework framework, string type)
    {
        var found = below.ControlsFor(framework, type);
        foreach (var control in own)
        {
            foreach (var binding in control.Bindings)
            {
                if (binding.Framework == framework && binding.Type == type) found = found.Add((control, binding));
            }
        }

        return found;
    }

    public Control? FindControl(string id) => below.FindControl(id) ?? own.FirstOrDefault(control => control.Id == id);

    public ImmutableArray<string> ResolveAlias(string id) =>
    [
        .. below.ResolveAlias(id),
        .. own.Where(control => control.Aliases.Any(alias => alias.Ids.Contains(id, StringComparer.OrdinalIgnoreCase))).Select(control => control.Id),
    ];

    public string? PageOf(Control control) => control.Home is null ? below.PageOf(control) : null;

    public DutyProfile? ProfileFor(string type) => below.ProfileFor(type);

    public ImmutableArray<string>? List(string name) => below.List(name);
}
