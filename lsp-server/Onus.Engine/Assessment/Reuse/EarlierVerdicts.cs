using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment.Reuse;

/// <summary>
/// What an earlier assessment said of a template before it was edited, as far as it still holds. It holds for a control and a
/// resource when nothing that the control looks at has changed but its place; then the verdict is the same, moved.
/// </summary>
internal sealed class EarlierVerdicts
{
    private readonly AssessmentResult before;
    private readonly Moves moves;
    private readonly int[] counterparts;
    private readonly HashSet<string> changedTypes = new(StringComparer.Ordinal);
    private bool hasOtherNames;
    private bool hasSameParameters;

    private EarlierVerdicts(AssessmentResult before, Template template, Moves moves)
    {
        this.before = before;
        this.moves = moves;
        counterparts = new int[template.Resources.Length];
        Pair(before.Template, template);
    }

    /// <returns>Null where nothing of the earlier assessment can hold, such as under other settings.</returns>
    public static EarlierVerdicts? Of(AssessmentResult? before, Template template, ICatalogue catalogue, AssessmentOptions options)
    {
        if (before is not { Options: { } asked } || !ReferenceEquals(before.Catalogue, catalogue) || !Agree(asked, options)) return null;
        // What conditions ask of the template as such is the same for all of its resources.
        if (before.Template.Framework != template.Framework || before.Template.Account != template.Account || !before.Template.Hidden.AsSpan().SequenceEqual(template.Hidden.AsSpan())) return null;
        return Moves.Between(before.Template.Documents, template.Documents) is { } moves ? new EarlierVerdicts(before, template, moves) : null;
    }

    /// <summary>What a control said of the resource at an index, if it still holds; null where it must be asked anew.</summary>
    /// <param name="index">The resource's index in the later template.</param>
    /// <param name="binding">The control's condition.</param>
    /// <param name="resource">The resource in the later template.</param>
    public (VerdictKind Kind, ImmutableArray<Finding> Told)? For(int index, Binding binding, Resource resource)
    {
        if (counterparts[index] < 0 || !Holds(Reach.Of(binding))) return null;
        for (var i = before.Starts[counterparts[index]]; i < before.Starts[counterparts[index] + 1]; i++)
        {
            if (ReferenceEquals(before.Verdicts[i].Binding, binding)) return Moved(before.Verdicts[i], resource);
        }

        return null;
    }

    private static bool Agree(AssessmentOptions before, AssessmentOptions now) =>
        ReferenceEquals(before, now) || (before.Profile == now.Profile && ReferenceEquals(before.Severities, now.Severities));

    private bool Holds(Reach reach)
    {
        if (reach.IsWide || (reach.ReadsParameters && !hasSameParameters)) return false;
        if (reach.Types.Count == 0) return true;
        if (hasOtherNames) return false;
        foreach (var type in reach.Types)
        {
            if (changedTypes.Contains(type)) return false;
        }

        return true;
    }

    /// <summary>Pairs the resources from both ends, so that one that was added or taken away costs its neighbours nothing.</summary>
    private void Pair(Template was, Template template)
    {
        var (old, now) = (was.Resources, template.Resources);
        Array.Fill(counterparts, -1);
        var sameness = new Sameness(moves);
        var (first, last) = (0, 0);
        var most = Math.Min(old.Length, now.Length);
        for (; first < most && IsCalledAs(old[first], now[first]); first++) Set(first, first);
        for (; last < most - first && IsCalledAs(old[^(last + 1)], now[^(last + 1)]); last++) Set(old.Length - last - 1, now.Length - last - 1);
        for (var i = first; i < old.Length - last; i++) changedTypes.Add(old[i].Type);
        for (var i = first; i < now.Length - last; i++) changedTypes.Add(now[i].Type);
        hasOtherNames = first + last < Math.Max(old.Length, now.Length);
        hasSameParameters = sameness.Of(was.Roots.Get(Reach.Parameters), template.Roots.Get(Reach.Parameters));

        void Set(int from, int to)
        {
            if (sameness.Of(old[from], now[to])) counterparts[to] = from;
            else changedTypes.Add(now[to].Type);
        }
    }

    private static bool IsCalledAs(Resource old, Resource now) => old.Name == now.Name && old.Type == now.Type;

    private (VerdictKind Kind, ImmutableArray<Finding> Told)? Moved(Verdict verdict, Resource resource)
    {
        // Nothing is told of what was accepted, and it may be no longer.
        if (verdict.Kind == VerdictKind.Accepted) return null;
        if (verdict.Told.IsEmpty) return (verdict.Kind, []);
        var findings = ImmutableArray.CreateBuilder<Finding>(verdict.Told.Length);
        foreach (var finding in verdict.Told)
        {
            if (Moved(finding, resource) is not { } at) return null;
            findings.Add(at);
        }

        return (verdict.Kind, findings.MoveToImmutable());
    }

    private Finding? Moved(Finding finding, Resource resource)
    {
        if (moves.Of(finding.Place) is not { } place) return null;
        var offender = finding.Offender is { } value ? moves.Of(value) : null;
        if (offender is null && finding.Offender is not null) return null;
        var related = finding.Related;
        if (!related.IsEmpty)
        {
            var places = ImmutableArray.CreateBuilder<(Place, string)>(related.Length);
            foreach (var (old, note) in related)
            {
                if (moves.Of(old) is not { } now) return null;
                places.Add((now, note));
            }

            related = places.MoveToImmutable();
        }

        return finding with { Resource = resource, Place = place, Offender = offender, Related = related };
    }
}
