using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue;

/// <summary>All knowledge the engine uses. Everything is loaded at first use, so that types not present cost nothing.</summary>
public interface ICatalogue
{
    /// <summary>The bindings for a resource type, each with its control; empty for a type without controls.</summary>
    ImmutableArray<(Control Control, Binding Binding)> ControlsFor(Framework framework, string type);

    /// <summary>All controls, by service and then as their file orders them.</summary>
    ImmutableArray<Control> AllControls { get; }

    /// <summary>The control with this id; null where there is none.</summary>
    Control? FindControl(string id);

    /// <summary>Ids of the controls that another tool's id stands for; empty for an unknown id.</summary>
    ImmutableArray<string> ResolveAlias(string id);

    /// <summary>The address of a control's page on this machine; null where there is none.</summary>
    string? PageOf(Control control) => null;

    /// <summary>The sixteen layers, customer data first.</summary>
    ImmutableArray<Layer> Layers { get; }

    /// <summary>The twelve duties.</summary>
    ImmutableArray<Duty> Duties { get; }

    /// <summary>The profile of a resource type; null for a type that is no AWS resource.</summary>
    DutyProfile? ProfileFor(string type);

    /// <summary>Named lists of the expression language (<c>@name</c>); null where there is none.</summary>
    ImmutableArray<string>? List(string name);
}
