using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Catalogue;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

/// <summary>What may or may not be there is neither there nor missing.</summary>
public sealed class DoubtTests
{
    private const string Included = """
        Resources:
          Subject:
            Type: AWS::Lambda::Function
            Properties:
              Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://b/k } }
        """;

    private const string Variable = """{ "variable": { "v": {} }, "resource": { "aws_lambda_function": { "subject": { "logging_config": "${var.v}" } } } }""";

    private const string Dynamic = """
        { "variable": { "v": {} },
          "resource": { "aws_lambda_function": { "subject": { "dynamic": { "vpc_config": { "for_each": "${var.v}", "content": { "subnet_ids": ["a"] } } } } } } }
        """;

    [Theory]
    [InlineData(Included, "Properties.KmsKeyArn exists")]
    [InlineData(Included, "customer_key(Properties.KmsKeyArn)")]
    [InlineData(Included, "Properties.LoggingConfig.LogGroup exists")]
    [InlineData(Variable, "logging_config.log_group exists")]
    [InlineData(Variable, "logging_config.log_group missing")]
    [InlineData(Dynamic, "vpc_config exists")]
    public void What_may_be_left_out_is_not_taken_for_given(string text, string condition) => Assert.Equal(Truth.Unknown, Eval(text, condition).Truth);

    [Fact]
    public void A_map_that_offends_by_a_key_is_blamed_at_that_key()
    {
        const string text = """
            Resources:
              Subject:
                Type: AWS::Lambda::Function
                Properties: { Environment: { Variables: { STAGE: prod, DB.PASSWORD: hunter2 } } }
            """;
        var (evaluator, _) = Eval(text, "Properties exists");
        var spots = new Blame(evaluator).Of(Expression.Parse("none keys(Properties.Environment.Variables) as k : k contains 'PASSWORD'"), Truth.False);
        Assert.Equal(["Properties.Environment.Variables.'DB.PASSWORD'"], spots.Select(spot => spot.Path));
        Assert.Equal("DB.PASSWORD", spots[0].Place.Text);
    }

    [Theory]
    [InlineData("Properties.LoggingConfig.LogGroup exists", "LoggingConfig.LogGroup")]
    [InlineData("Properties.Code.ImageUri exists", "Code.ImageUri")]
    [InlineData("Properties.A.B.C.D exists", "A")]
    public void What_is_missing_is_named_from_where_the_text_ends_and_a_short_name_with_what_it_is_in(string condition, string name)
    {
        var (evaluator, _) = Eval("{\"Resources\": {\"Subject\": {\"Type\": \"AWS::Lambda::Function\", \"Properties\": {\"Code\": {}}}}}", condition);
        Assert.Equal(name, new Blame(evaluator).Of(Expression.Parse(condition), Truth.False)[0].Name);
    }

    [Theory]
    [InlineData("!Ref Shown", "parameter `Shown` lacks `NoEcho`, so whoever may describe the stack can read it.")]
    [InlineData("hunter2hunter2", "`MasterUserPassword` holds a secret in the text.")]
    public void A_password_that_readers_can_see_is_called_that_and_not_repeated(string password, string reason)
    {
        var text = $$"""
            Parameters: { Shown: { Type: String } }
            Resources:
              Db: { Type: AWS::RDS::DBInstance, Properties: { MasterUserPassword: {{password}} } }
            """;
        var analysis = Analysis.Of([new SourceText("template.yaml", text)], FileCatalogue.Instance, new TemplateContext(), new AssessmentOptions());
        var message = Assert.Single(analysis.Assessment!.Findings, finding => finding.Path == "Properties.MasterUserPassword").Message;
        Assert.EndsWith(reason, message, StringComparison.Ordinal);
    }

    private static (Evaluator Evaluator, Truth Truth) Eval(string text, string condition)
    {
        var path = text.Contains("aws_", StringComparison.Ordinal) ? "main.tf.json" : "template.yaml";
        var template = TemplateReader.Read([SyntaxTree.Read(new SourceText(path, text))], new TemplateContext())!;
        var resource = template.Resources.First(resource => resource.Name.EndsWith("ubject", StringComparison.Ordinal));
        var evaluator = new Evaluator(template, FileCatalogue.Instance, resource, new World());
        return (evaluator, Assessor.Holds(Expression.Parse(condition), resource, template, FileCatalogue.Instance));
    }
}
