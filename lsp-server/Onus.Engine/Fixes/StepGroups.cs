using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Locating;

namespace Onus.Engine.Fixes;

/// <summary>
/// Brings steps that describe one new item of a list together: where the finding stands on no item, setting a name and a value of
/// <c>X[]</c> means that the list should hold an item with both.
/// </summary>
internal static class StepGroups
{
    public static IEnumerable<FixStep> Of(ImmutableArray<FixStep> steps, ImmutableArray<PathSegment> finding)
    {
        var done = new HashSet<string>();
        // A recipe may know several lists; where the finding stands on an item of one, the others are no part of it.
        if (steps.Any(step => HasItem(step, finding, isSettled: true))) steps = [.. steps.Where(step => !HasItem(step, finding, isSettled: false))];
        foreach (var step in steps)
        {
            if (ListOf(step, finding) is not { } list)
            {
                yield return step;
                continue;
            }

            var mates = steps.Where(other => ListOf(other, finding) == list).ToList();
            var item = new FixMap([.. mates.Select(mate => (mate.Path[(list.Length + 3)..], mate.Value ?? new FixMap([])))]);
            if (!ItemIdentity.HasName(item)) yield return step;
            else if (done.Add(list)) yield return step with { Path = list, Value = new FixList([item]) };
        }
    }

    private static bool HasItem(FixStep step, ImmutableArray<PathSegment> finding, bool isSettled) => step.Action != FixAction.AddResource
        && PathSegment.Settle(PathSegment.Parse(step.Path), finding).Any(segment => segment.IsItem && segment.Index.HasValue == isSettled);

    /// <summary>Makes one step of neighbours that set keys of the same mapping, so that the mapping is written at once.</summary>
    public static IEnumerable<FixStep> Joined(IEnumerable<FixStep> steps)
    {
        FixStep? open = null;
        foreach (var step in steps)
        {
            var next = AsMap(step);
            if (open is not null && next.Value is FixMap added && open.Value is FixMap map && open.Path == next.Path && AsMap(step) != step)
            {
                open = open with { Value = new FixMap(map.Entries.AddRange(added.Entries)) };
                continue;
            }

            if (open is not null) yield return open;
            open = next;
        }

        if (open is not null) yield return open;
    }

    /// <summary>Setting <c>A.B</c> to a value says the same as setting <c>A</c> to a mapping with <c>B</c>: what is there stays.</summary>
    private static FixStep AsMap(FixStep step)
    {
        var dot = step.Path.LastIndexOf('.');
        if (step.Action != FixAction.Set || dot < 0 || step.Value is null || step.Path.AsSpan(dot).IndexOfAny("['\"*") >= 0) return step;
        return step with { Path = step.Path[..dot], Value = new FixMap([(step.Path[(dot + 1)..], step.Value)]) };
    }

    /// <summary>The path of the list in whose unsettled items the step sets a plain key; null for any other step.</summary>
    private static string? ListOf(FixStep step, ImmutableArray<PathSegment> finding)
    {
        var at = step.Path.LastIndexOf("[].", StringComparison.Ordinal);
        if (step.Action != FixAction.Set || at < 0 || step.Path.AsSpan(at + 3).IndexOfAny('.', '[') >= 0) return null;
        var settled = PathSegment.Settle(PathSegment.Parse(step.Path), finding);
        return settled.Any(segment => segment is { IsItem: true, Index: null }) ? step.Path[..at] : null;
    }
}
