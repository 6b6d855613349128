using System.Runtime.CompilerServices;
using System.Text;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Fixes;

/// <summary>Texts in which a careless fix would break something: the fixes that are offered there, as diffs that people read.</summary>
public sealed class TrapTests
{
    private static readonly string[] Controls =
    [
        "backup-selection-covers-data", "dynamodb-pitr", "ec2-sg-ingress-ssh-world", "elbv2-deletion-protection", "ec2-vpc-endpoint-policy-restricted", "kms-key-rotation", "lambda-supported-runtime", "lambda-tracing",
        "rds-deletion-protection", "rds-instance-encrypted", "rds-multi-az", "s3-bucket-tls-only", "s3-bucket-versioning", "sqs-customer-key",
    ];

    [Theory]
    [InlineData("anchors.yaml")]
    [InlineData("comments.yaml")]
    [InlineData("conditions.yaml")]
    [InlineData("empty.yaml")]
    [InlineData("globals.yaml")]
    [InlineData("inline.json")]
    [InlineData("listed.tf.json")]
    [InlineData("loops.yaml")]
    [InlineData("policies.tf.json")]
    [InlineData("policies.yaml")]
    [InlineData("sources.yaml")]
    [InlineData("statement.json")]
    [InlineData("transforms.yaml")]
    public void Fixes_avoid_the_traps_of_a_text(string name)
    {
        var scenario = new FixScenario(name, Read(name));
        var analysis = scenario.Analysis;
        var output = new StringBuilder();
        foreach (var finding in analysis.Assessment!.Findings.Where(finding => Controls.Contains(finding.Control.Id)))
        {
            output.Append($"## {finding.Control.Id} on {finding.Resource.Name} {finding.Path}".TrimEnd()).Append("\n\n");
            foreach (var fix in analysis.FixesFor(finding))
            {
                output.Append(scenario.Print(fix));
                Assert.All(analysis.After(fix).Trees, tree => Assert.Empty(tree.Errors));
            }
        }

        Snapshot.Matches($"trap-{name}.txt", output.ToString());
    }

    private static string Read(string name, [CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here) ?? ".", "traps", name));
}
