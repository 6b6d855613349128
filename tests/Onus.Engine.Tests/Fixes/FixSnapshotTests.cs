using System.Runtime.CompilerServices;
using System.Text;
using Onus.Engine.Fixes;
using Xunit;

namespace Onus.Engine.Tests.Fixes;

/// <summary>The same fixes in texts of every style, as diffs that people read.</summary>
public sealed class FixSnapshotTests
{
    [Theory]
    [InlineData("yaml-two-columns.yaml", false)]
    [InlineData("yaml-four-columns-quoted.yaml", false)]
    [InlineData("yaml-compact-sorted.yaml", false)]
    [InlineData("yaml-flow.yaml", false)]
    [InlineData("yaml-two-columns.yaml", true)]
    [InlineData("json-two-columns.json", false)]
    [InlineData("json-four-columns.json", false)]
    [InlineData("json-tabs.json", false)]
    [InlineData("json-one-line.json", false)]
    [InlineData("json-one-line-blanks.json", false)]
    public void CloudFormation_fixes_keep_the_files_style(string name, bool carriageReturns)
    {
        var text = Read(name);
        var scenario = new FixScenario(name, carriageReturns ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text);
        var output = new StringBuilder();
        output.Append(scenario.Print(scenario.Finding("s3-bucket-versioning", "Logs")));
        output.Append(scenario.Print(scenario.Finding("s3-bucket-tls-only", "Logs")));
        output.Append(scenario.Print(scenario.Finding(
            "s3-bucket-kms-encryption", "Data", "Properties.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm")));
        output.Append(scenario.Print(scenario.Finding("s3-bucket-public-access-block-declared", "Data")));
        output.Append(scenario.Print(scenario.Finding("rds-instance-encrypted", "Db", "Properties.StorageEncrypted")));
        output.Append(scenario.Print(scenario.Finding("rds-deletion-protection", "Db", "Properties.DeletionProtection")));
        output.Append(scenario.Print(scenario.Finding("rds-backup-retention", "Db", "Properties.BackupRetentionPeriod")));
        output.Append(scenario.Print(scenario.Finding("ec2-sg-ingress-ssh-world", "Web", "Properties.SecurityGroupIngress[1].CidrIp")));
        output.Append(scenario.Print(SuppressionFix.For(scenario.Analysis, scenario.Finding("s3-bucket-versioning", "Data"), "kept elsewhere")));
        Snapshot.Matches(name + (carriageReturns ? ".crlf" : "") + ".txt", output.ToString());
    }

    [Theory]
    [InlineData("terraform-objects.tf.json")]
    [InlineData("terraform-lists.tf.json")]
    [InlineData("terraform-one-line.tf.json")]
    public void Terraform_fixes_keep_the_files_encoding(string name)
    {
        var scenario = new FixScenario(name, Read(name));
        var output = new StringBuilder();
        output.Append(scenario.Print(scenario.Finding("s3-bucket-versioning", "aws_s3_bucket.logs")));
        output.Append(scenario.Print(scenario.Finding("s3-bucket-tls-only", "aws_s3_bucket.logs")));
        output.Append(scenario.Print(scenario.Finding("s3-bucket-kms-encryption", "aws_s3_bucket.data")));
        output.Append(scenario.Print(scenario.Finding("s3-bucket-public-access-block-declared", "aws_s3_bucket.data")));
        output.Append(scenario.Print(scenario.Finding("rds-instance-encrypted", "aws_db_instance.db", "storage_encrypted")));
        output.Append(scenario.Print(scenario.Finding("rds-deletion-protection", "aws_db_instance.db")));
        var item = name.Contains("lists", StringComparison.Ordinal) ? 0 : 1;
        output.Append(scenario.Print(scenario.Finding("ec2-sg-ingress-ssh-world", "aws_security_group.web", $"ingress[{item}].cidr_blocks[0]")));
        output.Append(scenario.Print(SuppressionFix.For(scenario.Analysis, scenario.Finding("s3-bucket-versioning", "aws_s3_bucket.data"), "kept elsewhere")));
        Snapshot.Matches(name + ".txt", output.ToString());
    }

    private static string Read(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here) ?? ".", "styles", name));
}
