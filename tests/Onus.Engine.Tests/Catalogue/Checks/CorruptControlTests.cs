using Onus.CatalogueCompiler;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Checks;

/// <summary>Each way to corrupt a control fails the build with a sentence that says which control and why, at the place of the mistake.</summary>
public sealed class CorruptControlTests
{
    private const string Control = """
        service: test
        name: Test
        controls:
          - id: bucket-versioned
            title: Keep old versions of objects
            duty: data-protection
            severity: warning
            why: An overwritten object is gone otherwise.
            cloudformation:
              - type: AWS::S3::Bucket
                when: Properties.BucketName != 'scratch'
                require: >-
                  Properties.VersioningConfiguration.Status == 'Enabled' and
                  none Properties.LifecycleConfiguration.Rules[] as r : (r.Status in @public_ports)
                defaults: { Properties.VersioningConfiguration.Status: Suspended }
                missing: { default: insecure, verdict: open }
            terraform:
              - type: aws_s3_bucket
                require: "any related('aws_s3_bucket_versioning', 'bucket') as v : v.versioning_configuration.status == 'Enabled'"
                missing: { default: insecure, verdict: open }
              - type: aws_s3_bucket_policy
                require: "none statements(policy) as s : (is_public(s) and s.effect == 'Allow' and text(policy) matches 'a(b)')"
                missing: { default: secure, verdict: met }
            fix:
              apply: safe
              cloudformation:
                - { for: AWS::S3::Bucket, set: Properties.VersioningConfiguration.Status, value: Enabled, replaces: 'no' }
              terraform:
                - for: aws_s3_bucket
                  add: aws_s3_bucket_versioning
                  value: { bucket: <self>, versioning_configuration: { status: Enabled } }
                  replaces: 'no'
              alternatives:
                - title: Lock the bucket
                  apply: review
                  cloudformation:
                    - { for: AWS::S3::Bucket, set: Properties.ObjectLockEnabled, value: true, replaces: always }
            references:
              securityhub: [S3.14]
              cis: [v3.0.0 2.1.1]
              nist_800_53_r5: [CP-9, SI-7(6), SI-1c.2]
            aliases:
              checkov: [CKV_AWS_21]
              trivy: [AVD-AWS-0090]
            sources: [https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html]

        """;

    private static IEnumerable<string> Problems(string text) =>
        Compiler.Compile(SchemaFiles.Root, [new SourceText("test.yaml", text)]).Problems.Select(problem => problem.ToString());

    [Fact]
    public void The_control_as_it_is_has_none() => Assert.Empty(Problems(Control));

    [Theory]
    [InlineData("type: AWS::S3::Bucket", "type: AWS::S3::Buckets", "(10,15)", "there is no type `AWS::S3::Buckets`; did you mean `AWS::S3::Bucket`?")]
    [InlineData("type: AWS::S3::Bucket", "type: aws_s3_bucket", "(10,15)", "`aws_s3_bucket` is no type of CloudFormation.")]
    [InlineData("Properties.BucketName !=", "Properties.BucketNam !=", "(11,15)", "AWS::S3::Bucket has no `BucketNam` in `Properties.BucketNam`; did you mean `BucketName`?")]
    [InlineData("Properties.VersioningConfiguration.Status ==", "Properties.VersioningConfiguration.State ==", "(13,11)", "AWS::S3::Bucket has no `State` in `Properties.VersioningConfiguration.State`; did you mean `Status`?")]
    [InlineData("Rules[] as r", "Rule[] as r", "(14,16)", "AWS::S3::Bucket has no `Rule` in `Properties.LifecycleConfiguration.Rule`; did you mean `Rules`?")]
    [InlineData("LifecycleConfiguration.Rules[]", "VersioningConfiguration[]", "(14,16)", "`VersioningConfiguration` in `Properties.VersioningConfiguration` of AWS::S3::Bucket is no list.")]
    [InlineData("Rules[] as r", "Rules as r", "(14,16)", "`Properties.LifecycleConfiguration.Rules` is looked through item by item; write `Properties.LifecycleConfiguration.Rules[]`.")]
    [InlineData("r.Status in", "r.State in", "(14,66)", "AWS::S3::Bucket has no `State` in `r.State`; did you mean `Status`?")]
    [InlineData("r.Status in", "x.Status in", "(14,66)", "AWS::S3::Bucket has no `x` in `x.Status`.")]
    [InlineData("@public_ports", "@public_port", "(14,78)", "there is no list `@public_port`; did you mean `@public_ports`?")]
    [InlineData("Status: Suspended", "State: Suspended", "(15,21)", "AWS::S3::Bucket has no `State` in `Properties.VersioningConfiguration.State`; did you mean `Status`?")]
    [InlineData("Properties.VersioningConfiguration.Status: Suspended", "Properties.BucketNamePrefix: x", "(15,21)", "no condition looks at `Properties.BucketNamePrefix`, so its default changes nothing.")]
    [InlineData("verdict: open }\n    terraform", "verdict: met }\n    terraform", "(16,39)", "`missing` says met, but `require` says open of a AWS::S3::Bucket without properties.")]
    [InlineData("'aws_s3_bucket_versioning'", "'aws_s3_bucket_version'", "(19,32)", "there is no type `aws_s3_bucket_version`; did you mean `aws_s3_bucket_versioning`?")]
    [InlineData("'bucket')", "'bucked')", "(19,60)", "aws_s3_bucket_versioning has no `bucked` in `bucked`; did you mean `bucket`?")]
    [InlineData("v.versioning_configuration.status", "v.versioning_configuration.state", "(19,76)", "aws_s3_bucket_versioning has no `state` in `v.versioning_configuration.state`; did you mean `status`?")]
    [InlineData("is_public(s)", "is_public(policy)", "(22,51)", "`is_public` takes a statement, as in `any statements(…) as s : is_public(s)`.")]
    [InlineData("s.effect", "s.efect", "(22,68)", "a statement has no `efect`; did you mean `effect`?")]
    [InlineData("'a(b)'", "'a(b'", "(22,18)", "the pattern 'a(b' in `require` cannot be read: ")]
    [InlineData("statements(policy)", "statement(policy)", "(22,18)", "`require` cannot be read: There is no function `statement`; did you mean `statements`? (character 6)")]
    [InlineData("statements(policy)", "statements()", "(22,18)", "`require` cannot be read: `statements` takes 1 arguments, not 0. (character 6)")]
    [InlineData("set: Properties.VersioningConfiguration.Status", "set: Properties.VersioningConfiguration.State", "(27,40)", "AWS::S3::Bucket has no `State` in `Properties.VersioningConfiguration.State`; did you mean `Status`?")]
    [InlineData("value: Enabled, replaces", "value: <a status>, replaces", "(27,83)", "a safe fix needs no input, but its value holds a placeholder.")]
    [InlineData("value: Enabled, replaces: 'no'", "value: Enabled, replaces: always", "(27,99)", "a safe fix replaces nothing.")]
    [InlineData("add: aws_s3_bucket_versioning", "add: aws_s3_bucket_versions", "(30,16)", "there is no type `aws_s3_bucket_versions`; did you mean `aws_s3_bucket_versioning`?")]
    [InlineData("{ status: Enabled } }", "{ state: Enabled } }", "(31,64)", "aws_s3_bucket_versioning has no `state` in `versioning_configuration.state`; did you mean `status`?")]
    [InlineData("value: true, replaces: always", "value: true, replaces: 'no'", "(37,87)", "`replaces` says no, but AWS replaces the resource when `Properties.ObjectLockEnabled` changes.")]
    [InlineData("value: true, replaces: always", "value: true, replaces: maybe", "(37,87)", "`replaces` says maybe, but AWS always replaces the resource when `Properties.ObjectLockEnabled` changes.")]
    [InlineData("set: Properties.ObjectLockEnabled, value: true, replaces: always", "set: Properties.AccelerateConfiguration.AccelerationStatus, value: Enabled, replaces: always", "(37,115)", "`replaces` says always, but nothing says that AWS replaces the resource when `Properties.AccelerateConfiguration.AccelerationStatus` changes.")]
    [InlineData("for: AWS::S3::Bucket, set: Properties.ObjectLockEnabled, value: true, replaces: always", "for: AWS::MSK::Cluster, set: Properties.EncryptionInfo.EncryptionInTransit, value: { InCluster: true }, replaces: 'no'", "(37,121)", "`replaces` says no, but AWS replaces the resource when `Properties.EncryptionInfo.EncryptionInTransit` changes.")]
    [InlineData("value: true, replaces: always", "value: 1, replaces: always", "(37,74)", "`Properties.ObjectLockEnabled` of AWS::S3::Bucket takes true or false, not `1`.")]
    [InlineData("[S3.14]", "[S3.140]", "(39,21)", "securityhub has no `S3.140`; did you mean `S3.10`?")]
    [InlineData("v3.0.0 2.1.1", "v3.0.0 2.9.9", "(40,13)", "the CIS benchmark v3.0.0 has no requirement `2.9.9`.")]
    [InlineData("v3.0.0 2.1.1", "v9.0.0 2.1.1", "(40,13)", "`v9.0.0` is no version of the CIS benchmark that Onus knows.")]
    [InlineData("SI-1c.2", "SI1c", "(41,39)", "`SI1c` is no control of NIST SP 800-53; one looks like AC-17(4)(a).")]
    [InlineData("CKV_AWS_21]", "CKV_AWS_2100]", "(43,17)", "checkov has no `CKV_AWS_2100`; did you mean `CKV_AWS_100`?")]
    [InlineData("trivy: [", "trivvy: [", "(44,7)", "`trivvy` is none of checkov, cfn_nag, trivy, guard, cdk_nag; did you mean `trivy`?")]
    [InlineData("CKV_AWS_21]", "CKV_AWS_21, CKV_AWS_21]", "(43,17)", "`CKV_AWS_21` stands twice under `checkov`.")]
    [InlineData("https://docs", "docs", "(45,15)", "`docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html` is no address; a source begins with https://.")]
    [InlineData("https://docs.aws.amazon.com/AmazonS3", "https://docs.example.com/AmazonS3", "(4,9)", "AWS's default decides its verdict where nothing is written, so `sources` must name the page of AWS that states the default.")]
    [InlineData("sources: [https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html]", "limits: Buckets only.", "(4,9)", "`sources` must name the page of AWS that states the default.")]
    [InlineData("duty: data-protection", "duty: data-protektion", "(4,9)", "there is no duty `data-protektion`; did you mean `data-protection`?")]
    [InlineData("title: Keep old versions of objects", "title: Ensure versions are kept", "(4,9)", "a title says what to do, not \"Ensure\".")]
    [InlineData("id: bucket-versioned", "id: Bucket_Versioned", "(4,9)", "an id is lower-case words joined by dashes.")]
    [InlineData("severity: warning", "severity: high", "(7,15)", "`severity` is `high`; it must be one of error, warning, information, hint.")]
    [InlineData("why: An", "whi: An", "(8,5)", "`whi` is not a field here; did you mean `why`?")]
    public void A_corrupted_control_says_which_and_why(string right, string wrong, string place, string sentence)
    {
        Assert.Contains(right, Control, StringComparison.Ordinal);
        var problems = Problems(Control.Replace(right, wrong, StringComparison.Ordinal)).ToList();
        Assert.Contains(problems, problem => problem.StartsWith($"test.yaml{place}: error ONUS: ", StringComparison.Ordinal) && problem.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void An_id_that_stands_twice_names_the_other_place()
    {
        var twice = Control + Control[(Control.IndexOf("controls:", StringComparison.Ordinal) + "controls:\n".Length)..];
        Assert.Contains(Problems(twice), problem => problem.Contains("bucket-versioned: this id stands already in test.yaml, line 4.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_catalogue_that_ships_has_no_problem() => Assert.Empty(Compiler.Compile(SchemaFiles.Root).Problems.Select(problem => problem.ToString()));
}
