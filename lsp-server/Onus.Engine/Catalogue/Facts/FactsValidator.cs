using System.Collections.Immutable;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue.Facts;

/// <summary>Holds the duty model against the resource facts; run by the build, so that no misspelt path ships and no type is without a service.</summary>
public sealed class FactsValidator
{
    private readonly ResourceFacts facts;
    private readonly List<CatalogueProblem> problems = [];

    private FactsValidator(ResourceFacts facts) => this.facts = facts;

    /// <param name="duties">The duty model.</param>
    /// <param name="cloudFormation">The text of <c>resource-facts/cloudformation.txt</c>.</param>
    /// <param name="terraform">The text of <c>resource-facts/terraform.txt</c>.</param>
    public static ImmutableArray<CatalogueProblem> Validate(DutyModel duties, string cloudFormation, string terraform)
    {
        var validator = new FactsValidator(ResourceFacts.Read(cloudFormation, terraform));
        foreach (var line in duties.MoverLines) validator.Check(line);
        foreach (var type in duties.NamedTypes.SelectMany(named => named.Types)) validator.CheckNamed(type, duties);
        if (validator.problems.Count == 0) validator.CheckServices(duties);
        return [.. validator.problems];
    }

    private void Check(MoverLine line)
    {
        CheckCondition(line.Place, line.Id, line.Is, line.Type);
        if (!facts.HasType(line.Type)) CheckPath(line.Place, line.Id, line.Type, "");
    }

    private void CheckCondition(Place place, string id, string condition, string type)
    {
        try
        {
            foreach (var (of, path) in ConditionPaths.Of(Expression.Parse(condition), type)) CheckPath(place, id, of, path);
        }
        catch (ExpressionSyntaxException wrong)
        {
            problems.Add(new CatalogueProblem(place, $"{id}: {wrong.Message}"));
        }
    }

    /// <summary>A path into a type; an empty one asks for the type alone. What is no AWS type (a provider, a variable) has no facts.</summary>
    private void CheckPath(Place place, string id, string type, string path)
    {
        if (!IsAws(type) || type.StartsWith("AWS::Serverless::", StringComparison.Ordinal)) return;
        if (!facts.HasType(type))
        {
            Missing(place, id, $"the type `{type}`", facts.NearestType(type));
            return;
        }

        path = BeforeAnyName(path);
        if (path.Length == 0 || facts.Find(type, path) is { Exists: true }) return;
        var answer = facts.Find(type, path);
        Missing(place, id, $"`{path}` in {type}: no `{answer.Unknown}`", answer.Nearest);
    }

    /// <summary>A path up to where it takes any name (<c>*</c>); nothing more can be checked.</summary>
    private static string BeforeAnyName(string path)
    {
        var names = path.Split('.');
        var any = Array.FindIndex(names, name => name.StartsWith('*'));
        return any < 0 ? path : string.Join('.', names[..any]);
    }

    private void CheckNamed(string type, DutyModel duties)
    {
        if (!facts.HasType(type)) Missing(duties.TypesPlace, "types.yaml", $"the type `{type}`", facts.NearestType(type));
    }

    private void CheckServices(DutyModel duties)
    {
        foreach (var type in facts.Types(Framework.CloudFormation).Concat(facts.Types(Framework.Terraform)))
        {
            if (duties.ProfileFor(type) is null)
                problems.Add(new CatalogueProblem(duties.ServicesPlace, $"No service claims the type `{type}`; add it to a service, or a service for it."));
        }
    }

    private void Missing(Place place, string id, string what, string? nearest) =>
        problems.Add(new CatalogueProblem(place, $"{id}: the resource facts do not have {what}{(nearest is null ? "." : $"; did you mean `{nearest}`?")}"));

    private static bool IsAws(string type) =>
        type.StartsWith("AWS::", StringComparison.Ordinal) || type.StartsWith("aws_", StringComparison.Ordinal) || type.StartsWith("data.aws_", StringComparison.Ordinal);
}
