using System.Collections.Immutable;
using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue.Facts;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Templates;

namespace Onus.CatalogueCompiler.Checks;

/// <summary>Holds the duty model against the facts: every type has a service, and what it names exists.</summary>
/// <param name="facts">Which types and paths exist.</param>
/// <param name="lists">The names of the named lists.</param>
internal sealed class DutyCheck(ResourceFacts facts, IReadOnlySet<string> lists)
{
    public ImmutableArray<CatalogueProblem> Check(DutyModel model)
    {
        var problems = model.Problems.ToBuilder();
        foreach (var line in model.MoverLines) Check(line, problems);
        foreach (var type in model.NamedTypes.SelectMany(named => named.Types).Where(type => !facts.HasType(type) && !SpecialTypes.Is(type)))
            problems.Add(new CatalogueProblem(model.TypesPlace, $"there is no type `{type}`{ConditionCheck.Near(facts.NearestType(type))}"));
        // A model with a mover that cannot be read has no profiles to ask for.
        if (problems.Count > 0) return problems.ToImmutable();
        foreach (var type in facts.Types(Framework.CloudFormation).Concat(facts.Types(Framework.Terraform)).Where(type => model.ProfileFor(type) is null))
            problems.Add(new CatalogueProblem(model.ServicesPlace, $"no service claims the type `{type}`; add it to one, or a service for it."));
        return problems.ToImmutable();
    }

    private void Check(MoverLine line, ImmutableArray<CatalogueProblem>.Builder problems)
    {
        void Report(string sentence) => problems.Add(new CatalogueProblem(line.Place, $"{line.Id}: {sentence}"));

        if (!facts.HasType(line.Type) && !SpecialTypes.Is(line.Type))
        {
            Report($"there is no type `{line.Type}`{ConditionCheck.Near(facts.NearestType(line.Type))}");
            return;
        }

        try
        {
            new ConditionCheck(facts, lists, line.Type, (_, sentence) => Report(sentence)).Check(Expression.Parse(line.Is));
        }
        catch (ExpressionSyntaxException wrong)
        {
            Report(wrong.Message);
        }
    }
}
