using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates;

public class TemplateClassifierTests
{
    private static TemplateKind Classify(string text, string path = "a.yaml") => TemplateReader.Classify(SyntaxTree.Read(new SourceText(path, text)));

    [Theory]
    [InlineData("AWSTemplateFormatVersion: '2010-09-09'\n")]
    [InlineData("Transform: AWS::Serverless-2016-10-31\n")]
    [InlineData("Resources:\n  A:\n    Type: AWS::S3::Bucket\n")]
    [InlineData("Resources:\n  A:\n    Type: AW\n")]
    [InlineData("Resources:\n  A:\n    Type:\n")]
    [InlineData("Resources:\n  A:\n    Type: Custom::Thing\n")]
    [InlineData("{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}}")]
    [InlineData("Parameters:\n  P: {Type: String}\nResources:\n")]
    [InlineData("Resources:\n  Fn::ForEach::A: []\n")]
    public void CloudFormation_is_recognised_even_half_typed(string text) => Assert.Equal(TemplateKind.CloudFormation, Classify(text));

    [Theory]
    [InlineData("name: build\non: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n")]
    [InlineData("services:\n  web:\n    image: nginx\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nspec:\n  resources: {}\n")]
    [InlineData("openapi: 3.0.0\npaths: {}\n")]
    [InlineData("service: x\nresources:\n  Resources:\n    A: {Type: 'AWS::S3::Bucket'}\n")]
    [InlineData("Resources: [a, b]\n")]
    [InlineData("Resources:\n  A: {Kind: x}\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("just text")]
    [InlineData("")]
    [InlineData("{\"format_version\": \"1.0\"}")]
    public void Other_files_are_left_alone(string text) => Assert.Equal(TemplateKind.NotATemplate, Classify(text));

    [Theory]
    [InlineData("main.tf.json", TemplateKind.Terraform)]
    [InlineData("cdk.tf.json", TemplateKind.Terraform)]
    [InlineData("main.json", TemplateKind.NotATemplate)]
    public void Terraform_is_told_by_its_file_name(string path, TemplateKind kind) =>
        Assert.Equal(kind, Classify("{\"resource\": {\"aws_s3_bucket\": {\"a\": {}}}}", path));

    [Theory]
    [InlineData("{\"format_version\": \"1.2\", \"planned_values\": {}}")]
    [InlineData("{\"format_version\": \"1.0\", \"values\": {}}")]
    public void Plans_and_states_are_recognised(string text) => Assert.Equal(TemplateKind.TerraformPlan, Classify(text, "plan.json"));
}
