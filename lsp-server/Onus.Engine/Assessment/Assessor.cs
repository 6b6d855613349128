using System.Collections.Immutable;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment;

/// <summary>Asks every control of the catalogue that a template's resources have.</summary>
public static class Assessor
{
    /// <summary>The pseudo type of controls that look at the template as a whole.</summary>
    internal const string WholeTemplate = "Template";

    public static AssessmentResult Assess(Template template, ICatalogue catalogue, AssessmentOptions options, CancellationToken cancellation = default)
    {
        var run = new Run(template, catalogue, options);
        foreach (var resource in template.Resources)
        {
            cancellation.ThrowIfCancellationRequested();
            run.Ask(resource, resource.Type);
        }

        run.Ask(Whole(template), WholeTemplate);
        return run.Result();
    }

    /// <summary>Whether a condition holds for a resource in all worlds in which it exists.</summary>
    public static Truth Holds(Expression condition, Resource resource, Template template, ICatalogue catalogue)
    {
        Truth? found = null;
        for (var world = new World(); world is not null; world = world.Next())
        {
            if (resource.Condition is { } exists && !exists.Logic.Holds(world)) continue;
            var truth = new Evaluator(template, catalogue, resource, world).Eval(condition, null);
            if (found is { } known && known != truth) return Truth.Unknown;
            found = truth;
        }

        return found ?? Truth.Unknown;
    }

    /// <summary>The template as the one thing that its controls look at.</summary>
    internal static Resource Whole(Template template)
    {
        var place = template.ResourcesPlace ?? new Place(template.Documents[0], default);
        return new Resource { Name = WholeTemplate, Type = WholeTemplate, NamePlace = place, TypePlace = place, WholePlace = place, Body = template.Roots, IsDeployed = false };
    }

    private sealed class Run(Template template, ICatalogue catalogue, AssessmentOptions options)
    {
        private readonly ImmutableArray<Verdict>.Builder verdicts = ImmutableArray.CreateBuilder<Verdict>();
        private readonly Dictionary<string, (Control Control, Binding Binding)[]> asked = new(StringComparer.Ordinal);
        private readonly Suppressor suppressor = new(template, catalogue);
        private readonly Explainer explainer = new(template, catalogue);
        private readonly HashSet<(string Control, Place Place, string Message)> told = [];

        public void Ask(Resource resource, string type)
        {
            if (!asked.TryGetValue(type, out var bindings)) asked[type] = bindings = Chosen(type);
            if (bindings.Length == 0) return;
            var evaluator = new Evaluator(template, catalogue, resource, new World());
            foreach (var (control, binding) in bindings)
            {
                if (Judgement.Of(template, catalogue, resource, binding, evaluator) is not { } judgement) return;
                verdicts.Add(Verdict(control, binding, resource, judgement));
                if (evaluator.World.Settled.Count > 0 || evaluator.World.DecidedBy.Count > 0 || evaluator.World.IsOverLimit)
                    evaluator = new Evaluator(template, catalogue, resource, new World());
            }
        }

        public AssessmentResult Result()
        {
            var all = verdicts.ToImmutable();
            return new AssessmentResult(template, all, suppressor.Unused(all, control => SeverityOf(control) is not null));
        }

        private (Control, Binding)[] Chosen(string type)
        {
            var chosen = new List<(Control, Binding)>();
            foreach (var (control, binding) in catalogue.ControlsFor(template.Framework, type))
            {
                if (SeverityOf(control) is { } severity) chosen.Add((severity == control.Severity ? control : control with { Severity = severity }, binding));
            }

            return [.. chosen];
        }

        /// <summary>How grave a control is here; null where it is off.</summary>
        private Severity? SeverityOf(Control control)
        {
            if (options.Only.IsEmpty ? control.Profile > options.Profile : !options.Only.Contains(control.Id)) return null;
            var isSet = options.Severities.TryGetValue(control.Id, out var severity) || options.Severities.TryGetValue(control.Duty, out severity);
            return isSet ? severity : control.Severity;
        }

        private Verdict Verdict(Control control, Binding binding, Resource resource, Judgement judgement)
        {
            var verdict = new Verdict { Control = control, Binding = binding, Resource = resource, Kind = judgement.Kind, Explainer = explainer };
            if (judgement.Kind != VerdictKind.Open) return verdict;
            if (suppressor.For(control, resource) is { } suppression) return verdict with { Kind = VerdictKind.Accepted, Suppression = suppression };
            return verdict with { Findings = Findings(control, binding, resource, judgement) };
        }

        private ImmutableArray<Finding> Findings(Control control, Binding binding, Resource resource, Judgement judgement)
        {
            var evaluator = judgement.Deciding;
            evaluator.Defaults = binding.Defaults;
            var findings = ImmutableArray.CreateBuilder<Finding>();
            foreach (var spot in new Blame(evaluator).Of(binding.Require, Truth.False))
            {
                var message = Wording.Message(control, binding, spot, evaluator.World.DecidedBy);
                if (!told.Add((control.Id, spot.Place, message))) continue;
                findings.Add(new Finding
                {
                    Control = control,
                    Binding = binding,
                    Resource = resource,
                    Place = spot.Place,
                    Message = message,
                    Path = spot.Path,
                    Offender = spot.Value is AbsentValue ? null : spot.Value,
                    Related = Related(spot),
                });
            }

            return findings.ToImmutable();
        }

        private static ImmutableArray<(Place, string)> Related(Spot spot)
        {
            if (spot.Value.Derivation is not { } step) return [];
            var related = ImmutableArray.CreateBuilder<(Place, string)>();
            for (var at = step; at is not null; at = at.Next)
            {
                if (at.Place.Document is not null) related.Add((at.Place, at.What));
            }

            return related.ToImmutable();
        }
    }
}
