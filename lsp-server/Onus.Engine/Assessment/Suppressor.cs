using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>Finds the suppression that accepts an open verdict, and keeps count of those that accepted none.</summary>
internal sealed class Suppressor
{
    private readonly ICatalogue catalogue;
    private readonly List<(Suppression Suppression, ImmutableHashSet<string> Controls)> known = [];
    private readonly HashSet<Suppression> used = new(ReferenceEqualityComparer.Instance);

    public Suppressor(Template template, ICatalogue catalogue)
    {
        this.catalogue = catalogue;
        foreach (var suppression in template.Suppressions)
        {
            var controls = suppression.Ids.SelectMany(id => Forms(id).SelectMany(form => catalogue.ResolveAlias(form)).Prepend(id)).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
            known.Add((suppression, controls));
        }
    }

    public Suppression? For(Control control, Resource resource)
    {
        foreach (var (suppression, controls) in known)
        {
            if (!controls.Contains(control.Id) || !IsFor(suppression, resource)) continue;
            used.Add(suppression);
            return suppression;
        }

        return null;
    }

    /// <summary>
    /// Ours that suppressed nothing; of other tools' ids it cannot be told what they were for. One for a control that is off, or of
    /// which it cannot be told whether it is open, may well be needed.
    /// </summary>
    /// <param name="verdicts">All verdicts.</param>
    /// <param name="isOn">Whether a control is asked at all.</param>
    public ImmutableArray<Suppression> Unused(IEnumerable<Verdict> verdicts, Func<Control, bool> isOn) =>
        [.. known.Where(entry => entry.Suppression.Tool == "onus" && !used.Contains(entry.Suppression) && !MayBeNeeded(entry.Suppression, entry.Controls, verdicts, isOn))
            .Select(entry => entry.Suppression)];

    private bool MayBeNeeded(Suppression suppression, ImmutableHashSet<string> controls, IEnumerable<Verdict> verdicts, Func<Control, bool> isOn)
    {
        foreach (var id in controls)
        {
            if (catalogue.FindControl(id) is not { } control) continue;
            if (!isOn(control)) return true;
            if (verdicts.Any(verdict => verdict.Kind == VerdictKind.Unknown && verdict.Control.Id == control.Id && IsFor(suppression, verdict.Resource))) return true;
        }

        return false;
    }

    private static bool IsFor(Suppression suppression, Resource resource) =>
        suppression.Resource is not { } name || name == resource.Name || name == resource.DerivedFrom;

    /// <summary>The ways in which tools write one id: with the finding it is for, and with or without the registry's prefix.</summary>
    private static IEnumerable<string> Forms(string id)
    {
        var bracket = id.IndexOf('[', StringComparison.Ordinal);
        var bare = bracket < 0 ? id : id[..bracket];
        yield return bare;
        if (bare.StartsWith("AWS-", StringComparison.OrdinalIgnoreCase)) yield return "AVD-" + bare;
    }
}
