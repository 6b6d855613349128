using System.Collections.Immutable;
using Onus.CatalogueCompiler.Examples;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Examples;

/// <summary>
/// Examples bite: whichever leaf of a condition is negated, whichever default is another, some example of that control gets another
/// verdict. What no example can tell apart stands in <c>survivors/SERVICE.txt</c>, each with its reason.
/// </summary>
public class BitingTests(CatalogueFixture catalogue, ITestOutputHelper output) : IClassFixture<CatalogueFixture>
{
    [Fact]
    public void Every_condition_has_an_open_and_a_met_example()
    {
        var missing = new List<string>();
        foreach (var entry in catalogue.Entries)
        {
            foreach (var group in Groups(entry))
            {
                var kinds = group.Examples.Select(example => example.Is).ToHashSet();
                if (!kinds.Contains(Expectation.Open)) missing.Add($"{group.Name}: no open example");
                // A type whose presence is the finding can meet nothing; where it is excused, an example shows that.
                var presenceIsOpen = group.Binding.RequireText.Trim() == "false";
                if (presenceIsOpen && group.Binding.WhenText is not null && !kinds.Contains(Expectation.NotApplicable)) missing.Add($"{group.Name}: no not-applicable example");
                if (!presenceIsOpen && !kinds.Contains(Expectation.Met)) missing.Add($"{group.Name}: no met example");
            }
        }

        Assert.True(missing.Count == 0, $"{missing.Count}:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void Every_mutant_of_a_condition_is_noticed_by_an_example()
    {
        var (mutants, killed) = (0, 0);
        var problems = new List<string>();
        foreach (var file in catalogue.Files)
        {
            var accepted = Survivors(file.Service);
            var found = new HashSet<string>();
            foreach (var group in file.Controls.SelectMany(Groups))
            {
                var templates = group.Examples.Select(example => (Example: example, Text: ExampleTexts.Of(example).First())).Select(pair => new Subject(pair.Example, pair.Text)).ToList();
                foreach (var mutant in Mutant.Of(group.Binding))
                {
                    mutants++;
                    if (mutant.Variants.Any(variant => templates.Any(subject => subject.Verdict(variant) != subject.Verdict(group.Binding)))) killed++;
                    else found.Add($"{group.Name}: {mutant.What}");
                }
            }

            problems.AddRange(found.Where(name => !accepted.Contains(name)).Select(name => $"no example notices   {name}"));
            problems.AddRange(accepted.Where(name => !found.Contains(name)).Select(name => $"noticed by now       {name}   (take it out of survivors/{file.Service}.txt)"));
        }

        output.WriteLine($"{mutants} mutants, {killed} noticed.");
        Assert.True(problems.Count == 0, $"{problems.Count} of {mutants}:\n{string.Join('\n', problems)}");
    }

    /// <summary>A condition with the types that share it.</summary>
    private sealed record Group(string Name, Binding Binding, List<Example> Examples);

    private static IEnumerable<Group> Groups(CatalogueEntry entry) => entry.Control.Bindings
        .GroupBy(binding => (binding.Framework, binding.WhenText, binding.RequireText, Defaults: string.Join(';', binding.Defaults)))
        .Select(group =>
        {
            var types = group.Select(binding => binding.Type).ToHashSet();
            var examples = entry.Examples.Where(example => example.Framework == group.Key.Framework && types.Contains(example.Type)).ToList();
            return new Group($"{entry.Control.Id} | {group.First().Type}", group.First(), examples);
        });

    private static HashSet<string> Survivors(string service)
    {
        var path = Path.Combine(SchemaFiles.Root, "..", "tests", "Onus.Engine.Tests", "Catalogue", "Examples", "survivors", service + ".txt");
        return File.Exists(path)
            ? File.ReadLines(path).Select(line => line.Split(" # ", 2)[0].TrimEnd()).Where(line => line.Length > 0 && !line.StartsWith('#')).ToHashSet()
            : [];
    }

    /// <summary>An example's template, read once and judged by many bindings.</summary>
    private sealed class Subject
    {
        private readonly Template? template;
        private readonly Resource? resource;

        public Subject(Example example, ExampleText text)
        {
            template = TemplateReader.Read([SyntaxTree.Read(text.Text)], new TemplateContext());
            resource = template is null ? null : example.Type == "Template" ? Assessor.Whole(template) : template.Resources.FirstOrDefault(r => r.Name == text.ResourceName && r.Type == example.Type);
        }

        public VerdictKind? Verdict(Binding binding) => template is null || resource is null
            ? null
            : Judgement.Of(template, CatalogueFixture.All, resource, binding, new Evaluator(template, CatalogueFixture.All, resource, new World()))?.Kind;
    }
}
