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

    /// <summary>The path of the list in whose unsettled items the step sets a plain key; null for any other step.</summary>
    private static string? ListOf(FixStep step, ImmutableArray<PathSegment> finding)
    {
        var at = step.Path.LastIndexOf("[].", StringComparison.Ordinal);
        if (step.Action != FixAction.Set || at < 0 || step.Path.AsSpan(at + 3).IndexOfAny('.', '[') >= 0) return null;
        var settled = PathSegment.Settle(PathSegment.Parse(step.Path), finding);
        return settled.Any(segment => segment is { IsItem: true, Index: null }) ? step.Path[..at] : null;
    }
}
