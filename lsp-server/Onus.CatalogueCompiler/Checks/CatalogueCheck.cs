using System.Collections.Immutable;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Facts;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.CatalogueCompiler.Checks;

/// <summary>Holds every control against what is known of resource types and of other catalogues, so that a wrong one never ships.</summary>
/// <param name="facts">Which types and paths exist.</param>
/// <param name="lists">The named lists of the expression language.</param>
/// <param name="identifiers">The ids of other tools and benchmarks.</param>
internal sealed class CatalogueCheck(ResourceFacts facts, IReadOnlyDictionary<string, ImmutableArray<string>> lists, Identifiers identifiers)
{
    private readonly HashSet<string> listNames = [.. lists.Keys];
    private readonly MissingCheck missing = new(lists);

    public ImmutableArray<CatalogueProblem> Check(IEnumerable<ServiceFile> files)
    {
        var problems = ImmutableArray.CreateBuilder<CatalogueProblem>();
        foreach (var entry in files.SelectMany(file => file.Controls)) Check(entry, problems);
        return problems.ToImmutable();
    }

    private void Check(CatalogueEntry entry, ImmutableArray<CatalogueProblem>.Builder problems)
    {
        var control = entry.Control;
        var places = new EntryPlaces(entry);
        void Report(Place place, string sentence)
        {
            var problem = new CatalogueProblem(place, $"{control.Id}: {sentence}");
            if (!problems.Contains(problem)) problems.Add(problem);
        }

        foreach (var binding in control.Bindings) CheckBinding(binding, (field, text, sentence) => Report(places.InBinding(binding, field, text), sentence));
        new FixCheck(facts, (step, text, sentence) => Report(places.InStep(step, text), sentence)).Check(control.Fix);
        if (control.Bindings.Any(IsDecidedByDefault) && !control.Sources.Any(IsOfAws))
            Report(places.OfId, "AWS's default decides its verdict where nothing is written, so `sources` must name the page of AWS that states the default.");
        new IdentifierCheck(identifiers, (field, text, sentence) => Report(places.InField(field, text), sentence)).Check(control);
    }

    private void CheckBinding(Binding binding, Action<string, string, string> report)
    {
        var type = binding.Type;
        if (!SpecialTypes.Is(type))
        {
            if (type.Contains("::", StringComparison.Ordinal) != (binding.Framework == Framework.CloudFormation))
            {
                report("type", type, $"`{type}` is no type of {(binding.Framework == Framework.CloudFormation ? "CloudFormation" : "Terraform")}.");
                return;
            }

            if (!facts.HasType(type))
            {
                report("type", type, $"there is no type `{type}`{ConditionCheck.Near(facts.NearestType(type))}");
                return;
            }
        }

        // A condition that cannot be read was reported by the reader.
        if (Parsed(binding.RequireText) is not { } require || (binding.WhenText is not null && Parsed(binding.WhenText) is null)) return;
        new ConditionCheck(facts, listNames, type, (text, sentence) => report("require", text, sentence)).Check(require);
        if (binding.When is { } when) new ConditionCheck(facts, listNames, type, (text, sentence) => report("when", text, sentence)).Check(when);
        CheckDefaults(binding, report);
        if (missing.Check(binding) is { } wrong) report("missing", "verdict", wrong);
    }

    private void CheckDefaults(Binding binding, Action<string, string, string> report)
    {
        var looked = ExpressionPaths.Of(binding.Require).Concat(binding.When is { } when ? ExpressionPaths.Of(when) : []).Select(Bare).ToHashSet();
        foreach (var (path, _) in binding.Defaults)
        {
            var answer = SpecialTypes.Is(binding.Type) ? default : facts.Find(binding.Type, path);
            if (!SpecialTypes.Is(binding.Type) && !answer.Exists) report("defaults", path, ConditionCheck.Missing(binding.Type, path, answer));
            else if (!looked.Contains(Bare(path))) report("defaults", path, $"no condition looks at `{path}`, so its default changes nothing.");
        }
    }

    /// <summary>Whether the verdict rests on what AWS does where a property is left out.</summary>
    private static bool IsDecidedByDefault(Binding binding) => !binding.Defaults.IsEmpty || binding.WhenMissing != "not-applicable";

    private static bool IsOfAws(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var address) && (address.Host == "aws.amazon.com" || address.Host.EndsWith(".aws.amazon.com", StringComparison.Ordinal));

    private static string Bare(string path) => path.Replace("'", "", StringComparison.Ordinal).Replace("[]", "", StringComparison.Ordinal);

    private static Expression? Parsed(string text)
    {
        try
        {
            return Expression.Parse(text);
        }
        catch (ExpressionSyntaxException)
        {
            return null;
        }
    }
}
