using Onus.Engine.Fixes;
using Xunit;

namespace Onus.Engine.Tests.Fixes;

public sealed class CompanionTests
{
    private const string Yaml = "Resources:\n  Logs: {Type: AWS::S3::Bucket}\n  LogsBucketPolicy: {Type: AWS::S3::BucketPolicy}\n  LogBucket: {Type: AWS::S3::Bucket}\n";

    [Theory]
    [InlineData("Logs", "LogsBucketPolicy2")]
    [InlineData("LogBucket", "LogBucketPolicy")]
    public void A_companions_name_says_whose_it_is_and_clashes_with_none(string owner, string expected)
    {
        var scenario = new FixScenario("t.yaml", Yaml);
        var template = scenario.Analysis.Template!;
        Assert.Equal(expected, Companions.NameFor(template, template.Find(owner), "AWS::S3::BucketPolicy"));
    }

    [Fact]
    public void A_statement_is_added_to_the_policy_that_a_bucket_has()
    {
        const string text = """
            Resources:
              Logs:
                Type: AWS::S3::Bucket
              Policy:
                Type: AWS::S3::BucketPolicy
                Properties:
                  Bucket: !Ref Logs
                  PolicyDocument:
                    Statement:
                      - Sid: Read
                        Effect: Allow
                        Principal: "*"
                        Action: s3:GetObject
                        Resource: !Sub ${Logs.Arn}/*

            """;
        var scenario = new FixScenario("t.yaml", text);
        var written = scenario.Print(scenario.Finding("s3-bucket-tls-only", "Logs"));
        Assert.Contains("+          - Sid: DenyPlainHttp\n", written, StringComparison.Ordinal);
        Assert.DoesNotContain("AWS::S3::BucketPolicy\n+", written, StringComparison.Ordinal);
        Assert.DoesNotContain("-      ", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_is_there_is_used_again()
    {
        const string text = """
            Parameters:
              TrustedCidr:
                Type: String
            Resources:
              Web:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  SecurityGroupIngress:
                    - IpProtocol: tcp
                      FromPort: 22
                      ToPort: 22
                      CidrIpv6: ::/0

            """;
        var scenario = new FixScenario("t.yaml", text);
        var written = scenario.Print(scenario.Finding("ec2-sg-ingress-ssh-world", "Web", "Properties.SecurityGroupIngress[0].CidrIpv6"));
        Assert.Contains("-          CidrIpv6: ::/0\n+          CidrIp: !Ref TrustedCidr\n", written, StringComparison.Ordinal);
        Assert.DoesNotContain("+  TrustedCidr", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameters_section_is_made_before_the_resources()
    {
        const string text = """
            {
              "Description": "x",
              "Resources": {
                "Web": {
                  "Type": "AWS::EC2::SecurityGroupIngress",
                  "Properties": { "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0" }
                }
              }
            }
            """;
        var scenario = new FixScenario("t.json", text);
        var written = scenario.Print(scenario.Finding("ec2-sg-ingress-ssh-world", "Web", "Properties.CidrIp"));
        Assert.Contains("   \"Description\": \"x\",\n+  \"Parameters\": {\n+    \"TrustedCidr\": {\n+      \"Type\": \"String\",\n", written, StringComparison.Ordinal);
        Assert.Contains("\"CidrIp\": { \"Ref\": \"TrustedCidr\" } }", written, StringComparison.Ordinal);
    }
}
