using System.Collections.Immutable;
using Onus.Engine.Assessment;
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
public sealed record Ledger(Resource Resource, DutyProfile? Profile, ImmutableArray<LedgerLine> Lines)
{
    private const string GuestPatching = "guest-os-patching";
    private const string PlatformPatching = "managed-platform-patching";

    /// <summary>Counts duties (not controls) by standing.</summary>
    public int Count(Standing standing) => Lines
        .SelectMany(line => line.Verdicts)
        .GroupBy(verdict => verdict.Control.Duty)
        .Count(duty => StandingOf(duty) == standing);

    /// <summary>The ledger of a resource, with the verdicts of what SAM derives from it.</summary>
    public static Ledger Of(Analysis analysis, Resource resource)
    {
        var asked = (analysis.Assessment?.Verdicts ?? [])
            .Where(v => v.Kind != VerdictKind.NotApplicable && (v.Resource.Name == resource.Name || v.Resource.DerivedFrom == resource.Name))
            .ToList();
        var profile = analysis.Catalogue.ProfileFor(resource.Type);
        var shares = profile is null ? [] : Movement.Apply(analysis, resource, profile);
        var verdicts = asked.ToLookup(v => LayerHere(LayerOf(analysis.Catalogue, v.Control), shares));
        var lines = ImmutableArray.CreateBuilder<LedgerLine>();
        foreach (var layer in analysis.Catalogue.Layers)
        {
            var share = shares.FirstOrDefault(s => s.LayerId == layer.Id);
            var here = verdicts[layer.Id].OrderBy(v => Rank(v.Kind)).ThenByDescending(v => v.Control.Severity).ToImmutableArray();
            if (share is null && here.IsEmpty) continue;
            lines.Add(new LedgerLine(layer, share ?? new Share(layer.Id, Owner.Customer, ""), here));
        }

        return new Ledger(resource, profile, lines.ToImmutable());
    }

    /// <summary>Where AWS patches the guest, what is left to the customer is how the managed engine is patched.</summary>
    private static string LayerHere(string layer, ImmutableArray<Share> shares)
    {
        if (layer != GuestPatching) return layer;
        var owner = shares.FirstOrDefault(share => share.LayerId == layer)?.Owner ?? Owner.Aws;
        return owner == Owner.Aws && shares.Any(share => share.LayerId == PlatformPatching) ? PlatformPatching : layer;
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

    private static string LayerOf(ICatalogue catalogue, Control control)
    {
        foreach (var duty in catalogue.Duties)
        {
            if (duty.Id == control.Duty) return duty.LayerId;
        }

        return "";
    }
}
