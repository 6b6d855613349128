namespace Onus.Engine.Reports;

/// <summary>Counts of one run.</summary>
public sealed record Tally(int Templates, int Resources, int Errors, int Warnings, int Informations, int Hints, int Met, int Unknown, int Accepted)
{
    public int Findings => Errors + Warnings + Informations + Hints;

    public static Tally Of(IEnumerable<CheckedUnit> units)
    {
        var tally = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);
        return units.Aggregate(tally, (sum, unit) => sum.Plus(unit.Analysis));
    }

    /// <summary>The counts with one more template's.</summary>
    public Tally Plus(Analysis analysis)
    {
        if (analysis.Assessment is not { } assessment) return this;
        var sum = this with { Templates = Templates + 1, Resources = Resources + assessment.Template.Resources.Count(r => r.IsDeployed && r.DerivedFrom is null) };
        foreach (var verdict in assessment.Verdicts) sum = sum.Plus(verdict);
        return sum;
    }

    private Tally Plus(Assessment.Verdict verdict) => verdict.Kind switch
    {
        Assessment.VerdictKind.Met => this with { Met = Met + 1 },
        Assessment.VerdictKind.Unknown => this with { Unknown = Unknown + 1 },
        Assessment.VerdictKind.Accepted => this with { Accepted = Accepted + 1 },
        Assessment.VerdictKind.Open => verdict.Control.Severity switch
        {
            Catalogue.Severity.Error => this with { Errors = Errors + verdict.Findings.Length },
            Catalogue.Severity.Warning => this with { Warnings = Warnings + verdict.Findings.Length },
            Catalogue.Severity.Information => this with { Informations = Informations + verdict.Findings.Length },
            _ => this with { Hints = Hints + verdict.Findings.Length },
        },
        _ => this,
    };
}
