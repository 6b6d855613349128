using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Reports;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Reports;

/// <summary>How a value came to be, for people who wonder about a verdict; the snapshots are for people to read.</summary>
public class WhyReportTests
{
    private const string CloudFormation = """
        Parameters:
          Env: {Type: String, Default: dev}
          Key: {Type: String}
          Names: {Type: CommaDelimitedList, Default: 'a,b'}
          Password: {Type: String, NoEcho: true, Default: swordfish}
        Mappings:
          ByEnv:
            dev: {Encrypt: 'false', Size: 20}
            prod: {Encrypt: 'true', Size: 100}
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
          IsBig: !Equals [!FindInMap [ByEnv, !Ref Env, Size], 100]
          IsHome: !Equals [!Ref AWS::Region, eu-central-1]
          IsBoth: !And [!Condition IsProd, !Condition IsHome]
        Resources:
          Database:
            Type: AWS::RDS::DBInstance
            Properties:
              Engine: mysql
              StorageEncrypted: !FindInMap [ByEnv, !Ref Env, Encrypt]
              AllocatedStorage: !If [IsBig, !Ref Key, !FindInMap [ByEnv, !Ref Env, Size]]
              KmsKeyId: !Ref Key
              MultiAZ: !If [IsHome, true, !Ref AWS::NoValue]
              DBName: !Sub '${Env}-${AWS::Region}-${Key}'
              DBInstanceClass: !Select [1, !Ref Names]
              MasterUserPassword: !Ref Password
              PubliclyAccessible: !If [IsBoth, !If [IsHome, true, false], false]
              SourceRegion: !ImportValue home
              EngineVersion: '{{resolve:ssm:/db/version}}'
              DBSubnetGroupName: !GetAtt Group.Arn
          Group: {Type: AWS::RDS::DBSubnetGroup}
        """;

    private const string Terraform = """
        {
          "variable": {
            "env": {"default": "dev"},
            "key": {"type": "string"}
          },
          "locals": {
            "encrypt": "${var.env == \"prod\"}",
            "sizes": {"dev": 20, "prod": 100}
          },
          "resource": {
            "aws_db_instance": {
              "main": {
                "engine": "mysql",
                "storage_encrypted": "${local.encrypt}",
                "allocated_storage": "${local.sizes[var.env]}",
                "kms_key_id": "${var.key}",
                "multi_az": "${var.key == \"\" ? false : true}",
                "db_name": "${lower(\"DB-${var.env}\")}",
                "parameter_group_name": "${aws_db_parameter_group.main.name}"
              },
              "each": {
                "for_each": "${local.sizes}",
                "engine": "mysql",
                "allocated_storage": "${each.value}"
              }
            },
            "aws_db_parameter_group": {"main": {"family": "mysql8.0"}}
          }
        }
        """;

    [Theory]
    [InlineData("template.yaml", CloudFormation, "why-cloudformation.txt")]
    [InlineData("main.tf.json", Terraform, "why-terraform.txt")]
    public void Each_value_shows_the_chain_that_led_to_it(string path, string content, string snapshot)
    {
        var text = new SourceText(path, content);
        var analysis = Analysis.Of([text], Knowledge.Knowledge.Catalogue, new TemplateContext(), new AssessmentOptions(), cancellation: CancellationToken.None);
        var shown = new StringBuilder();
        for (var line = 0; line < text.LineCount; line++)
        {
            foreach (var explanation in Explanations.WhyOn(analysis, text, line))
                shown.Append(line + 1).Append(": ").AppendLine(text[text.LineSpan(line)].Trim()).AppendLine(explanation.Markdown).AppendLine();
        }

        Snapshot.Matches(snapshot, shown.ToString());
    }
}
