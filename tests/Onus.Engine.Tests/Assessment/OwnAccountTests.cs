using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

/// <summary>An account number in a policy is another's unless the own one is known to be the same.</summary>
public sealed class OwnAccountTests
{
    private const string Condition = "none statements(policy) as s : cross_account(s)";

    [Theory]
    [InlineData("'111122223333'", VerdictKind.Met)]
    [InlineData("'arn:aws:iam::111122223333:root'", VerdictKind.Met)]
    [InlineData("!Sub 'arn:aws:iam::${AWS::AccountId}:root'", VerdictKind.Met)]
    [InlineData("'arn:aws:iam::444455556666:role/111122223333'", VerdictKind.Open)]
    [InlineData("['111122223333', '444455556666']", VerdictKind.Open)]
    public void The_number_that_is_given_for_the_stack_is_the_own_account(string principal, VerdictKind expected)
    {
        var text = $"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {{policy: {{Statement: {{Effect: Allow, Principal: {{AWS: {principal}}}}}}}}}\n";
        var context = new TemplateContext { ParameterValues = ImmutableDictionary<string, string>.Empty.Add("AWS::AccountId", "111122223333") };
        Assert.Equal(expected, Judge("template.yaml", text, context, Condition.Replace("policy", "Properties.policy", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"aws": {"allowed_account_ids": ["111122223333"]}, "random": {}}""", VerdictKind.Met)]
    [InlineData("""{"aws": [{"allowed_account_ids": ["111122223333"]}, {"alias": "far", "allowed_account_ids": ["111122223333"]}]}""", VerdictKind.Met)]
    [InlineData("""{"aws": [{"allowed_account_ids": ["111122223333"]}, {"alias": "far", "allowed_account_ids": ["444455556666"]}]}""", VerdictKind.Open)]
    [InlineData("""{"aws": {"allowed_account_ids": ["111122223333", "444455556666"]}}""", VerdictKind.Open)]
    [InlineData("""{"aws": {"allowed_account_ids": ["444455556666"]}}""", VerdictKind.Open)]
    [InlineData("""{"aws": {}}""", VerdictKind.Open)]
    [InlineData("""{"awscc": {"allowed_account_ids": ["111122223333"]}}""", VerdictKind.Open)]
    public void So_is_the_only_one_that_the_providers_allow(string providers, VerdictKind expected)
    {
        var text = """{"provider": PROVIDERS, "resource": {"aws_thing": {"x": {"policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:root\"}}]}"}}}}"""
            .Replace("PROVIDERS", providers, StringComparison.Ordinal);
        Assert.Equal(expected, Judge("main.tf.json", text, new TemplateContext(), Condition));
    }

    private static VerdictKind Judge(string path, string text, TemplateContext context, string condition)
    {
        var template = TemplateReader.Read([SyntaxTree.Read(new SourceText(path, text))], context) ?? throw new InvalidOperationException("no template");
        return Assert.Single(Assessor.Assess(template, SmallCatalogue.Of(Judged.Control(condition)), new AssessmentOptions()).Verdicts).Kind;
    }
}
