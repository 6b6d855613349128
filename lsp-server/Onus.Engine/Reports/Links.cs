using Onus.Engine.Catalogue;

namespace Onus.Engine.Reports;

/// <summary>Where people read more about a control.</summary>
public static class Links
{
    /// <summary>What an editor on this machine can open: the file of a workspace's control, the page of one of ours, or else AWS's; null where there is none.</summary>
    public static string? Here(ICatalogue catalogue, Control control) =>
        control.Home is { } home && Uri.TryCreate(home, UriKind.Absolute, out var file) ? file.AbsoluteUri : catalogue.PageOf(control) ?? Anywhere(control);

    /// <summary>What can be opened wherever a report goes: AWS's page on what the control rests on; null where it names none.</summary>
    public static string? Anywhere(Control control) => control.Sources.IsEmpty ? null : control.Sources[0];
}
