using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Reports;

/// <summary>Where a resource's own properties put the line.</summary>
/// <param name="Shares">The profile's shares with those movers applied whose condition is true of the resource.</param>
/// <param name="Moved">The ids of the layers that a mover spoke for.</param>
/// <param name="Unsettled">Movers whose condition the template does not settle, of layers that nothing else moved.</param>
public sealed record Movement(ImmutableArray<Share> Shares, ImmutableHashSet<string> Moved, ImmutableArray<Mover> Unsettled)
{
    private static readonly Movement None = new([], [], []);

    internal static Movement Of(Analysis analysis, Resource resource, DutyProfile? profile)
    {
        if (profile is null) return None;
        if (profile.Movers.IsEmpty || analysis.Template is not { } template) return None with { Shares = profile.Shares };
        var truths = profile.Movers.ToLookup(mover => Assessor.Holds(mover.When, resource, template, analysis.Catalogue));
        var moved = truths[Truth.True].Select(mover => mover.LayerId).ToImmutableHashSet();
        return new Movement(
            profile.SharesWith(truths[Truth.True]),
            moved,
            [.. truths[Truth.Unknown].Where(mover => !moved.Contains(mover.LayerId))]);
    }
}
