using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>Finds the suppression that accepts an open verdict, and keeps count of those that accepted none.</summary>
internal sealed class Suppressor
{
    private readonly List<(Suppression Suppression, ImmutableHashSet<string> Controls)> known = [];
    private readonly HashSet<Suppression> used = new(ReferenceEqualityComparer.Instance);

    public Suppressor(Template template, ICatalogue catalogue)
    {
        foreach (var suppression in template.Suppressions)
        {
            var controls = suppression.Ids.SelectMany(id => catalogue.ResolveAlias(id).Prepend(id)).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
            known.Add((suppression, controls));
        }
    }

    public Suppression? For(Control control, Resource resource)
    {
        foreach (var (suppression, controls) in known)
        {
            if (!controls.Contains(control.Id)) continue;
            if (suppression.Resource is { } name && name != resource.Name && name != resource.DerivedFrom) continue;
            used.Add(suppression);
            return suppression;
        }

        return null;
    }

    /// <summary>Ours that suppressed nothing; of other tools' ids it cannot be told what they were for.</summary>
    public ImmutableArray<Suppression> Unused() =>
        [.. known.Where(entry => entry.Suppression.Tool == "onus" && !used.Contains(entry.Suppression)).Select(entry => entry.Suppression)];
}
