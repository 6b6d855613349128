using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

/// <summary>What is being typed costs the smallest region, and is never taken as absent.</summary>
public class BrokenTextTests
{
    private const string Around = """
        Resources:
          Before:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: before
          Data:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: data
        {0}
          After:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: after
        """;

    private static Template Read(string broken) => Reads.Template(Around.Replace("{0}", broken, StringComparison.Ordinal));

    [Theory]
    [InlineData("      Versioning")]
    [InlineData("      Versioning:")]
    [InlineData("      Versioning: \"ena")]
    [InlineData("      Versioning: [a, b")]
    [InlineData("      Versioning: {Status: Ena")]
    [InlineData("      Tags:\n        - Key")]
    [InlineData("  New:")]
    [InlineData("  New:\n    Type")]
    [InlineData("  Ne")]
    public void The_resources_around_a_break_stay_whole(string broken)
    {
        var template = Read(broken);
        foreach (var name in new[] { "before", "data", "after" })
        {
            var resource = Assert.Single(template.Resources, r => r.Property("BucketName") is ScalarValue s && s.Text == name);
            Assert.Equal(
                name == "data" && broken.Contains("Versioning", StringComparison.Ordinal),
                resource.Property("Versioning") is UnknownValue or ListValue { IsOpen: true } or MapValue { IsOpen: true });
        }
    }

    [Theory]
    [InlineData("Description: x\nResour\n  Data:\n    Type: AWS::S3::Bucket\n")]
    [InlineData("Description: x\n  Data:\n    Type: AWS::S3::Bucket\n")]
    public void Resources_under_a_broken_section_key_are_kept(string text) => Assert.NotNull(Reads.Template(text).Find("Data"));

    [Fact]
    public void A_property_without_a_value_is_broken_and_so_are_those_that_may_yet_come()
    {
        Assert.Equal(UnknownCause.Broken, Read("      Versioning").Find("Data")!.Property("Versioning").Unknown().Cause);
        Assert.Equal(UnknownCause.Broken, Read("      Vers").Find("Data")!.Property("Versioning").Unknown().Cause);
    }

    [Fact]
    public void A_name_is_not_blamed_while_its_resource_may_be_what_is_broken() =>
        Assert.DoesNotContain(Read("      Versioning: !Ref Elsewhere\n      \"oops").Problems, p => p.Message.Contains("Elsewhere"));
}
