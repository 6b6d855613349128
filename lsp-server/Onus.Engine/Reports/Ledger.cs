using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Reports;

/// <summary>How a duty or layer stands, worst first.</summary>
public enum Standing
{
    Open,
    Unknown,
    Accepted,
    Met,

    /// <summary>No control asks anything here.</summary>
    Unasked,
}

/// <summary>One layer of a resource: who carries it here, and the verdicts that fall in it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Share">Its owner and sentence for this resource, movers applied.</param>
/// <param name="Verdicts">Verdicts other than NotApplicable, open ones first.</param>
public sealed record LedgerLine(Layer Layer, Share Share, ImmutableArray<Verdict> Verdicts)
{
    public Standing Standing => Ledger.StandingOf(Verdicts);
}

/// <summary>A resource's duties with their verdicts: what the hover, the lens and the map are drawn from.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Profile">Its duty profile; null for a type that is no AWS resource.</param>
/// <param name="Lines">One a layer that concerns it, in the order of the model; AWS's layers included.</param>
/// <param name="Movement">What its properties did to the line.</param>
public sealed record Ledger(Resource Resource, DutyProfile? Profile, ImmutableArray<LedgerLine> Lines, Movement Movement)
{
    private const string PatchingDuty = "patching";
    private const string GuestPatching = "guest-os-patching";
    private const string PlatformPatching = "managed-platform-patching";

    /// <summary>Counts lines (not controls) by standing.</summary>
    public int Count(Standing standing) => Lines.Count(line => line.Standing == standing);

    /// <summary>The ledger of a resource, with the verdicts of what SAM derives from it.</summary>
    public static Ledger Of(Analysis analysis, Resource resource)
    {
        var asked = (analysis.Assessment?.Verdicts ?? [])
            .Where(v => v.Kind != VerdictKind.NotApplicable && (v.Resource.Name == resource.Name || v.Resource.DerivedFrom == resource.Name))
            .ToList();
        var profile = analysis.Catalogue.ProfileFor(resource.Type);
        var movement = Movement.Of(analysis, resource, profile);
        var shares = movement.Shares;
        var patching = PatchingLayer(asked, profile);
        var verdicts = asked.ToLookup(verdict => LayerOf(analysis.Catalogue, verdict.Control) is var layer && layer == GuestPatching ? patching : layer);
        var lines = ImmutableArray.CreateBuilder<LedgerLine>();
        foreach (var layer in analysis.Catalogue.Layers)
        {
            var share = shares.FirstOrDefault(s => s.LayerId == layer.Id);
            var here = verdicts[layer.Id].OrderBy(v => Rank(v.Kind)).ThenByDescending(v => v.Control.Severity).ToImmutableArray();
            if (share is null && here.IsEmpty) continue;
            lines.Add(new LedgerLine(layer, share ?? new Share(layer.Id, Owner.Customer, ""), here));
        }

        return new Ledger(resource, profile, lines.ToImmutable(), movement);
    }

    /// <summary>
    /// The line that a resource's verdicts on patching stand in: that of the engine or runtime where AWS patches the operating system or
    /// where they look at a version; else that of the operating system. One line for all, so that a duty is counted once.
    /// </summary>
    private static string PatchingLayer(List<Verdict> asked, DutyProfile? profile)
    {
        if (profile?.ShareOf(PlatformPatching) is null) return GuestPatching;
        if (profile.ShareOf(GuestPatching) is null or { Owner: Owner.Aws }) return PlatformPatching;
        var names = asked.Where(verdict => verdict.Control.Duty == PatchingDuty).SelectMany(verdict => ExpressionPaths.Of(verdict.Binding.Require)).ToHashSet(StringComparer.Ordinal);
        var moving = profile.Movers
            .Where(mover => ExpressionPaths.Of(mover.When).Any(names.Contains))
            .Select(mover => mover.LayerId)
            .ToList();
        if (moving.Count > 0) return moving.Contains(GuestPatching) ? GuestPatching : PlatformPatching;
        return names.Any(name => name.Contains("version", StringComparison.OrdinalIgnoreCase)) ? PlatformPatching : GuestPatching;
    }

    internal static Standing StandingOf(IEnumerable<Verdict> verdicts)
    {
        var standing = Standing.Unasked;
        foreach (var verdict in verdicts)
        {
            var here = Rank(verdict.Kind);
            if (here < standing) standing = here;
        }

        return standing;
    }

    internal static Standing Rank(VerdictKind kind) => kind switch
    {
        VerdictKind.Open => Standing.Open,
        VerdictKind.Unknown => Standing.Unknown,
        VerdictKind.Accepted => Standing.Accepted,
        VerdictKind.Met => Standing.Met,
        _ => Standing.Unasked,
    };

    /// <summary>The layer that a control's duty falls in.</summary>
    internal static string LayerOf(ICatalogue catalogue, Control control)
    {
        foreach (var duty in catalogue.Duties)
        {
            if (duty.Id == control.Duty) return duty.LayerId;
        }

        return "";
    }
}
