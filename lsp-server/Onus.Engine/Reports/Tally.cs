using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;

namespace Onus.Engine.Reports;

/// <summary>Counts of one run.</summary>
public sealed record Tally
{
    public int Templates { get; init; }

    public int Resources { get; init; }

    public int Errors { get; init; }

    public int Warnings { get; init; }

    public int Informations { get; init; }

    public int Hints { get; init; }

    public int Met { get; init; }

    public int Unknown { get; init; }

    public int Accepted { get; init; }

    public int Findings => Errors + Warnings + Informations + Hints;

    /// <summary>The counts with one more template's; a text that is no template changes nothing.</summary>
    public Tally Plus(CheckedUnit unit)
    {
        if (unit.Analysis.Template is not { } template) return this;
        var sum = this with
        {
            Templates = Templates + unit.Asked.Count,
            Resources = Resources + template.Resources.Count(r => r.IsDeployed && r.DerivedFrom is null && unit.Asked.Contains(r.NamePlace.Document.Path)),
        };
        foreach (var finding in unit.Findings) sum = sum.Plus(finding.Control.Severity);
        foreach (var verdict in unit.Verdicts) sum = sum.Plus(verdict.Kind);
        return sum;
    }

    private Tally Plus(Severity severity) => severity switch
    {
        Severity.Error => this with { Errors = Errors + 1 },
        Severity.Warning => this with { Warnings = Warnings + 1 },
        Severity.Information => this with { Informations = Informations + 1 },
        _ => this with { Hints = Hints + 1 },
    };

    private Tally Plus(VerdictKind kind) => kind switch
    {
        VerdictKind.Met => this with { Met = Met + 1 },
        VerdictKind.Unknown => this with { Unknown = Unknown + 1 },
        VerdictKind.Accepted => this with { Accepted = Accepted + 1 },
        _ => this,
    };
}
