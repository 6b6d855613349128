using Newtonsoft.Json.Linq;
using NJsonSchema;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Catalogue;

/// <summary>The JSON Schema by which an editor completes and checks a service file says what the reader says.</summary>
public sealed class SchemaTests
{
    private const string Full = """
        service: test
        name: Test
        controls:
          - id: test-everything
            title: Fill in everything
            duty: configuration
            severity: hint
            profile: strict
            why: To see each field.
            limits: None.
            only: It is a test.
            cloudformation:
              - type: [AWS::S3::Bucket, AWS::SQS::Queue]
                when: Properties.A exists
                require: Properties.A == 1
                defaults: { Properties.A: 1 }
                missing: { default: secure, verdict: met }
                note: AWS takes 1.
                unknown: met
            terraform:
              - type: aws_s3_bucket
                require: a == 1
                missing: { default: not-applicable, verdict: not-applicable }
            fix:
              apply: review
              note: Look at it.
              cloudformation:
                - { for: AWS::S3::Bucket, set: Properties.A, value: 1, replaces: 'no' }
                - { for: AWS::SQS::Queue, remove: Properties.A, replaces: new-revision }
                - { for: AWS::S3::Bucket, add: AWS::S3::BucketPolicy, value: { Bucket: <self> }, replaces: unsupported }
              terraform:
                - { for: aws_s3_bucket, set: a, value: [1], replaces: maybe }
              alternatives:
                - title: Do otherwise
                  apply: manual
                  cloudformation:
                    - { for: AWS::S3::Bucket, set: Properties.A, value: { B: <text> }, replaces: always }
            references: { securityhub: [S3.1], fsbp: [S3.1], cis: [v3.0.0 2.1.1], nist_800_53_r5: [AC-3(7)] }
            aliases: { checkov: [CKV_AWS_1], cfn_nag: [W1], trivy: [AVD-AWS-0001], guard: [A_RULE], cdk_nag: [AwsSolutions-S1] }
            sources: [https://docs.aws.amazon.com/]
            examples:
              - name: open
                is: open
                at: [name, 'A:']
                type: AWS::S3::Bucket
                framework: cloudformation
                properties: { A: 2 }
                attributes: { DeletionPolicy: Retain }
                with: { Other: { Type: AWS::SQS::Queue } }
                template: { Parameters: { P: { Type: String } } }
                fixed: { A: 1 }
              - { name: met, is: met, label: other, arguments: { a: 1 } }

        """;

    private static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(SchemaFiles.Read("catalogue.schema.json")).GetAwaiter().GetResult();

    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Path.Combine(SchemaFiles.Root, "catalogue"), "*.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_service_file_is_valid_and_names_the_schema(string file)
    {
        var text = SchemaFiles.Read(Path.Combine("catalogue", file));
        Assert.Empty(Problems(text));
        Assert.StartsWith("# yaml-language-server: $schema=../catalogue.schema.json\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_of_the_schema_is_one_that_the_reader_takes()
    {
        Assert.Empty(Problems(Full));
        Assert.Empty(Read(Full));
        foreach (var field in Fields(Schema).Distinct()) Assert.Contains($"{field}:", Full, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("severity: hint", "severity: high")]
    [InlineData("profile: strict", "profile: all")]
    [InlineData("unknown: met", "unknown: open")]
    [InlineData("apply: review", "apply: ask")]
    [InlineData("replaces: maybe", "replaces: perhaps")]
    [InlineData("verdict: met", "verdict: pass")]
    [InlineData("is: met", "is: good")]
    [InlineData("why: To", "whi: To")]
    [InlineData("title: Fill in everything", "")]
    [InlineData("set: a, value", "set: a, remove: b, value")]
    [InlineData("missing: { default: secure, verdict: met }", "")]
    public void What_the_reader_refuses_the_schema_refuses(string right, string wrong)
    {
        var text = Full.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Full, text);
        Assert.NotEmpty(Read(text));
        Assert.NotEmpty(Problems(text));
    }

    [Fact]
    public void The_duties_of_the_schema_are_the_duties()
    {
        var words = Schema.Definitions["control"].Properties["duty"].Enumeration.Select(word => word?.ToString());
        var root = Assert.IsType<MappingNode>(SyntaxTree.Read(new SourceText("duties.yaml", SchemaFiles.Read("duties/duties.yaml"))).Root);
        var duties = Assert.IsType<SequenceNode>(root.Find("duties")?.Value).Items.OfType<MappingNode>().Select(duty => ((ScalarNode?)duty.Find("id")?.Value)?.Value);
        Assert.Equal(duties, words);
    }

    private static IEnumerable<string> Read(string text) =>
        ServiceFileReader.Read(SyntaxTree.Read(new SourceText("test.yaml", text))).Problems.Select(problem => problem.ToString());

    private static IEnumerable<string> Problems(string text) =>
        Schema.Validate(Token(SyntaxTree.Read(new SourceText("test.yaml", text)).Root)).Select(error => error.ToString());

    /// <summary>The names of all fields; those below a free mapping are anybody's.</summary>
    private static IEnumerable<string> Fields(JsonSchema schema) =>
        schema.ActualSchema.Properties.SelectMany(property => Fields(property.Value).Prepend(property.Key))
            .Concat(schema.ActualSchema.Item is { } item ? Fields(item) : [])
            .Concat(schema.ActualSchema.OneOf.SelectMany(Fields));

    private static JToken Token(SyntaxNode? node) => node switch
    {
        MappingNode mapping => new JObject(mapping.Entries.Select(entry => new JProperty(entry.Name, Token(entry.Value)))),
        SequenceNode sequence => new JArray(sequence.Items.Select(Token)),
        ScalarNode { IsNull: true } or null => JValue.CreateNull(),
        ScalarNode { Style: ScalarStyle.Plain, Tag: null, Value: "true" or "false" } scalar => new JValue(scalar.Value == "true"),
        ScalarNode { Style: ScalarStyle.Plain, Tag: null } scalar when long.TryParse(scalar.Value, out var number) => new JValue(number),
        ScalarNode scalar => new JValue(scalar.Value),
        AliasNode alias => Token(alias.Target),
        _ => JValue.CreateNull(),
    };
}
