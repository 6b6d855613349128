using System.Text.RegularExpressions;
using Onus.Engine.Assessment;
using Onus.Engine.Assessment.Functions;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Catalogue;
using Onus.Engine.Tests.Fixes;
using Onus.Engine.Tests.Templates.CloudFormation;
using Onus.Engine.Text;
using Onus.TemplateGenerator;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Functions;

/// <summary>The index says whom to ask; whom it passes over would have answered no, and would have asked nothing of the world.</summary>
public sealed partial class CompanionIndexTests(ITestOutputHelper output)
{
    private int asked;
    private int passedOver;

    [Fact]
    public void Whoever_is_passed_over_in_a_sample_would_have_said_no()
    {
        var units = SampleFiles.Units().ToList();
        for (var i = 0; i < units.Count; i += Whole.Step(3))
        {
            if (SampleFiles.Analyse(units[i]).Template is { } template) Check(template);
        }

        output.WriteLine($"{asked} asked, {passedOver} passed over");
        Assert.True(asked > 1_000 && passedOver > 10_000);
    }

    [Theory]
    [InlineData(GeneratedFormat.Yaml)]
    [InlineData(GeneratedFormat.Json)]
    [InlineData(GeneratedFormat.Terraform)]
    public void Whoever_is_passed_over_in_a_generated_template_would_have_said_no(GeneratedFormat format)
    {
        var generated = GeneratedTemplate.Make(format, 2_000);
        Check(SampleFiles.Analyse([new SourceText(generated.Name, generated.Text)]).Template!);
        output.WriteLine($"{asked} asked, {passedOver} passed over");
        Assert.True(asked > 50 && passedOver > 1_000);
    }

    [Theory]
    [InlineData("!Ref Subject", 1)]
    [InlineData("[!Ref Other, !Ref Subject]", 1)]
    [InlineData("!Sub 'arn:aws:x:::${Subject}/${Other}'", 1)]
    [InlineData("my-name", 1)]
    [InlineData("!Ref P", 1)]
    [InlineData("!If [C, !Ref Other, !Ref Other]", 1)]
    [InlineData("!Ref Other", 0)]
    [InlineData("[!Ref Other, {A: !Ref Other}]", 0)]
    [InlineData("!ImportValue x", 1)]
    [InlineData("true", 0)]
    [InlineData("443", 0)]
    [InlineData("!Ref 'AWS::NoValue'", 0)]
    public void Only_who_may_refer_to_a_resource_is_asked(string link, int expected)
    {
        var template = Reads.Template($$"""
            Parameters:
              P: {Type: String}
            Conditions:
              C: !Equals [!Ref P, x]
            Resources:
              Subject: {Type: 'Test::Kind::Thing'}
              Other: {Type: 'Test::Kind::Thing'}
              Policy:
                Type: Test::Kind::Policy
                Properties: {Link: {{link}}}
            """);
        var evaluator = new Evaluator(template, SmallCatalogue.Empty, template.Resources[0], new World());
        Assert.Equal(expected, CompanionIndex.Of(template).Links("Test::Kind::Policy", "Properties.Link", evaluator).Candidates.For("Subject").Count());
    }

    [Theory]
    [InlineData("!Ref Subject", "", 1)]
    [InlineData("!GetAtt Subject.Arn", "", 1)]
    [InlineData("my-name", "", 1)]
    [InlineData("!Ref P", "", 1)]
    [InlineData("[!Ref Other]", "", 1)]
    [InlineData("!If [C, !Ref Other, !Ref Other]", "", 1)]
    [InlineData("!Ref Other", "Condition: C", 1)]
    [InlineData("!Ref Other", "", 0)]
    [InlineData("!Ref 'AWS::NoValue'", "", 0)]
    public void Only_what_may_be_equal_to_a_reference_counts(string role, string more, int expected)
    {
        var template = Reads.Template($$"""
            Parameters:
              P: {Type: String}
            Conditions:
              C: !Equals [!Ref P, x]
            Resources:
              Subject:
                Type: Test::Kind::Thing
                Properties: {Role: !Ref Subject}
              Other:
                Type: Test::Kind::Thing
                {{more}}
                Properties: {Role: {{role}}}
            """);
        foreach (var condition in (string[])["Properties.Role == o.Role", "o.Role == Properties.Role and o.On == true"])
        {
            var quantifier = (Quantifier)Expression.Parse($"none others('Test::Kind::Thing') as o : ({condition})");
            var evaluator = new Evaluator(template, SmallCatalogue.Empty, template.Resources[0], new World());
            Assert.Equal(expected, evaluator.ItemsThatCount(quantifier, null)!.Items.Length);
            Assert.Equal(expected, evaluator.ItemsThatCount(quantifier with { Where = quantifier.Body, Body = null, Kind = QuantifierKind.All }, null)!.Items.Length);
            Assert.Single(evaluator.ItemsThatCount(quantifier with { Kind = QuantifierKind.All }, null)!.Items);
        }
    }

    [Fact]
    public void Those_that_are_asked_always_stand_in_line_with_the_others()
    {
        var resources = Reads.Template("Resources:\n" + string.Concat(Enumerable.Range(0, 6).Select(i => $"  R{i}: {{Type: 'Test::Kind::Thing'}}\n"))).Resources;
        var candidates = new Candidates(resources, (resource, keys) =>
        {
            keys.AddRange(resource.Name is "R1" or "R4" ? ["a", "b", "a"] : ["b"]);
            return resource.Name is not ("R2" or "R5");
        });
        Assert.Equal(["R1", "R2", "R4", "R5"], candidates.For("a").Select(resource => resource.Name));
        Assert.Equal(["R0", "R1", "R2", "R3", "R4", "R5"], candidates.For("b").Select(resource => resource.Name));
        Assert.Equal(["R2", "R5"], candidates.For("c").Select(resource => resource.Name));
    }

    private void Check(Template template)
    {
        CheckQuantifiers(template);
        var index = CompanionIndex.Of(template);
        var any = new Evaluator(template, FileCatalogue.Instance, template.Resources[0], new World());
        foreach (var (type, link) in Asked(RelatedCall()))
        {
            if (template.OfType(type).IsEmpty) continue;
            var (path, candidates) = index.Links(type, link, any);
            foreach (var to in template.Resources)
            {
                foreach (var resource in PassedOver(template, type, candidates.For(to.Name)))
                {
                    Assert.True(resource.Condition is null or { Logic: Constant });
                    var evaluator = any.In(new World());
                    Assert.Equal(Truth.False, new Companions(evaluator).RefersTo(evaluator.GetFrom(resource, path), to, 0));
                    Assert.True(evaluator.World.IsUntouched);
                }
            }
        }

        foreach (var (type, _) in Asked(TargetCall()))
        {
            var resources = template.OfType(type);
            foreach (var text in resources.SelectMany(resource => Companions.Properties(resource, template).Entries).Select(entry => entry.Value).OfType<ScalarValue>().Take(50))
            {
                foreach (var resource in PassedOver(template, type, index.Texts(type, any).For(text.Text)))
                {
                    var evaluator = any.In(new World());
                    Assert.False(new Companions(evaluator).IsNamed(resource, text.Text));
                    Assert.True(evaluator.World.IsUntouched);
                }
            }
        }
    }

    private void CheckQuantifiers(Template template)
    {
        foreach (var (type, quantifier) in Quantifiers(template.Framework))
        {
            var neutral = quantifier.Kind == QuantifierKind.All ? Truth.True : Truth.False;
            foreach (var resource in template.OfType(type))
            {
                var evaluator = new Evaluator(template, FileCatalogue.Instance, resource, new World());
                if (evaluator.Items(quantifier.Source, null) is not { } all) continue;
                var some = evaluator.ItemsThatCount(quantifier, null)!.Items.ToHashSet<object>(ReferenceEqualityComparer.Instance);
                asked += some.Count;
                foreach (var item in all.Items)
                {
                    if (some.Contains(item)) continue;
                    passedOver++;
                    var fresh = evaluator.In(new World());
                    Assert.Equal(neutral, fresh.EvalItem(quantifier, item, null, neutral));
                    Assert.True(fresh.World.IsUntouched);
                }
            }
        }
    }

    /// <summary>The quantifiers of the catalogue that go over the resources of a type.</summary>
    private static IEnumerable<(string Type, Quantifier Quantifier)> Quantifiers(Framework framework) =>
        from binding in FileCatalogue.Instance.AllControls.SelectMany(control => control.Bindings)
        where binding.Framework == framework
        from quantifier in Inside(binding.Require).OfType<Quantifier>()
        where quantifier.Source is Call { Function: "others" or "resources" }
        select (binding.Type, quantifier);

    private static IEnumerable<Expression> Inside(Expression expression) => expression switch
    {
        AndExpression and => [.. Inside(and.Left), .. Inside(and.Right)],
        OrExpression or => [.. Inside(or.Left), .. Inside(or.Right)],
        NotExpression not => Inside(not.Inner),
        _ => [expression],
    };

    private List<Resource> PassedOver(Template template, string type, IEnumerable<Resource> candidates)
    {
        var chosen = candidates.ToHashSet(ReferenceEqualityComparer.Instance);
        asked += chosen.Count;
        var others = template.OfType(type).Where(resource => !chosen.Contains(resource)).ToList();
        passedOver += others.Count;
        return others;
    }

    /// <summary>The types, and the links, that the catalogue's conditions ask for.</summary>
    private static IEnumerable<(string Type, string Link)> Asked(Regex call) => FileCatalogue.Instance.AllControls
        .SelectMany(control => control.Bindings)
        .SelectMany(binding => call.Matches(binding.RequireText + " " + binding.WhenText))
        .Select(match => (match.Groups["type"].Value, match.Groups["link"].Value))
        .Distinct();

    [GeneratedRegex(@"related\(\s*'(?<type>[^']*)'\s*,\s*'(?<link>[^']*)'")]
    private static partial Regex RelatedCall();

    [GeneratedRegex(@"target\(\s*'(?<type>[^']*)'")]
    private static partial Regex TargetCall();
}
