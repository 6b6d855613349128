using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Assessment.Reuse;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment;

/// <summary>Asks every control of the catalogue that a template's resources have.</summary>
public static class Assessor
{
    /// <summary>The pseudo type of controls that look at the template as a whole.</summary>
    internal const string WholeTemplate = "Template";

    /// <summary>From so many resources on, several threads share the work: the first reading of a large template is what one waits for.</summary>
    private const int Many = 200;

    /// <summary>How many resources a thread takes at a time.</summary>
    private const int Portion = 32;

    /// <summary>How many threads at most; the machine may give fewer.</summary>
    private const int Workers = 4;

    /// <param name="template">The template.</param>
    /// <param name="catalogue">Whose controls are asked.</param>
    /// <param name="options">Which of them, and how grave they are.</param>
    /// <param name="earlier">An assessment of the template as it was before an edit; makes it quicker, and changes nothing else.</param>
    /// <param name="cancellation">Checked at each resource.</param>
    public static AssessmentResult Assess(
        Template template,
        ICatalogue catalogue,
        AssessmentOptions options,
        AssessmentResult? earlier = null,
        CancellationToken cancellation = default)
    {
        var run = new Run(template, catalogue, options, EarlierVerdicts.Of(earlier, template, catalogue, options));
        run.AskAll(cancellation);
        return run.Result();
    }

    /// <summary>How many findings a control has of a resource, accepted or not.</summary>
    /// <param name="template">The template.</param>
    /// <param name="catalogue">Whose control it is.</param>
    /// <param name="control">The control's id.</param>
    /// <param name="resource">The resource's name, or the pseudo type of the template as a whole.</param>
    internal static int Count(Template template, ICatalogue catalogue, string control, string resource)
    {
        var options = new AssessmentOptions { Profile = Profile.Strict, Only = [control] };
        var run = new Run(template, catalogue, options, null);
        return resource == WholeTemplate ? run.Count(-1, Whole(template)) : template.Resources.Select((one, index) => one.Name == resource ? run.Count(index, one) : 0).Sum();
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
        return new Resource(WholeTemplate, template, place);
    }

    private sealed class Run(Template template, ICatalogue catalogue, AssessmentOptions options, EarlierVerdicts? earlier)
    {
        private readonly ImmutableArray<ResourceVerdicts>.Builder said = ImmutableArray.CreateBuilder<ResourceVerdicts>(template.Resources.Length + 1);
        private readonly ConcurrentDictionary<string, (Control Control, Binding Binding)[]> asked = new(StringComparer.Ordinal);
        private readonly Suppressor suppressor = new(template, catalogue);
        private readonly Explainer explainer = new(template, catalogue);
        private readonly HashSet<Finding> told = new(SameTold.Instance);
        private Resource?[]? parts;

        /// <summary>Asks of every resource, and then of the template as a whole.</summary>
        public void AskAll(CancellationToken cancellation)
        {
            var whole = Whole(template);
            var ahead = earlier is null && template.Resources.Length >= Many ? AskTogether(whole, cancellation) : null;
            for (var i = 0; i < template.Resources.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var resource = template.Resources[i];
                var controls = ControlsFor(resource.Type);
                if (earlier?.AllOf(i, resource, controls) is var (was, told)) said.Add(was.MovedTo(resource, told, ToldFirst(told), explainer));
                else Add(resource, ahead?[i] ?? Ask(i, resource, controls));
            }

            Add(whole, ahead?[^1] ?? Ask(-1, whole, ControlsFor(WholeTemplate)));
        }

        /// <summary>
        /// Asks of many resources, and last of the template as a whole, on several threads. An answer is a function of the template, so
        /// they come out the same.
        /// </summary>
        private Verdict[][] AskTogether(Resource whole, CancellationToken cancellation)
        {
            // What is found out once for all is found out before, and only read from then on.
            template.Find("");
            template.OfType("");
            var answers = new Verdict[template.Resources.Length + 1][];
            // The whole takes longest, so it is the first portion.
            var next = -2 * Portion;
            var helpers = Enumerable.Range(1, Workers - 1).Select(_ => Task.Run(Work, cancellation)).ToList();
            Work();
            foreach (var helper in helpers) helper.GetAwaiter().GetResult();
            return answers;

            void Work()
            {
                for (var start = Interlocked.Add(ref next, Portion); start < template.Resources.Length; start = Interlocked.Add(ref next, Portion))
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (start < 0) answers[^1] = Ask(-1, whole, ControlsFor(WholeTemplate));
                    for (var i = Math.Max(start, 0); i < Math.Min(start + Portion, template.Resources.Length); i++) answers[i] = Ask(i, template.Resources[i], ControlsFor(template.Resources[i].Type));
                }
            }
        }

        /// <summary>
        /// What each control says of a resource, before it is known what people accepted and what others tell; nothing of one that
        /// exists in no world.
        /// </summary>
        private Verdict[] Ask(int index, Resource resource, (Control Control, Binding Binding)[] controls)
        {
            var verdicts = new Verdict[controls.Length];
            Evaluator? evaluator = null;
            for (var i = 0; i < controls.Length; i++)
            {
                var (control, binding) = controls[i];
                if (earlier?.For(index, binding, resource) is { } known)
                {
                    verdicts[i] = VerdictOf(control, binding, resource, known.Kind, known.Told);
                    continue;
                }

                if (Parts.AreAsked(template, binding))
                {
                    verdicts[i] = AskParts(control, binding, resource, earlier?.PartsOf(binding, resource));
                    continue;
                }

                evaluator ??= new Evaluator(template, catalogue, resource, new World());
                if (Judgement.Of(template, catalogue, resource, binding, evaluator) is not { } judgement) return verdicts[..i];
                verdicts[i] = VerdictOf(control, binding, resource, judgement.Kind, judgement.Kind == VerdictKind.Open ? Findings(control, binding, resource, judgement) : []);
                if (evaluator.World.Settled.Count > 0 || evaluator.World.DecidedBy.Count > 0 || evaluator.World.IsOverLimit) evaluator = null;
            }

            return verdicts;
        }

        private Verdict VerdictOf(Control control, Binding binding, Resource resource, VerdictKind kind, ImmutableArray<Finding> told) =>
            new() { Control = control, Binding = binding, Resource = resource, Kind = kind, Explainer = explainer, Told = told, Findings = told };

        /// <summary>Asks of each resource by itself, or of those that changed since what is known was said.</summary>
        private Verdict AskParts(Control control, Binding binding, Resource whole, EarlierParts? known)
        {
            var found = known?.Told.ToList() ?? [];
            var kind = found.Count > 0 ? VerdictKind.Open : known is null ? VerdictKind.NotApplicable : VerdictKind.Met;
            foreach (var index in known?.Changed ?? Enumerable.Range(0, template.Resources.Length))
            {
                if (Judgement.OfPart(template, catalogue, PartOf(index), binding) is not { } judgement) continue;
                if (Judgement.Gravity(judgement.Kind) > Judgement.Gravity(kind)) kind = judgement.Kind;
                if (judgement.Kind == VerdictKind.Open) found.AddRange(Findings(control, binding, whole, judgement).Select(finding => (index, finding)));
            }

            // What was open is no longer; whether the rest is met or cannot be told was not said.
            if (known is { Kind: VerdictKind.Open } && kind != VerdictKind.Open) return AskParts(control, binding, whole, null);
            return VerdictOf(control, binding, whole, kind, [.. found.OrderBy(static one => one.Item1).Select(static one => one.Item2)]);
        }

        public int Count(int index, Resource resource) => Ask(index, resource, ControlsFor(resource.Type)).Sum(static verdict => verdict.Told.Length);

        /// <summary>The template as if it had one of its resources only; made once for all controls that ask for it.</summary>
        private Resource PartOf(int index) => (parts ??= new Resource?[template.Resources.Length])[index] ??= Parts.Of(template, template.Resources[index]);

        public AssessmentResult Result()
        {
            var unused = suppressor.Unused(said.SelectMany(static one => one.Verdicts), control => SeverityOf(control) is not null);
            return new AssessmentResult(template, said.ToImmutable(), unused, catalogue, options);
        }

        private (Control Control, Binding Binding)[] ControlsFor(string type)
        {
            if (asked.TryGetValue(type, out var known)) return known;
            var chosen = new List<(Control, Binding)>();
            foreach (var (control, binding) in catalogue.ControlsFor(template.Framework, type))
            {
                if (SeverityOf(control) is { } severity) chosen.Add((severity == control.Severity ? control : control with { Severity = severity }, binding));
            }

            return asked.GetOrAdd(type, [.. chosen]);
        }

        /// <summary>How grave a control is here; null where it is off.</summary>
        private Severity? SeverityOf(Control control)
        {
            if (options.Only.IsEmpty ? control.Profile > options.Profile : !options.Only.Contains(control.Id)) return null;
            var isSet = options.Severities.TryGetValue(control.Id, out var severity) || options.Severities.TryGetValue(control.Duty, out severity);
            return isSet ? severity : control.Severity;
        }

        private void Add(Resource resource, Verdict[] verdicts)
        {
            for (var i = 0; i < verdicts.Length; i++)
            {
                if (verdicts[i].Kind == VerdictKind.Open) verdicts[i] = Accepted(verdicts[i]);
            }

            said.Add(ResourceVerdicts.Of(resource, ImmutableCollectionsMarshal.AsImmutableArray(verdicts)));
        }

        /// <summary>An open verdict as accepted where a person said so, else with those of its findings that no other one tells.</summary>
        private Verdict Accepted(Verdict verdict)
        {
            if (suppressor.For(verdict.Control, verdict.Resource) is { } suppression)
                return verdict with { Kind = VerdictKind.Accepted, Suppression = suppression, Told = [], Findings = [] };
            var first = ToldFirst(verdict.Told);
            return first == verdict.Told ? verdict : verdict with { Findings = first };
        }

        private ImmutableArray<Finding> ToldFirst(ImmutableArray<Finding> found)
        {
            ImmutableArray<Finding>.Builder? first = null;
            for (var i = 0; i < found.Length; i++)
            {
                var isFirst = told.Add(found[i]);
                if (!isFirst && first is null) (first = ImmutableArray.CreateBuilder<Finding>()).AddRange(found.AsSpan()[..i]);
                else if (isFirst) first?.Add(found[i]);
            }

            return first?.ToImmutable() ?? found;
        }

        private ImmutableArray<Finding> Findings(Control control, Binding binding, Resource resource, Judgement judgement)
        {
            var evaluator = judgement.Deciding;
            evaluator.Defaults = binding.Defaults;
            // Looking for names and places asks more conditions than the verdict did, so what decided is taken before.
            ImmutableArray<string> decidedBy = evaluator.World.DecidedBy.Count == 0 ? [] : [.. evaluator.World.DecidedBy];
            var spots = new Blame(evaluator).Of(binding.Require, Truth.False);
            var findings = ImmutableArray.CreateBuilder<Finding>(spots.Length);
            foreach (var spot in spots)
            {
                // Where a module is called with the value that is at fault, the call is what to change.
                var place = spot.Value.Derivation?.Call?.Place ?? spot.Place;
                var said = Wording.Message(control, binding, spot, []);
                findings.Add(new Finding
                {
                    Control = control,
                    Binding = binding,
                    Resource = resource,
                    Place = place,
                    Message = decidedBy.IsEmpty ? said : Wording.Message(control, binding, spot, decidedBy),
                    Said = said,
                    Path = spot.Path,
                    Offender = spot.Value is ScalarValue or UnknownValue ? spot.Value : null,
                    Related = Related(spot),
                });
            }

            return findings.MoveToImmutable();
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

/// <summary>
/// Findings that tell a reader the same: one control at one place in the same words, of resources made from the same text, or of the
/// template as a whole and of a resource in it.
/// </summary>
internal sealed class SameTold : IEqualityComparer<Finding>
{
    public static SameTold Instance { get; } = new();

    public bool Equals(Finding? x, Finding? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && x.Place == y.Place && x.Control.Id == y.Control.Id && x.Said == y.Said);

    public int GetHashCode(Finding obj) => (obj.Place.Span.Start * 31) ^ obj.Said.Length;
}
