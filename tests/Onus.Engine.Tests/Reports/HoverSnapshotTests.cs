using System.Text;
using Onus.Engine.Reports;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Reports;

/// <summary>Hovers as people see them, kept as Markdown that was read line by line.</summary>
public sealed class HoverSnapshotTests(ITestOutputHelper output)
{
    public static TheoryData<string> Templates => [.. ReportFixtures.Names];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Hovers_on_the_file_and_its_resources_read_as_reviewed(string name)
    {
        var analysis = ReportFixtures.Analyse(name);
        var text = new StringBuilder();
        foreach (var explanation in Explanations.OfAll(analysis, name)) text.Append(explanation.Markdown).Append("\n\n---\n\n");
        Snapshot.Matches($"hovers/{name}.md", text.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Forty_well_known_types_are_shown_and_most_in_both_frameworks()
    {
        var types = ReportFixtures.Names.Select(ReportFixtures.Analyse).SelectMany(analysis => analysis.Template!.Resources)
            .Where(resource => resource.IsDeployed && resource.DerivedFrom is null)
            .Select(resource => (Noun: ReportFixtures.Catalogue.ProfileFor(resource.Type)!.Noun, IsTerraform: resource.Type.StartsWith("aws_", StringComparison.Ordinal)))
            .Distinct()
            .ToLookup(pair => pair.Noun, pair => pair.IsTerraform);
        var both = types.Count(noun => noun.Count() == 2);
        output.WriteLine($"{types.Count} kinds of resource, {both} of them in both frameworks");
        Assert.True(both >= 40, $"{both} in both frameworks");
    }

    [Theory]
    [InlineData("AWS::EC2::Instance")]
    [InlineData("AWS::ECS::Service")]
    [InlineData("AWS::EKS::Nodegroup")]
    [InlineData("AWS::Lambda::Function")]
    [InlineData("AWS::RDS::DBInstance")]
    [InlineData("AWS::S3::Bucket")]
    [InlineData("aws_s3_bucket_public_access_block")]
    [InlineData("aws_rds_cluster_instance")]
    [InlineData("AWS::Notifications::ChannelAssociation")]
    public void The_profile_of_a_type_reads_as_reviewed(string type)
    {
        var profile = ReportFixtures.Catalogue.ProfileFor(type)!;
        Snapshot.Matches($"types/{type.Replace("::", "-", StringComparison.Ordinal)}.md", Explanations.OfType(ReportFixtures.Catalogue, profile).ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public void Hovers_on_properties_read_as_reviewed()
    {
        var text = new StringBuilder();
        foreach (var (name, written) in new[]
        {
            ("databases.yaml", "StorageEncrypted: !Ref Encrypted"),
            ("databases.yaml", "BackupRetentionPeriod: 0"),
            ("databases.yaml", "AutoMinorVersionUpgrade: false"),
            ("databases.yaml", "DeletionProtection: true"),
            ("databases.yaml", "DBClusterIdentifier"),
            ("storage.yaml", "BlockPublicPolicy: false"),
            ("storage.yaml", "SSEAlgorithm"),
            ("storage.yaml", "Encrypted: !Ref EncryptVolumes"),
            ("compute.yaml", "HttpTokens: !Ref Tokens"),
            ("compute.yaml", "ImageId"),
            ("containers.yaml", "LaunchType: FARGATE"),
            ("containers.yaml", "Privileged: true"),
            ("network.yaml", "CidrIp: 0.0.0.0/0"),
            ("identity.yaml", "MfaConfiguration"),
            ("messaging.tf.json", "\"sqs_managed_sse_enabled\": false"),
            ("databases.tf.json", "\"auto_minor_version_upgrade\": false"),
            ("compute.tf.json", "\"http_tokens\": \"optional\""),
        })
        {
            var analysis = ReportFixtures.Analyse(name);
            var place = written.TrimStart('"');
            text.Append($"<!-- {name}: {written} -->\n\n").Append(ReportFixtures.HoverOn(analysis, place)).Append("\n\n---\n\n");
        }

        Snapshot.Matches("properties.md", text.ToString().ReplaceLineEndings("\n"));
    }
}
