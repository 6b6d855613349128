using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.LanguageServer.Tests;

/// <summary>A catalogue that asks nothing.</summary>
internal sealed class TestCatalogue : ICatalogue
{
    public static ICatalogue Shipped { get; } = new TestCatalogue();

    public ImmutableArray<Control> AllControls => [];

    public ImmutableArray<Layer> Layers => [];

    public ImmutableArray<Duty> Duties => [];

    public ImmutableArray<(Control Control, Binding Binding)> ControlsFor(Framework framework, string type) => [];

    public Control? FindControl(string id) => null;

    public ImmutableArray<string> ResolveAlias(string id) => [];

    public DutyProfile? ProfileFor(string type) => null;

    public ImmutableArray<string>? List(string name) => null;
}
