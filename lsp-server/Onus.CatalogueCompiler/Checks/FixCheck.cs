using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Facts;
using Onus.Engine.Templates;

namespace Onus.CatalogueCompiler.Checks;

/// <summary>Holds the steps of a fix against the facts: what they write exists, and costs what they say.</summary>
/// <param name="facts">Which types and paths exist, and what a change of them does.</param>
/// <param name="report">Takes what is wrong: the step, the words in it, and a sentence.</param>
internal sealed class FixCheck(ResourceFacts facts, Action<FixStep, string, string> report)
{
    public void Check(FixRecipe fix)
    {
        CheckSteps(fix.Readiness, fix.Steps);
        foreach (var alternative in fix.Alternatives) CheckSteps(alternative.Readiness, alternative.Steps);
    }

    private void CheckSteps(FixReadiness readiness, ImmutableArray<FixStep> steps)
    {
        foreach (var step in steps)
        {
            if (readiness == FixReadiness.Safe && step.Replaces is Replacement.Always or Replacement.Unsupported) report(step, "replaces", "a safe fix replaces nothing.");
            if (readiness == FixReadiness.Safe && step.NeedsInput) report(step, "value", "a safe fix needs no input, but its value holds a placeholder.");
            if (step.Action == FixAction.AddResource) CheckAdded(step);
            else CheckWritten(step);
        }
    }

    private void CheckWritten(FixStep step)
    {
        if (SpecialTypes.Is(step.For) || !facts.HasType(step.For)) return;
        // A star is the name that the finding has there; some name must make the path one that exists.
        var answers = Meant(step).Select(path => facts.Find(step.For, path)).ToList();
        if (answers.Find(answer => answer.Exists).Fact is not { } fact)
        {
            report(step, step.Path, answers is [var only] ? ConditionCheck.Missing(step.For, step.Path, only) : $"{step.For} has nothing that `{step.Path}` could mean.");
            return;
        }

        if (step.Value is { } value) CheckValue(step, step.For, step.Path, fact, value);
        if (step.Framework == Framework.CloudFormation && step.Path.StartsWith("Properties", StringComparison.Ordinal)) CheckReplacement(step, fact);
    }

    private IEnumerable<string> Meant(FixStep step)
    {
        var star = step.Path.IndexOf('*', StringComparison.Ordinal);
        return star < 0 ? [step.Path] : facts.PropertiesOf(step.For).Where(property => !property.ReadOnly).Select(property => step.Path.Remove(star, 1).Insert(star, property.Name));
    }

    /// <summary>
    /// Both ways: what replaces must say so, and what says so must replace. The facts are silent on some services; there <c>maybe</c> or
    /// <c>unsupported</c> says what AWS's page tells.
    /// </summary>
    private void CheckReplacement(FixStep step, PropertyFact fact)
    {
        var does = step.Value is { } value ? Strongest(step.For, step.Path, fact.Replacement, value) : fact.Replacement;
        var said = step.Replaces switch
        {
            Replacement.No when does == FactReplacement.Always => "no, but AWS replaces the resource when",
            Replacement.No when does == FactReplacement.Maybe => "no, but AWS may replace the resource when",
            Replacement.Maybe when does == FactReplacement.Always => "maybe, but AWS always replaces the resource when",
            Replacement.Always when does == FactReplacement.No => "always, but nothing says that AWS replaces the resource when",
            _ => null,
        };
        if (said is not null) report(step, "replaces", $"`replaces` says {said} `{step.Path}` changes.");
    }

    /// <summary>What setting a value does: the property, or the gravest of those that a map sets below it.</summary>
    private FactReplacement Strongest(string type, string path, FactReplacement known, FixValue value)
    {
        if (value is not FixMap map || IsFunction(map)) return known;
        foreach (var (key, inner) in map.Entries)
        {
            var below = $"{path}.{Quoted(key)}";
            if (facts.Find(type, below).Fact is { } fact) known = (FactReplacement)Math.Max((int)known, (int)Strongest(type, below, fact.Replacement, inner));
        }

        return known;
    }

    private void CheckAdded(FixStep step)
    {
        if (step.ResourceType is not { } type) return;
        if (!facts.HasType(type))
        {
            report(step, type, $"there is no type `{type}`{ConditionCheck.Near(facts.NearestType(type))}");
            return;
        }

        if (step.Value is not FixMap map) return;
        foreach (var (key, value) in map.Entries)
        {
            var path = step.Framework == Framework.CloudFormation ? "Properties." + Quoted(key) : Quoted(key);
            CheckAt(step, type, path, key, value);
        }
    }

    private void CheckAt(FixStep step, string type, string path, string key, FixValue value)
    {
        if (key.Contains('<', StringComparison.Ordinal)) return;
        var answer = facts.Find(type, path);
        if (answer.Fact is not { } fact) report(step, key, ConditionCheck.Missing(type, path, answer));
        else CheckValue(step, type, path, fact, value);
    }

    private void CheckValue(FixStep step, string type, string path, PropertyFact fact, FixValue value)
    {
        switch (value)
        {
            case FixMap map when !IsFunction(map) && !IsFree(fact):
                foreach (var (key, inner) in map.Entries) CheckAt(step, type, $"{path}.{Quoted(key)}", key, inner);
                break;
            case FixList list when !IsFree(fact):
                if (facts.Find(type, path + "[]").Fact is not { } item)
                {
                    report(step, path, $"`{path}` of {type} is no list.");
                    break;
                }

                foreach (var inner in list.Items) CheckValue(step, type, path + "[]", item, inner);
                break;
            case FixScalar { Tag: null } scalar when fact.Kind == "b" && scalar.Kind != ScalarKind.Boolean && !scalar.Text.Contains('<', StringComparison.Ordinal):
                report(step, "value", $"`{path}` of {type} takes true or false, not `{scalar.Text}`.");
                break;
        }
    }

    /// <summary>Any JSON, or a map whose keys are anybody's.</summary>
    private static bool IsFree(PropertyFact fact) => fact.Kind.Split('|').Any(static kind => kind.TrimStart('[', ']') is "j" || kind.Contains("{}", StringComparison.Ordinal));

    /// <summary>An intrinsic function in its long form, or Terraform's one for JSON in a text.</summary>
    private static bool IsFunction(FixMap map) => map.Entries is [var (only, _)] && (only is "Ref" or "jsonencode" || only.StartsWith("Fn::", StringComparison.Ordinal));

    private static string Quoted(string key) => key.Contains('.', StringComparison.Ordinal) ? $"'{key}'" : key;
}
