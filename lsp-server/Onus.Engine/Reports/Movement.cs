using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Reports;

/// <summary>Moves the line where a property of the resource does.</summary>
internal static class Movement
{
    /// <summary>The profile's shares with those movers applied whose condition is true of the resource.</summary>
    public static ImmutableArray<Share> Apply(Analysis analysis, Resource resource, DutyProfile profile)
    {
        if (profile.Movers.IsEmpty || analysis.Template is not { } template) return profile.Shares;
        return profile.SharesWith(profile.Movers.Where(mover => Assessor.Holds(mover.When, resource, template, analysis.Catalogue) == Truth.True));
    }
}
