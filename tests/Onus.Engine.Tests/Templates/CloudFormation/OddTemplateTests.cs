using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

/// <summary>Templates as people also write them.</summary>
public class OddTemplateTests
{
    private static IEnumerable<string> Steps(Value value)
    {
        for (var step = value.Derivation; step is not null; step = step.Next) yield return step.What;
    }

    [Fact]
    public void A_value_from_a_nested_stack_tells_how_it_came_there()
    {
        const string parent = """
            Parameters: {Encrypt: {Type: String, Default: 'true'}}
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: ./child.yaml, Parameters: {Enc: !Ref Encrypt}}
              Data:
                Type: AWS::RDS::DBInstance
                Properties: {StorageEncrypted: !GetAtt Child.Outputs.Enc, Engine: !GetAtt Child.Outputs.Engine}
            """;
        const string child = """
            Parameters: {Enc: {Type: String}, Engine: {Type: String, Default: mysql}}
            Resources: {X: {Type: 'AWS::S3::Bucket'}}
            Outputs: {Enc: {Value: !Ref Enc}, Engine: {Value: !Ref Engine}}
            """;
        var context = new TemplateContext { ReadSibling = (_, path) => path == "./child.yaml" ? new SourceText("child.yaml", child) : null };
        var data = Reads.Template(parent, context).Find("Data")!;
        Assert.Equal(
            ["output of nested stack `Child`", "parameter `Enc` of nested stack `Child`", "default of parameter `Encrypt`"],
            Steps(data.Property("StorageEncrypted")));
        // A parameter of the nested stack is none of this template's, so it cannot be what a finding leans on.
        Assert.Equal(["output of nested stack `Child`", "default of parameter `Engine` of nested stack `Child`"], Steps(data.Property("Engine")));
        Assert.Null(data.Property("Engine").Derivation!.Next!.Parameter);
    }

    [Theory]
    [InlineData("!Ref Asked", "Unknown")]
    [InlineData("!If [IsFar, a, b]", "Unknown")]
    [InlineData("!Ref AWS::NoValue", "open")]
    [InlineData("given", "given")]
    public void A_default_of_a_nested_stack_does_not_hold_where_something_is_given(string given, string expected)
    {
        var parent = $$"""
            Parameters: {Asked: {Type: String} }
            Conditions: {IsFar: !Equals [!Ref Asked, x]}
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: ./child.yaml, Parameters: {P: {{given}} } }
              Data: {Type: AWS::S3::Bucket, Properties: {X: !GetAtt Child.Outputs.P} }
            """;
        const string child = "Parameters: {P: {Type: String, Default: open}}\nResources: {X: {Type: 'AWS::S3::Bucket'}}\nOutputs: {P: {Value: !Ref P}}\n";
        var context = new TemplateContext { ReadSibling = (_, path) => path == "./child.yaml" ? new SourceText("child.yaml", child) : null };
        var value = Reads.Template(parent, context).Find("Data")!.Property("X");
        Assert.Equal(expected, value is ScalarValue known ? known.Text : Assert.IsType<UnknownValue>(value) is not null ? "Unknown" : "");
    }

    [Fact]
    public void A_rule_without_a_condition_narrows_what_a_parameter_may_be()
    {
        const string text = """
            Parameters: {Enc: {Type: String}, Other: {Type: String}}
            Rules:
              Always: {Assertions: [{Assert: !Contains [['true'], !Ref Enc]}]}
              Sometimes: {RuleCondition: !Equals [!Ref Enc, x], Assertions: [{Assert: {'Fn::Contains': [[a], {Ref: Other}]}}]}
            Conditions: {IsOn: !Equals [!Ref Enc, 'true']}
            Resources:
              A: {Type: 'AWS::S3::Bucket', Properties: {X: !If [IsOn, a, b], Y: !Ref Other}}
            """;
        var template = Reads.Template(text);
        Assert.Equal(Logic.True, Assert.IsType<ChoiceValue>(template.Find("A")!.Property("X")).Condition.Logic);
        Assert.Empty(template.Find("A")!.Property("Y").Unknown().Candidates);
    }

    [Fact]
    public void A_second_document_is_a_problem_where_it_begins()
    {
        var template = Reads.Template("Resources:\n  A: {Type: 'AWS::S3::Bucket'}\n---\nResources:\n  B: {Type: 'AWS::S3::Bucket'}\n");
        Assert.Equal(3, Assert.Single(template.Problems).Place.Start.Line);
        Assert.Equal(["A"], template.Resources.Select(r => r.Name));
    }

    [Fact]
    public void A_function_before_a_key_is_a_problem() =>
        Assert.Contains("`!Sub`", Assert.Single(Reads.Template("Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      X:\n        - !Sub arn:${AWS::Region}:\n").Problems).Message);

    [Theory]
    [InlineData("Name: null", 1)]
    [InlineData("Name: ~", 1)]
    [InlineData("Name:", 0)]
    [InlineData("Pattern: {detail: [null]}", 0)]
    public void Only_a_null_that_is_written_for_a_property_is_a_problem(string property, int problems)
    {
        var template = Reads.Template($"Resources:\n  A:\n    Type: AWS::Events::Rule\n    Properties:\n      {property}\n      Other: x\n");
        Assert.Equal(problems, template.Problems.Length);
        Assert.IsNotType<AbsentValue>(template.Find("A")!.Property(property[..property.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void Nulls_in_a_sam_resource_are_for_sam_to_judge() =>
        Assert.Empty(Reads.Template("Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: null}\n").Problems);

    [Theory]
    [InlineData("- a")]
    [InlineData("text")]
    public void Properties_that_are_no_mapping_are_a_problem_and_none_of_them_is_absent(string properties)
    {
        var template = Reads.Template($"Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      {properties}\n");
        Assert.Single(template.Problems);
        Assert.IsType<UnknownValue>(template.Find("A")!.Property("BucketName"));
    }

    [Theory]
    [InlineData("    Proper\n")]
    [InlineData("")]
    public void Properties_under_a_lost_or_half_typed_key_are_unknown_not_absent(string key)
    {
        var template = Reads.Template($"Resources:\n  A:\n    Type: AWS::S3::Bucket\n{key}      BucketName: x\n  B:\n    Type: AWS::S3::Bucket\n");
        Assert.Equal(UnknownCause.Broken, template.Find("A")!.Body.Get("Properties").Unknown().Cause);
        Assert.IsType<AbsentValue>(template.Find("B")!.Body.Get("Properties"));
    }

    [Theory]
    [InlineData("{\n  \"Resources\": {\n    \"A\": {\n      \"Type\": \"AWS::S3::Bucket\",\n        \"BucketName\": \"x\"\n      }\n    },\n    \"B\": {\n      \"Type\": \"AWS::S3::Bucket\"\n    }\n  }\n}")]
    [InlineData("{\n  \"Resources\": {\n    \"A\": {\n      \"Type\": \"AWS::S3::Bucket\",\n      \"Prop\n        \"BucketName\": \"x\"\n      }\n    },\n    \"B\": {\n      \"Type\": \"AWS::S3::Bucket\"\n    }\n  }\n}")]
    public void The_same_holds_in_json(string json)
    {
        var template = Reads.Template(json, path: "template.json");
        Assert.IsType<UnknownValue>(template.Find("A")!.Body.Get("Properties"));
        Assert.IsType<AbsentValue>(template.Find("B")!.Body.Get("Properties"));
    }

    [Theory]
    [InlineData("Parameters:\n  P: {Type: 'AWS::EC2::VPC::Id'}\n  Data:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: x}\n")]
    [InlineData("AWSTemplateFormatVersion: 2010-09-09\nResour\n  Data:\n    Type: AWS::S3::Bucket\n")]
    [InlineData("AWSTemplateFormatVersion: 2010-09-09\n  Data:\n    Type: AWS::S3::Bucket\n")]
    public void Resources_whose_section_is_lost_are_kept(string text) =>
        Assert.Equal(["Data"], Reads.Template("Description: x\n" + text).Resources.Select(r => r.Name));

    [Fact]
    public void Parameters_are_no_lost_resources() =>
        Assert.Empty(Reads.Template("AWSTemplateFormatVersion: 2010-09-09\nParameters:\n  P: {Type: 'AWS::EC2::VPC::Id'}\n  Q: {Type: 'AWS::SSM::Parameter::Value<String>'}\n").Resources);
}
