using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Reuse;

/// <summary>
/// What an earlier assessment said of a template before it was edited, as far as it still holds. It holds for a control and a
/// resource when nothing that the control looks at has changed but its place; then the verdict is the same, moved.
/// </summary>
internal sealed class EarlierVerdicts
{
    private readonly AssessmentResult before;
    private readonly Template template;
    private readonly Moves moves;
    private readonly Sameness sameness;
    private readonly int[] counterparts;
    private readonly HashSet<string> changedTypes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> sameRoots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> typesThatHold = new(StringComparer.Ordinal);
    private readonly bool keepsAll;
    private bool hasOtherNames;

    private EarlierVerdicts(AssessmentResult before, Template template, Moves moves, bool isSameAsked)
    {
        this.before = before;
        this.template = template;
        this.moves = moves;
        sameness = new Sameness(moves);
        counterparts = new int[template.Resources.Length];
        Pair(before.Template.Resources, template.Resources);
        keepsAll = isSameAsked && sameness.Of(before.Template.Suppressions, template.Suppressions);
    }

    /// <returns>Null where nothing of the earlier assessment can hold, such as under other settings.</returns>
    public static EarlierVerdicts? Of(AssessmentResult? before, Template template, ICatalogue catalogue, AssessmentOptions options)
    {
        if (before is null || !ReferenceEquals(before.Catalogue, catalogue) || !Agree(before.Options, options)) return null;
        // What conditions ask of the template as such is the same for all of its resources.
        if (before.Template.Framework != template.Framework || before.Template.Account != template.Account || !before.Template.Hidden.AsSpan().SequenceEqual(template.Hidden.AsSpan())) return null;
        if (Moves.Between(before.Template.Documents, template.Documents) is not { } moves) return null;
        return new EarlierVerdicts(before, template, moves, before.Options.Only.SetEquals(options.Only));
    }

    /// <summary>All that was said of the resource at an index, with its findings moved, if all of it holds; else null.</summary>
    /// <param name="index">The resource's index in the later template.</param>
    /// <param name="resource">The resource in the later template.</param>
    /// <param name="controls">The controls that are asked of its type.</param>
    public (ResourceVerdicts Said, ImmutableArray<Finding> Told)? AllOf(int index, Resource resource, (Control Control, Binding Binding)[] controls)
    {
        if (!keepsAll || counterparts[index] < 0) return null;
        var said = before.ByResource[counterparts[index]];
        if (said.HasAccepted || !AllHold(resource.Type, controls)) return null;
        return said.ToldAfter(moves, resource) is { } told ? (said, told) : null;
    }

    /// <summary>What a control said of the resource at an index, if it still holds; null where it must be asked anew.</summary>
    /// <param name="index">The resource's index in the later template; -1 for the template as a whole.</param>
    /// <param name="binding">The control's condition.</param>
    /// <param name="resource">The resource in the later template.</param>
    public (VerdictKind Kind, ImmutableArray<Finding> Told)? For(int index, Binding binding, Resource resource)
    {
        if ((index >= 0 && counterparts[index] < 0) || !Holds(Reach.Of(binding))) return null;
        return Find(index < 0 ? before.ByResource[^1] : before.ByResource[counterparts[index]], binding) is { } verdict ? Moved(verdict, resource) : null;
    }

    /// <summary>What a control that is asked of each resource by itself said of those that have not changed.</summary>
    /// <param name="binding">The control's condition.</param>
    /// <param name="whole">The template as a whole.</param>
    /// <returns>Null where it must be asked of all of them.</returns>
    public EarlierParts? PartsOf(Binding binding, Resource whole)
    {
        if (hasOtherNames || before.Template.Record is null || Find(before.ByResource[^1], binding) is not { Kind: VerdictKind.Met or VerdictKind.Open } verdict) return null;
        var kept = ImmutableArray.CreateBuilder<(int, Finding)>(verdict.Told.Length);
        foreach (var finding in verdict.Told)
        {
            var part = Parts.IndexAt(before.Template, finding.Place);
            if (part < 0) return null;
            if (counterparts[part] < 0) continue;
            if (moves.Of(finding, whole) is not { } moved) return null;
            kept.Add((part, moved));
        }

        var changed = Enumerable.Range(0, counterparts.Length).Where(index => counterparts[index] < 0);
        return new EarlierParts(verdict.Kind, kept.ToImmutable(), [.. changed]);
    }

    private static Verdict? Find(ResourceVerdicts said, Binding binding)
    {
        foreach (var verdict in said.Verdicts)
        {
            if (ReferenceEquals(verdict.Binding, binding)) return verdict;
        }

        return null;
    }

    private static bool Agree(AssessmentOptions before, AssessmentOptions now) =>
        ReferenceEquals(before, now) || (before.Profile == now.Profile && ReferenceEquals(before.Severities, now.Severities));

    private bool AllHold(string type, (Control Control, Binding Binding)[] controls)
    {
        if (!typesThatHold.TryGetValue(type, out var known)) typesThatHold[type] = known = controls.All(asked => Holds(Reach.Of(asked.Binding)));
        return known;
    }

    private bool Holds(Reach reach)
    {
        if (reach.IsWide) return false;
        foreach (var root in reach.Roots)
        {
            if (!IsSame(root)) return false;
        }

        if (reach.Types.Count == 0) return true;
        if (hasOtherNames) return false;
        foreach (var type in reach.Types)
        {
            if (changedTypes.Contains(type)) return false;
        }

        return true;
    }

    private bool IsSame(string root)
    {
        if (!sameRoots.TryGetValue(root, out var known)) sameRoots[root] = known = sameness.Of(before.Template.DeclaredRoots.Get(root), template.DeclaredRoots.Get(root));
        return known;
    }

    /// <summary>Pairs the resources from both ends, so that one that was added or taken away costs its neighbours nothing.</summary>
    private void Pair(ImmutableArray<Resource> old, ImmutableArray<Resource> now)
    {
        Array.Fill(counterparts, -1);
        var (first, last) = (0, 0);
        var most = Math.Min(old.Length, now.Length);
        for (; first < most && IsCalledAs(old[first], now[first]); first++) Set(first, first);
        for (; last < most - first && IsCalledAs(old[^(last + 1)], now[^(last + 1)]); last++) Set(old.Length - last - 1, now.Length - last - 1);
        for (var i = first; i < old.Length - last; i++) changedTypes.Add(old[i].Type);
        for (var i = first; i < now.Length - last; i++) changedTypes.Add(now[i].Type);
        hasOtherNames = first + last < Math.Max(old.Length, now.Length);

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
            if (moves.Of(finding, resource) is not { } at) return null;
            findings.Add(at);
        }

        return (verdict.Kind, findings.MoveToImmutable());
    }
}

/// <summary>What a control that is asked of each resource by itself said of a template before it was edited.</summary>
/// <param name="Kind">Of all of them: met, or open where one is.</param>
/// <param name="Told">The findings of those that have not changed, moved, with their indices.</param>
/// <param name="Changed">The indices of those that have.</param>
internal sealed record EarlierParts(VerdictKind Kind, ImmutableArray<(int Part, Finding Finding)> Told, ImmutableArray<int> Changed);
