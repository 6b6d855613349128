using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment;

public enum VerdictKind
{
    Met,
    Open,
    Unknown,
    NotApplicable,

    /// <summary>Open, and suppressed with a reason.</summary>
    Accepted,
}

/// <summary>What a control says of one resource.</summary>
public sealed record Verdict
{
    public required Control Control { get; init; }

    public required Binding Binding { get; init; }

    public required Resource Resource { get; init; }

    public required VerdictKind Kind { get; init; }

    /// <summary>For Met: AWS's default meets it, nothing in the template does.</summary>
    public bool ByDefault => Explained.ByDefault;

    /// <summary>One clause a person can read: what decided it ("`StorageEncrypted` is not set"); worked out when first asked for.</summary>
    public string Reason => Explained.Reason;

    /// <summary>Works out the reason; null gives an empty one.</summary>
    internal Explainer? Explainer { get; init; }

    private (string Reason, bool ByDefault)? explained;

    private (string Reason, bool ByDefault) Explained => explained ??= Explainer?.Explain(this) ?? ("", false);

    /// <summary>Where to look: for Open, one a failing item; for the others what decided it, may be empty.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>For Accepted: the suppression.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>All findings of an open verdict, those too that another verdict tells already.</summary>
    internal ImmutableArray<Finding> Told { get; init; } = [];
}

/// <summary>An open verdict at one place of the text.</summary>
public sealed record Finding
{
    public required Control Control { get; init; }

    public required Binding Binding { get; init; }

    public required Resource Resource { get; init; }

    /// <summary>The offending value where there is one, else the key of the nearest thing around it that is written, else the resource's name.</summary>
    public required Place Place { get; init; }

    /// <summary>What is open, on what, in one sentence, with the parameter that decides it where one does.</summary>
    public required string Message { get; init; }

    /// <summary>The message without the parameters that it hangs on.</summary>
    internal string Said { get; init; } = "";

    /// <summary>The path that failed in the binding's form with items counted (<c>Properties.SecurityGroupIngress[1].CidrIp</c>); empty for the resource as a whole.</summary>
    public string Path { get; init; } = "";

    /// <summary>The offending value, a scalar or one that is not known; null where it is absent or a block.</summary>
    public Value? Offender { get; init; }

    /// <summary>Other places that had a part in it: a companion, a parameter's default.</summary>
    public ImmutableArray<(Place Place, string Note)> Related { get; init; } = [];
}

/// <summary>What the user or the workspace tuned.</summary>
public sealed record AssessmentOptions
{
    public Profile Profile { get; init; } = Profile.Recommended;

    /// <summary>Severities changed by control id or duty id; null switches it off.</summary>
    public ImmutableDictionary<string, Severity?> Severities { get; init; } = ImmutableDictionary<string, Severity?>.Empty;

    /// <summary>Only these controls; empty for all of the profile.</summary>
    public ImmutableHashSet<string> Only { get; init; } = [];
}
