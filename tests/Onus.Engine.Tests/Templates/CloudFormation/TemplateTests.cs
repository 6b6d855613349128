using System.Collections.Immutable;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

public class TemplateTests
{
    [Fact]
    public void A_resource_has_its_attributes_as_values_and_its_places()
    {
        const string text = """
            Resources:
              Data:
                Type: AWS::S3::Bucket
                DeletionPolicy: Retain
                Metadata: {Note: x}
                Properties:
                  BucketName: data
            """;
        var resource = Reads.Template(text).Find("Data")!;
        Assert.Equal("AWS::S3::Bucket", resource.Type);
        Assert.Equal("Data", resource.NamePlace.Text);
        Assert.Equal("AWS::S3::Bucket", resource.TypePlace.Text);
        Assert.StartsWith("Data:", resource.WholePlace.Text);
        Assert.EndsWith("BucketName: data", resource.WholePlace.Text);
        Assert.Equal("Retain", resource.Body.Get("DeletionPolicy").Text());
        Assert.Equal("data", resource.Property("BucketName").Text());
    }

    [Fact]
    public void Empty_properties_are_absent_but_an_empty_property_is_broken()
    {
        var template = Reads.Template("Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      Name:\n");
        Assert.IsType<AbsentValue>(template.Find("A")!.Body.Get("Properties"));
        Assert.Equal(UnknownCause.Broken, template.Find("B")!.Property("Name").Unknown().Cause);
    }

    [Fact]
    public void The_roots_hold_parameters_resources_and_outputs()
    {
        var template = Reads.Template("Parameters:\n  P: {Type: String, NoEcho: true}\nResources:\n  A: {Type: 'AWS::S3::Bucket'}\nOutputs:\n  O: {Value: !Ref A}\n");
        Assert.Equal(["Parameters", "Resources", "Outputs"], template.Roots.Entries.Select(e => e.Key));
        var resources = Assert.IsType<MapValue>(template.Roots.Get("Resources"));
        Assert.Same(template.Find("A")!.Body, resources.Get("A"));
        Assert.Equal("Resources", template.ResourcesPlace!.Value.Text);
    }

    [Theory]
    [InlineData("!Ref Nope", "Nope")]
    [InlineData("!GetAtt Nope.Arn", "Nope")]
    [InlineData("!Sub 'a${Nope}'", "Nope")]
    [InlineData("!FindInMap [Nope, a, b]", "Nope")]
    [InlineData("!If [Nope, a, b]", "Nope")]
    [InlineData("!Select [3, [a]]", "item 3")]
    [InlineData("!Unheard of", "Fn::Unheard")]
    [InlineData("null", "no value")]
    public void A_name_that_leads_nowhere_is_a_problem(string expression, string mentioned)
    {
        var template = Reads.Template($"Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      X: {expression}\n");
        Assert.Contains(mentioned, Assert.Single(template.Problems).Message);
    }

    [Fact]
    public void A_dependency_on_nothing_is_a_problem()
    {
        var template = Reads.Template("Resources:\n  A:\n    Type: AWS::S3::Bucket\n    DependsOn: [A, Nope]\n");
        Assert.Equal("Nope", Assert.Single(template.Problems).Place.Text);
    }

    [Fact]
    public void Rules_are_read_in_peace()
    {
        const string text = """
            Rules:
              Check:
                Assertions:
                  - Assert: !Not [!Contains [[a], !Ref X]]
            Resources:
              A: {Type: 'AWS::S3::Bucket'}
            """;
        Assert.Empty(Reads.Template(text).Problems);
    }

    [Fact]
    public void An_unknown_macro_over_the_template_opens_everything()
    {
        var template = Reads.Template("Transform: [MyMacro, 'AWS::LanguageExtensions']\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: {X: !Ref Made}\n");
        Assert.Contains("MyMacro", Assert.Single(template.Hidden));
        Assert.Empty(template.Problems);
        Assert.IsType<UnknownValue>(template.Find("A")!.Property("Missing"));
    }

    [Theory]
    [InlineData("AWS::LanguageExtensions")]
    [InlineData("AWS::Serverless-2016-10-31")]
    [InlineData("AWS::SecretsManager-2020-07-23")]
    public void A_known_transform_hides_nothing(string name)
    {
        var template = Reads.Template($"Transform: {name}\nResources:\n  A: {{Type: 'AWS::S3::Bucket'}}\n");
        Assert.Empty(template.Hidden);
        Assert.False(template.Find("A")!.Body.IsOpen);
    }

    [Fact]
    public void A_loop_over_known_values_is_unrolled()
    {
        const string text = """
            Transform: AWS::LanguageExtensions
            Parameters:
              Names: {Type: CommaDelimitedList, Default: "a,b-2"}
            Resources:
              'Fn::ForEach::Buckets':
                - Name
                - !Ref Names
                - 'Bucket&{Name}':
                    Type: AWS::S3::Bucket
                    Properties:
                      BucketName: !Sub 'x-${Name}'
                      Tags: {'k${Name}': !Ref Name}
            Outputs:
              'Fn::ForEach::Outs':
                - N
                - [a, b2]
                - 'Out${N}': {Value: !GetAtt ['Bucket${N}', Arn]}
            """;
        var template = Reads.Template(text);
        Assert.Equal(["Bucketa", "Bucketb2"], template.Resources.Select(r => r.Name));
        Assert.Equal("x-b-2", template.Find("Bucketb2")!.Property("BucketName").Text());
        Assert.Equal("b-2", template.Find("Bucketb2")!.Property("Tags", "kb-2").Text());
        Assert.Empty(template.Problems);
        Assert.Empty(template.Hidden);
    }

    [Fact]
    public void A_loop_over_unknown_values_is_hidden()
    {
        const string text = """
            Parameters:
              Names: {Type: CommaDelimitedList}
            Resources:
              'Fn::ForEach::Buckets': [Name, !Ref Names, {'B${Name}': {Type: 'AWS::S3::Bucket'}}]
              A:
                Type: AWS::S3::Bucket
                Properties: {X: !Ref Bx}
            """;
        var template = Reads.Template(text);
        Assert.Single(template.Hidden);
        Assert.Empty(template.Problems);
    }

    [Fact]
    public void A_nested_stack_hides_resources_and_its_outputs_are_followed()
    {
        const string child = """
            Parameters:
              Name: {Type: String}
            Resources:
              A: {Type: 'AWS::S3::Bucket'}
            Outputs:
              Label: {Value: !Sub 'label-${Name}'}
              Arn: {Value: !GetAtt A.Arn}
            """;
        const string parent = """
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: ./child.yaml
                  Parameters: {Name: x}
              B:
                Type: AWS::S3::Bucket
                Properties:
                  Label: !GetAtt Child.Outputs.Label
                  Arn: !GetAtt Child.Outputs.Arn
                  Other: !GetAtt Child.Outputs.Other
            """;
        var context = new TemplateContext { ReadSibling = (_, path) => path == "./child.yaml" ? new SourceText("child.yaml", child) : null };
        var template = Reads.Template(parent, context);
        Assert.Single(template.Hidden);
        Assert.Equal("label-x", template.Find("B")!.Property("Label").Text());
        Assert.Equal("!GetAtt Child.Outputs.Label", template.Find("B")!.Property("Label").Place.Text);
        Assert.Null(template.Find("B")!.Property("Arn").Unknown().Reference);
        Assert.Equal("Child", template.Find("B")!.Property("Other").Unknown().Reference!.Name);
    }

    [Fact]
    public void A_module_hides_resources() =>
        Assert.Single(Reads.Template("Resources:\n  M: {Type: 'My::S3::Bucket::MODULE'}\n").Hidden);

    [Fact]
    public void Cdk_paths_are_shown_and_its_metadata_resource_is_left_out()
    {
        const string text = """
            {"Resources": {
              "DataB1": {"Type": "AWS::S3::Bucket", "Metadata": {"aws:cdk:path": "MyStack/Data/Resource"}},
              "CDKMetadata": {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2"}}}}
            """;
        var resource = Assert.Single(Reads.Template(text).Resources);
        Assert.Equal("MyStack/Data", resource.DisplayName);
    }

    [Fact]
    public void Aliases_and_merge_keys_are_followed()
    {
        const string text = """
            Resources:
              A:
                Type: AWS::S3::Bucket
                Properties: &shared
                  X: 1
                  Y: 2
              B:
                Type: AWS::S3::Bucket
                Properties:
                  <<: *shared
                  Y: 3
              C:
                Type: AWS::S3::Bucket
                Properties: *shared
            """;
        var template = Reads.Template(text);
        Assert.Equal(("1", "3"), (template.Find("B")!.Property("X").Text(), template.Find("B")!.Property("Y").Text()));
        Assert.Equal("2", template.Find("C")!.Property("Y").Text());
        Assert.Equal("*shared", template.Find("C")!.Body.Get("Properties").Place.Text);
    }

    [Fact]
    public void Aliases_that_multiply_are_cut_off()
    {
        var text = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      L0: &l0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (var i = 1; i < 12; i++)
        {
            var before = string.Join(", ", Enumerable.Repeat($"*l{i - 1}", 10));
            text += $"      L{i}: &l{i} [{before}]\n";
        }

        Assert.Single(Reads.Template(text).Resources);
    }

    [Fact]
    public void A_given_region_is_known()
    {
        var context = new TemplateContext { ParameterValues = ImmutableDictionary<string, string>.Empty.Add("AWS::Region", "eu-west-1") };
        Assert.Equal("eu-west-1", Reads.Property("!Ref AWS::Region", "", context).Text());
    }
}
