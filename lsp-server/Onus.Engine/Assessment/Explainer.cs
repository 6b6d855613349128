using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>Works out why a verdict is what it is, when a person asks.</summary>
/// <param name="template">The template.</param>
/// <param name="catalogue">The catalogue.</param>
internal sealed class Explainer(Template template, ICatalogue catalogue)
{
    /// <summary>The reason as a clause, and whether AWS's default alone meets the control.</summary>
    public (string Reason, bool ByDefault) Explain(Verdict verdict)
    {
        var evaluator = new Evaluator(template, catalogue, verdict.Resource, new World());
        if (Judgement.Of(template, catalogue, verdict.Resource, verdict.Binding, evaluator) is not { } judgement) return ("", false);
        if (judgement.Unless is { } unless) return ($"open unless {unless}", false);
        judgement.Deciding.Defaults = verdict.Binding.Defaults;
        return judgement.Kind switch
        {
            VerdictKind.Open or VerdictKind.Accepted => (Why(verdict, judgement, Truth.False), false),
            VerdictKind.Met => Met(verdict, judgement),
            VerdictKind.Unknown => (Unknown(verdict, judgement), false),
            _ => ("", false),
        };
    }

    private static string Why(Verdict verdict, Judgement judgement, Truth truth)
    {
        var spots = new Blame(judgement.Deciding).Of(verdict.Binding.Require, truth);
        var reason = spots.IsEmpty ? "" : Wording.Reason(spots[0], verdict.Binding);
        return spots.Length > 1 && reason.Length > 0 ? $"{reason}, and {spots.Length - 1} more like it" : reason;
    }

    private static (string, bool) Met(Verdict verdict, Judgement judgement)
    {
        var spots = new Blame(judgement.Deciding).Of(verdict.Binding.Require, Truth.True);
        if (spots.IsEmpty || spots[0].Companion is not null || spots[0].Name.Length == 0) return (Lower(verdict.Control.Title), false);
        if (spots[0].Value is not AbsentValue) return (Wording.Reason(spots[0], verdict.Binding), false);
        var byDefault = verdict.Binding.MissingVerdict == Expectation.Met;
        var note = verdict.Binding.Note.Length > 0 ? verdict.Binding.Note.TrimEnd('.') : byDefault ? "AWS's default meets it" : "it need not be";
        return ($"{Wording.Reason(spots[0], verdict.Binding)}: {Lower(note)}", byDefault);
    }

    private static string Unknown(Verdict verdict, Judgement judgement)
    {
        if (judgement.Deciding.World.IsOverLimit) return "there are more conditions than Onus tries";
        var blamed = verdict.Binding.When is { } when && judgement.Deciding.Eval(when, null) == Truth.Unknown ? when : verdict.Binding.Require;
        var spots = new Blame(judgement.Deciding).Of(blamed, Truth.Unknown);
        var spot = spots.FirstOrDefault(s => s.Value is UnknownValue) ?? spots.FirstOrDefault();
        if (spot?.Value is UnknownValue unknown) return Wording.Cause(spot.Name, unknown);
        if (spot?.Companion is { } type) return $"a `{type}` outside this template may belong to it";
        return verdict.Binding.Note.Length > 0 ? verdict.Binding.Note.TrimEnd('.') : "this template does not tell";
    }

    private static string Lower(string title) => title.Length > 1 && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}
