using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Catalogue;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Fixes;

/// <summary>Every recipe of the catalogue, on a resource that says nothing yet.</summary>
public sealed class RecipeTests(ITestOutputHelper output)
{
    /// <summary>Recipes that only change what is there, so that an empty resource leaves them nothing to do.</summary>
    private static bool OnlyRemoves(FixPlan plan) => plan.Steps.All(step => step.Action == FixAction.Remove || step.Value is FixList { Items.IsEmpty: true });

    [Theory]
    [InlineData(Framework.CloudFormation, false)]
    [InlineData(Framework.CloudFormation, true)]
    [InlineData(Framework.Terraform, true)]
    public void Every_recipe_can_be_written_into_an_empty_resource(Framework framework, bool json)
    {
        var failures = new StringBuilder();
        var written = 0;
        foreach (var (control, binding) in FileCatalogue.Instance.AllControls.SelectMany(c => c.Bindings.Select(b => (c, b))))
        {
            if (binding.Framework != framework || binding.Type == "Template") continue;
            var analysis = Analyse(EmptyResource(binding, json), framework);
            var resource = Assert.Single(analysis.Template?.Resources ?? [], r => r.Type == binding.Type);
            var finding = new Finding { Control = control, Binding = binding, Resource = resource, Place = resource.NamePlace, Message = "" };
            foreach (var plan in FixPlan.For(analysis, analysis.Template!, finding))
            {
                var drafts = new FixDrafts(analysis);
                var run = new FixRun(analysis, analysis.Template!, finding, plan, drafts, ListStrategy.Merge);
                var done = run.Execute();
                var after = drafts.ChangedTrees.SingleOrDefault();
                if (done && (after is not null || OnlyRemoves(plan))) written++;
                else failures.AppendLine($"{control.Id} for {binding.Type}: {plan.Action}");
                if (after is null) continue;
                Assert.Empty(after.Errors);
                AssertTwiceIsOnce(analysis, finding, plan, after);
            }
        }

        output.WriteLine($"{written} recipes written");
        Assert.True(failures.Length == 0, failures.ToString());
        Assert.True(written > 400);
    }

    private static void AssertTwiceIsOnce(Analysis before, Finding finding, FixPlan plan, SyntaxTree after)
    {
        // What is added without a link to its owner is added anew each time; only a finding tells that it is there.
        if (plan.Steps.Any(step => step.Action == FixAction.AddResource && (!ValueResolver.MentionsSelf(step.Value) || ItemIdentity.HasName((FixMap)step.Value!)))) return;
        var analysis = before.With([after]);
        var resource = analysis.Template!.Find(finding.Resource.Name)!;
        var again = FixMaker.Draft(analysis, analysis.Template, finding with { Resource = resource, Place = resource.NamePlace }, plan, ListStrategy.Merge);
        Assert.True(again is null, $"{finding.Control.Id} for {resource.Type}:\n{after.Text.Content}\n{again?.ChangedTrees.First().Text.Content}");
    }

    /// <summary>Whatever stands in a resource already: the text stays readable, and the resource keeps its other parts.</summary>
    [Fact]
    public void Recipes_leave_real_texts_readable()
    {
        var (done, givenUp) = (0, 0);
        foreach (var analysis in SampleFiles.Units().Where((_, at) => at % 9 == 0).Select(SampleFiles.Analyse))
        {
            foreach (var resource in analysis.Template?.Resources ?? [])
            {
                foreach (var (control, binding) in FileCatalogue.Instance.ControlsFor(analysis.Template!.Framework, resource.Type))
                {
                    var finding = new Finding { Control = control, Binding = binding, Resource = resource, Place = resource.NamePlace, Message = "" };
                    foreach (var plan in FixPlan.For(analysis, analysis.Template!, finding))
                    {
                        if (FixMaker.Draft(analysis, analysis.Template!, finding, plan, ListStrategy.Merge) is not { } drafts)
                        {
                            givenUp++;
                            continue;
                        }

                        done++;
                        foreach (var tree in drafts.ChangedTrees)
                        {
                            var before = analysis.Trees.FirstOrDefault(known => known.Text.Path == tree.Text.Path)
                                ?? SyntaxTree.Read(analysis.Template!.Documents.Single(known => known.Path == tree.Text.Path));
                            Assert.True(tree.Errors.Length <= before.Errors.Length, $"{control.Id} {resource.Name} {tree.Text.Path}");
                            AssertOthersAreUntouched(analysis.Template!, before, tree, finding, plan);
                        }
                    }
                }
            }
        }

        output.WriteLine($"{done} fixes written, {givenUp} not");
        Assert.True(done > 500);
    }

    private static void AssertOthersAreUntouched(Template template, SyntaxTree before, SyntaxTree after, Finding finding, FixPlan plan)
    {
        foreach (var other in template.Resources)
        {
            if (other.WholePlace.Document.Path != before.Text.Path || plan.Steps.Any(step => step.ResourceType == other.Type)) continue;
            if (other.WholePlace.Span.Overlaps(finding.Resource.WholePlace.Span)) continue;
            // A companion's policy may be made of a block of its own.
            if (other.Type == "data.aws_iam_policy_document" && plan.Steps.Any(step => step.Action == FixAction.AddResource)) continue;
            Assert.True(
                after.Text.Content.Contains(other.WholePlace.Text.TrimEnd(), StringComparison.Ordinal),
                $"{finding.Control.Id} on {finding.Resource.Name} changed {other.Name} in {before.Text.Path}");
        }
    }

    [Fact]
    public void At_least_four_of_five_controls_have_a_fix_and_the_others_say_why()
    {
        var controls = FileCatalogue.Instance.AllControls;
        var without = controls.Where(control => control.Fix.Steps.IsEmpty).ToList();
        var share = 100.0 * (controls.Length - without.Count) / controls.Length;
        output.WriteLine($"{share:F1} % of {controls.Length} controls have a fix. Without: {string.Join(", ", without.Select(control => control.Id))}");
        Assert.True(share >= 80);
        Assert.All(without, control => Assert.NotEqual("", control.Fix.Note));
    }

    [Fact]
    public void What_is_safe_asks_for_nothing_and_replaces_nothing()
    {
        var wrong = FileCatalogue.Instance.AllControls
            .Where(control => control.Fix.Readiness == FixReadiness.Safe)
            .Where(control => control.Fix.Steps.Any(step => step.Replaces == Replacement.Always || ValueResolver.WordsIn(step.Value).Any()))
            .Select(control => control.Id);
        Assert.Empty(wrong);
    }

    /// <summary>No schema is at hand when a fix is written, so the list says which of Terraform's arguments are maps.</summary>
    [Fact]
    public void The_maps_that_recipes_write_are_listed()
    {
        var facts = SchemaFiles.ReadFacts();
        var maps = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var step in FileCatalogue.Instance.AllControls.SelectMany(control => control.Fix.Steps.Concat(control.Fix.Alternatives.SelectMany(other => other.Steps))))
        {
            if (step.Framework != Framework.Terraform || step.Value is null) continue;
            if (step.Action == FixAction.AddResource) Collect(step.ResourceType!, "", step.Value);
            else Collect(step.For, step.Path, step.Value);
            for (var dot = step.Path.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = step.Path.IndexOf('.', dot + 1)) Note(step.For, step.Path[..dot]);
        }

        Assert.Equal(maps, FileCatalogue.Instance.List(Engine.Fixes.Writing.ValueStyle.MapsList)!.Value.Order(StringComparer.Ordinal));

        void Collect(string type, string path, FixValue value)
        {
            if (value is FixList list)
            {
                foreach (var item in list.Items) Collect(type, path + "[]", item);
            }

            if (value is not FixMap map || map.Entries is [("jsonencode", _)]) return;
            if (path.Length > 0) Note(type, path);
            foreach (var (key, inner) in map.Entries) Collect(type, path.Length == 0 ? key : $"{path}.{key}", inner);
        }

        void Note(string type, string path)
        {
            if (facts.HasType(type) && facts.Find(type, path).Fact is { } fact && fact.Kind.Contains("{}", StringComparison.Ordinal)) maps.Add(path[(path.LastIndexOf('.') + 1)..]);
        }
    }

    private static string EmptyResource(Binding binding, bool json)
    {
        if (binding.Framework == Framework.CloudFormation)
        {
            return json
                ? $"{{\n  \"Resources\": {{\n    \"Subject\": {{\n      \"Type\": \"{binding.Type}\"\n    }}\n  }}\n}}\n"
                : $"Resources:\n  Subject:\n    Type: {binding.Type}\n";
        }

        var (kind, labels) = binding.Type.Split('.') switch
        {
            ["data", var type] => ("data", $"\"{type}\": {{ \"subject\": {{ \"x\": 1 }} }}"),
            ["terraform"] => ("terraform", "\"x\": 1"),
            ["provider" or "variable" or "output" or "module" or "locals"] => (binding.Type, "\"subject\": { \"x\": 1 }"),
            _ => ("resource", $"\"{binding.Type}\": {{ \"subject\": {{ \"x\": 1 }} }}"),
        };
        return $"{{\n  \"{kind}\": {{\n    {labels}\n  }}\n}}\n";
    }

    private static Analysis Analyse(string text, Framework framework) => Analysis.Of(
        [new SourceText(framework == Framework.Terraform ? "main.tf.json" : "template.yaml", text)],
        FileCatalogue.Instance,
        new TemplateContext(),
        new AssessmentOptions());
}
