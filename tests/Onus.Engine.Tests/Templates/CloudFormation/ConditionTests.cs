using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

public class ConditionTests
{
    private const string Parameters = """
        Parameters:
          Env: {Type: String, Default: prod}
          Other: {Type: String, Default: 'x'}
          Free: {Type: String}
          Second: {Type: String}
          Flag: {Type: String, AllowedValues: ['true', 'false']}
          Stage: {Type: String, AllowedValues: [dev, test, prod]}
        """;

    private static Condition Read(string condition, TemplateContext? context = null) => Read(condition, "", context);

    private static Condition Read(string condition, string more, TemplateContext? context = null)
    {
        var text = $"{Parameters}\nConditions:\n  Subject: {condition}\n{more}\nResources:\n  Thing:\n    Type: AWS::S3::Bucket\n    Condition: Subject\n";
        return Reads.Template(text, context).Find("Thing")!.Condition!;
    }

    [Theory]
    [InlineData("!Equals [!Ref Env, prod]", true)]
    [InlineData("{'Fn::Equals': [{Ref: Env}, prod]}", true)]
    [InlineData("!Equals [a, b]", false)]
    [InlineData("!Not [!Equals [!Ref Env, prod]]", false)]
    [InlineData("{'Fn::Not': [{'Fn::Equals': [{Ref: Env}, prod]}]}", false)]
    [InlineData("!And [!Equals [!Ref Env, prod], !Equals [!Ref Other, x]]", true)]
    [InlineData("!Or [!Equals [!Ref Env, dev], !Equals [!Ref Other, x]]", true)]
    [InlineData("!And [!Equals [!Ref Env, dev], !Equals [!Ref Free, x]]", false)]
    [InlineData("!Or [!Equals [!Ref Env, prod], !Equals [!Ref Free, x]]", true)]
    [InlineData("!Equals [!Ref Flag, maybe]", false)]
    [InlineData("!Equals [!Join ['', [!Ref Env, '-x']], prod-x]", true)]
    [InlineData("!Equals [!Ref Free, !Ref Free]", true)]
    public void A_condition_of_known_inputs_is_settled(string condition, bool expected) =>
        Assert.Equal(new Constant(expected), Read(condition).Logic);

    [Fact]
    public void It_names_the_parameters_that_settled_it() =>
        Assert.Equal(["Env", "Other"], Read("!And [!Equals [!Ref Env, prod], !Equals [!Ref Other, x]]").DecidedBy);

    [Fact]
    public void Only_the_part_that_failed_decides_a_failed_and() =>
        Assert.Equal(["Other"], Read("!And [!Equals [!Ref Env, prod], !Equals [!Ref Other, y]]").DecidedBy);

    [Fact]
    public void Other_conditions_are_followed()
    {
        Assert.Equal(new Constant(true), Read("!Not [!Condition Inner]", "  Inner: !Equals [!Ref Env, dev]").Logic);
        Assert.Equal(new Constant(true), Read("{'Fn::And': [{Condition: Inner}, {Condition: Inner}]}", "  Inner: !Equals [!Ref Env, prod]").Logic);
        Assert.Equal(new Constant(true), Read("!Condition Inner", "  Inner: !Equals [!Ref Env, prod]").Logic);
    }

    [Theory]
    [InlineData("!Equals [!Ref Free, x]")]
    [InlineData("!Equals [x, !Ref Free]")]
    [InlineData("{'Fn::Equals': [{Ref: Free}, x]}")]
    public void An_open_question_has_one_name_however_it_is_put(string condition) =>
        Assert.Equal(new Atom("Free == x", "Free"), Read(condition).Logic);

    [Fact]
    public void The_order_of_two_parameters_does_not_matter() =>
        Assert.Equal(Read("!Equals [!Ref Free, !Ref Second]").Logic, Read("!Equals [!Ref Second, !Ref Free]").Logic);

    [Fact]
    public void Of_two_allowed_values_one_is_the_denial_of_the_other()
    {
        Assert.Equal(new Atom("Flag == true", "Flag"), Read("!Equals [!Ref Flag, 'true']").Logic);
        Assert.Equal(new Not(new Atom("Flag == true", "Flag")), Read("!Equals [!Ref Flag, 'false']").Logic);
    }

    [Fact]
    public void In_every_world_a_parameter_has_exactly_one_of_its_allowed_values()
    {
        var stages = new[] { "dev", "test", "prod" }.Select(s => Read($"!Equals [!Ref Stage, {s}]").Logic).ToArray();
        var worlds = 0;
        for (var world = new World(); world is not null; world = world.Next())
        {
            Assert.Single(stages, s => s.Holds(world));
            worlds++;
        }

        Assert.Equal(3, worlds);
    }

    [Theory]
    [InlineData("", "!Equals [!Select [0, !Ref List], '']", true)]
    [InlineData("", "!Equals [!Join ['', !Ref List], '']", true)]
    [InlineData("a,b", "!Equals [!Select [0, !Ref List], '']", false)]
    public void A_list_parameter_given_nothing_holds_one_empty_text(string text, string condition, bool holds)
    {
        var template = Reads.Template($"Parameters:\n  List: {{Type: CommaDelimitedList, Default: '{text}'}}\nConditions:\n  C: {condition}\nResources:\n  Thing:\n    Type: AWS::S3::Bucket\n    Condition: C\n");
        Assert.Equal(new Constant(holds), template.Find("Thing")!.Condition!.Logic);
        Assert.Empty(template.Problems);
    }

    [Fact]
    public void A_given_value_settles_a_condition() =>
        Assert.Equal(new Constant(true), Read("!Equals [!Ref Free, x]", Reads.Given(("Free", "x"))).Logic);

    [Fact]
    public void A_circle_is_a_problem_not_a_crash()
    {
        var text = "Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n  Thing:\n    Type: AWS::S3::Bucket\n    Condition: A\n";
        Assert.Contains(Reads.Template(text).Problems, p => p.Message.Contains("depends on itself"));
    }

    [Fact]
    public void A_condition_that_is_not_defined_is_a_problem_at_its_name()
    {
        var template = Reads.Template("Resources:\n  Thing:\n    Type: AWS::S3::Bucket\n    Condition: Nope\n");
        var problem = Assert.Single(template.Problems);
        Assert.Equal("Nope", problem.Place.Text);
        Assert.NotNull(template.Find("Thing")!.Condition);
    }
}
