using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>Works out why a verdict is what it is, when a person asks.</summary>
/// <param name="template">The template.</param>
/// <param name="catalogue">The catalogue.</param>
internal sealed class Explainer(Template template, ICatalogue catalogue)
{
    /// <summary>A note longer than this is not for a table's cell.</summary>
    private const int LongestNote = 80;

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
        if (spots.IsEmpty) return "";
        var reason = Wording.IsShown(spots[0]) ? Wording.Reason(spots[0], verdict.Control, verdict.Binding) : $"{Wording.Code(spots[0].Name)}: {Wording.Lower(verdict.Control.Title)}";
        return spots.Length > 1 && reason.Length > 0 ? $"{reason}, and {spots.Length - 1} more like it" : reason;
    }

    private static (string, bool) Met(Verdict verdict, Judgement judgement)
    {
        var spots = new Blame(judgement.Deciding).Of(verdict.Binding.Require, Truth.True);
        if (spots is not [var spot, ..] || spot.Companion is not null || spot.Missing is not null || spot.IsSecret || spot.IsOfPolicy || spot.Name.Length == 0 || !Wording.IsShown(spot))
            return (Wording.Lower(verdict.Control.Title), false);
        return spot.Spoken switch
        {
            AbsentValue => (WithoutIt(verdict, spot), verdict.Binding.MissingVerdict == Expectation.Met),
            UnknownValue unknown => (Wording.Given(spot.Name, unknown), false),
            _ => (Wording.Reason(spot, verdict.Control, verdict.Binding), false),
        };
    }

    /// <summary>Why it is met although nothing is written.</summary>
    private static string WithoutIt(Verdict verdict, Spot spot)
    {
        var reason = Wording.Reason(spot, verdict.Control, verdict.Binding);
        foreach (var (path, value) in verdict.Binding.Defaults)
        {
            if (path == spot.Path) return $"{reason} (AWS's default is {Wording.Code(value)})";
        }

        var note = verdict.Binding.Note.Split(". ")[0].TrimEnd('.');
        if (note.Length is > 0 and <= LongestNote) return $"{reason}: {Wording.Lower(note)}";
        return note.Length > 0 && verdict.Binding.MissingVerdict == Expectation.Met ? $"{reason} (AWS's default meets it)" : Wording.Code(spot.Name) + Wording.NothingAsked;
    }

    private static string Unknown(Verdict verdict, Judgement judgement)
    {
        if (judgement.Deciding.World.IsOverLimit) return "there are more conditions than Onus tries";
        var blamed = verdict.Binding.When is { } when && judgement.Deciding.Eval(when, null) == Truth.Unknown ? when : verdict.Binding.Require;
        var spots = new Blame(judgement.Deciding).Of(blamed, Truth.Unknown);
        var spot = spots.FirstOrDefault(s => s.Value is UnknownValue) ?? spots.FirstOrDefault();
        if (spot?.Value is UnknownValue unknown) return Wording.Cause(spot.Name, unknown);
        if (spot?.Companion is { } type) return $"a {Wording.Code(type)} outside this template may belong to it";
        // The note says what AWS does where nothing is written; it explains the doubt only where that is what is doubtful.
        var isLeftOpen = verdict.Binding.MissingVerdict == Expectation.Unknown && verdict.Binding.Note.Length > 0 && spot?.Value is null or AbsentValue;
        return isLeftOpen ? verdict.Binding.Note.TrimEnd('.') : "this template does not say";
    }
}
