using Onus.Engine.Catalogue;

namespace Onus.Engine.Fixes;

/// <summary>Says what a fix does and what it costs.</summary>
internal static class FixTitle
{
    /// <param name="action">What it does, as the control or the recipe words it.</param>
    /// <param name="where">Where it does it, if not in the resource itself ("change the default of parameter `X`"); empty for in place.</param>
    /// <param name="noun">What the resource is ("Amazon RDS instance").</param>
    /// <param name="replaces">The heaviest of its steps.</param>
    /// <param name="words">Placeholders that are left to fill in.</param>
    public static string Of(string action, string where, string noun, Replacement replaces, IReadOnlyCollection<string> words)
    {
        var costs = new List<string>();
        if (words.Count > 0) costs.Add("fill in: " + string.Join(", ", words.Take(3)) + (words.Count > 3 ? ", …" : ""));
        var cost = replaces switch
        {
            Replacement.Always => $"replaces the {noun}: what it holds must be moved",
            Replacement.Maybe => $"may replace the {noun}",
            Replacement.NewRevision => "makes a new revision",
            Replacement.Unsupported => $"AWS refuses this for an existing {noun}: only for a new one",
            _ => "",
        };
        if (cost.Length > 0) costs.Add(cost);
        var title = where.Length == 0 ? action : $"{action}: {where}";
        return costs.Count == 0 ? title : $"{title} ({string.Join("; ", costs)})";
    }

    /// <summary>Ordered by how much a change costs.</summary>
    public static Replacement Heaviest(IEnumerable<FixStep> steps) => steps
        .Select(step => step.Replaces)
        .DefaultIfEmpty(Replacement.No)
        .MaxBy(replacement => replacement switch
        {
            Replacement.No => 0,
            Replacement.NewRevision => 1,
            Replacement.Maybe => 2,
            Replacement.Always => 3,
            _ => 4,
        });
}
