using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>What one control says of one resource over all worlds.</summary>
/// <param name="Kind">The verdict on which the worlds agree, or Unknown.</param>
/// <param name="Deciding">The evaluation in the world that shows the verdict.</param>
/// <param name="Unless">For worlds that differ, what the answer hangs on; else null.</param>
internal readonly record struct Judgement(VerdictKind Kind, Evaluator Deciding, string? Unless)
{
    /// <summary>Asks in each world in which the resource exists; null where it exists in none.</summary>
    /// <param name="template">The template.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="binding">The control's condition.</param>
    /// <param name="first">An unused evaluation of the resource; used for the first world.</param>
    public static Judgement? Of(Template template, ICatalogue catalogue, Resource resource, Binding binding, Evaluator first)
    {
        if (Parts.AreAsked(template, binding)) return OfEach(template, catalogue, Parts.Of(template), binding);
        if (!resource.Instances.IsEmpty) return OfEach(template, catalogue, resource.Instances.Select(resource.With), binding);
        return OfOne(template, catalogue, resource, binding, first);
    }

    /// <summary>The gravest of what is said of several resources.</summary>
    private static Judgement? OfEach(Template template, ICatalogue catalogue, IEnumerable<Resource> instances, Binding binding)
    {
        Judgement? gravest = null;
        foreach (var instance in instances)
        {
            if (OfOne(template, catalogue, instance, binding, new Evaluator(template, catalogue, instance, new World())) is not { } judgement) continue;
            if (gravest is not { } known || Gravity(judgement.Kind) > Gravity(known.Kind)) gravest = judgement;
            if (judgement.Kind == VerdictKind.Open) break;
        }

        return gravest;
    }

    /// <summary>Asks of one part of the template; see <see cref="Parts"/>.</summary>
    public static Judgement? OfPart(Template template, ICatalogue catalogue, Resource part, Binding binding) =>
        OfOne(template, catalogue, part, binding, new Evaluator(template, catalogue, part, new World()));

    /// <summary>All instances deploy, so one that is open is enough.</summary>
    public static int Gravity(VerdictKind kind) => kind switch
    {
        VerdictKind.Open => 3,
        VerdictKind.Unknown => 2,
        VerdictKind.Met => 1,
        _ => 0,
    };

    private static Judgement? OfOne(Template template, ICatalogue catalogue, Resource resource, Binding binding, Evaluator first)
    {
        Judgement? found = null;
        for (var evaluator = first; evaluator is not null;)
        {
            var exists = resource.Condition is null || resource.Condition.Logic.Holds(evaluator.World);
            if (exists)
            {
                var kind = In(evaluator, binding);
                if (evaluator.World.IsOverLimit) kind = VerdictKind.Unknown;
                found = found is { } known ? known.Join(kind, evaluator) : new Judgement(kind, evaluator, null);
                if (found is { Kind: VerdictKind.Unknown }) return found;
            }

            var next = evaluator.World.Next();
            evaluator = next is null ? null : new Evaluator(template, catalogue, resource, next);
        }

        return found;
    }

    private static VerdictKind In(Evaluator evaluator, Binding binding)
    {
        evaluator.Defaults = binding.Defaults;
        if (binding.When is { } when)
        {
            var applies = evaluator.Eval(when, null);
            if (applies != Truth.True) return applies == Truth.False ? VerdictKind.NotApplicable : VerdictKind.Unknown;
        }

        return evaluator.Eval(binding.Require, null) switch
        {
            Truth.True => VerdictKind.Met,
            Truth.False => VerdictKind.Open,
            _ => binding.UnknownMeets ? VerdictKind.Met : VerdictKind.Unknown,
        };
    }

    private Judgement Join(VerdictKind kind, Evaluator evaluator)
    {
        if (kind == Kind) return this;
        if (Kind == VerdictKind.NotApplicable && kind == VerdictKind.Met) return new Judgement(kind, evaluator, null);
        if (Kind == VerdictKind.Met && kind == VerdictKind.NotApplicable) return this;
        return new Judgement(VerdictKind.Unknown, kind == VerdictKind.Open ? evaluator : Deciding, Hinge(kind == VerdictKind.Open ? evaluator.World : Deciding.World));
    }

    /// <summary>The condition under which it is open, turned to "unless".</summary>
    private static string? Hinge(World open)
    {
        if (open.Settled.Count != 1) return open.Settled.Count == 0 ? null : "the conditions it depends on hold";
        var (key, value) = open.Settled[0];
        return value ? $"not `{key}`" : $"`{key}`";
    }
}
