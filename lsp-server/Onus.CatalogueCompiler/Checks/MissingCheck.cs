using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.CatalogueCompiler.Checks;

/// <summary>Asks a condition of a resource without any property, and holds the answer against what the control states.</summary>
/// <param name="lists">The named lists.</param>
internal sealed class MissingCheck(IReadOnlyDictionary<string, ImmutableArray<string>> lists)
{
    private readonly ListCatalogue catalogue = new(lists);

    /// <summary>What is wrong with the stated verdict; null where nothing is, or where the case cannot occur.</summary>
    public string? Check(Binding binding)
    {
        if (SpecialTypes.Is(binding.Type) || binding.MissingVerdict == Expectation.NotApplicable) return null;
        if (Bare(binding) is not var (template, resource)) return null;
        var truth = new Evaluator(template, catalogue, resource, new World()) { Defaults = binding.Defaults }.Eval(binding.Require, null);
        var found = truth switch
        {
            Truth.True => Expectation.Met,
            Truth.False => Expectation.Open,
            _ => binding.UnknownMeets ? Expectation.Met : Expectation.Unknown,
        };
        return found == binding.MissingVerdict ? null : $"`missing` says {Word(binding.MissingVerdict)}, but `require` says {Word(found)} of a {binding.Type} without properties.";
    }

    private static string Word(Expectation expectation) => expectation.ToString().ToLowerInvariant();

    private static (Template Template, Resource Resource)? Bare(Binding binding)
    {
        var isData = binding.Type.StartsWith("data.", StringComparison.Ordinal);
        var (block, label) = isData ? ("data", binding.Type[5..]) : ("resource", binding.Type);
        var text = binding.Framework == Framework.Terraform
            ? new SourceText("bare.tf.json", "{\"" + block + "\": {\"" + label + "\": {\"bare\": {}}}}")
            : new SourceText("bare.yaml", $"Resources:\n  Bare:\n    Type: {binding.Type}\n");
        var template = TemplateReader.Read([SyntaxTree.Read(text)], new TemplateContext());
        return template?.Resources.FirstOrDefault(resource => resource.Type == binding.Type) is { } resource ? (template, resource) : null;
    }
}
