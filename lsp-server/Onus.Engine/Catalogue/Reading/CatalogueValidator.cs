using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue.Reading;

/// <summary>What must hold of the whole catalogue; run by the build, so that a wrong entry never ships.</summary>
public static partial class CatalogueValidator
{
    /// <param name="files">All service files.</param>
    /// <param name="duties">The ids of the duties.</param>
    public static ImmutableArray<CatalogueProblem> Validate(IReadOnlyList<ServiceFile> files, IReadOnlySet<string> duties)
    {
        var problems = new List<CatalogueProblem>();
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var entry in files.SelectMany(file => file.Controls))
        {
            var control = entry.Control;
            void Problem(string message) => problems.Add(new CatalogueProblem(entry.Place, $"{control.Id}: {message}"));

            if (!seen.TryAdd(control.Id, entry.Place))
                Problem($"this id stands already in {seen[control.Id].Document.Path}, line {seen[control.Id].Start.Line + 1}.");
            if (!KebabCase().IsMatch(control.Id)) Problem("an id is lower-case words joined by dashes.");
            if (control.Title.Length > 80) Problem($"the title has {control.Title.Length} characters; at most 80 fit.");
            if (control.Title.EndsWith('.')) Problem("a title has no full stop.");
            if (control.Title.StartsWith("Ensure", StringComparison.Ordinal)) Problem("a title says what to do, not \"Ensure\".");
            if (!duties.Contains(control.Duty))
                Problem($"there is no duty `{control.Duty}`; did you mean `{NearestName.To(control.Duty, duties)}`?");
            if (control.Bindings.IsEmpty) Problem("it has no condition for either framework.");
            else if (control.Bindings.Select(b => b.Framework).Distinct().Count() == 1 && control.Only.Length == 0)
                Problem("it is for one framework only; say why in `only`.");
            foreach (var step in control.Fix.Steps.Where(step => control.Bindings.All(binding => binding.Type != step.For)))
                Problem($"the fix is for `{step.For}`, which the control does not look at.");
        }

        return [.. problems];
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)+$")]
    private static partial Regex KebabCase();
}
