using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.LanguageServer.Tests;

/// <summary>The catalogue that ships, with its pages where the extension would have them.</summary>
internal sealed class TestCatalogue : ICatalogue
{
    public static ICatalogue Shipped { get; } = new TestCatalogue();

    public ImmutableArray<Control> AllControls => Below.AllControls;

    public ImmutableArray<Layer> Layers => Below.Layers;

    public ImmutableArray<Duty> Duties => Below.Duties;

    private static ICatalogue Below => Knowledge.Knowledge.Catalogue;

    public ImmutableArray<(Control Control, Binding Binding)> ControlsFor(Framework framework, string type) => Below.ControlsFor(framework, type);

    public Control? FindControl(string id) => Below.FindControl(id);

    public ImmutableArray<string> ResolveAlias(string id) => Below.ResolveAlias(id);

    public DutyProfile? ProfileFor(string type) => Below.ProfileFor(type);

    public ImmutableArray<string>? List(string name) => Below.List(name);

    public string? PageOf(Control control) => $"file:///extension/docs/controls/{control.Id}.md";
}
