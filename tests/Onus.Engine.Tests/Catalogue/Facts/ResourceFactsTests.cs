using Onus.Engine.Catalogue.Facts;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Facts;

public sealed class ResourceFactsTests
{
    private static readonly ResourceFacts Facts = SchemaFiles.ReadFacts();

    [Fact]
    public void All_types_of_both_sources_are_there()
    {
        Assert.Equal(1828, Facts.Types(Framework.CloudFormation).Count());
        Assert.Equal(1581, Facts.Types(Framework.Terraform).Count());
    }

    [Theory]
    [InlineData("AWS::S3::Bucket", "Properties.BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.SSEAlgorithm")]
    [InlineData("AWS::S3::Bucket", "Properties.BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm")]
    [InlineData("AWS::S3::Bucket", "Properties.Tags[].Key")]
    [InlineData("AWS::S3::Bucket", "DeletionPolicy")]
    [InlineData("AWS::S3::Bucket", "Properties")]
    [InlineData("AWS::EC2::SecurityGroup", "Properties.SecurityGroupIngress[].CidrIp")]
    [InlineData("AWS::IAM::Role", "Properties.AssumeRolePolicyDocument.Statement[].Effect")]
    [InlineData("AWS::RDS::DBParameterGroup", "Properties.Parameters.\"rds.force_ssl\"")]
    [InlineData("AWS::RDS::DBParameterGroup", "Properties.Parameters.'rds.force_ssl'")]
    [InlineData("AWS::Lambda::Function", "Properties.Environment.Variables.ANYTHING")]
    [InlineData("AWS::AutoScaling::AutoScalingGroup", "Properties.Tags[].PropagateAtLaunch")]
    [InlineData("aws_security_group", "ingress[].cidr_blocks")]
    [InlineData("aws_eks_cluster", "compute_config.enabled")]
    [InlineData("aws_eks_cluster", "compute_config[].enabled")]
    [InlineData("aws_instance", "lifecycle.prevent_destroy")]
    [InlineData("data.aws_iam_policy_document", "statement[].principals[].identifiers")]
    public void A_path_that_exists_is_found(string type, string path) => Assert.True(Facts.Find(type, path).Exists);

    [Theory]
    [InlineData("AWS::S3::Bucket", "Properties.BucketEncrypton", "BucketEncrypton", "BucketEncryption")]
    [InlineData("AWS::S3::Bucket", "Properties.VersioningConfiguration.State", "State", "Status")]
    [InlineData("AWS::S3::Bucket", "Properties.BucketName[].X", "BucketName[]", "BucketName")]
    [InlineData("AWS::S3::Bucket", "Propertes.BucketName", "Propertes", "Properties")]
    [InlineData("AWS::S3::Buckett", "Properties.BucketName", "AWS::S3::Buckett", "AWS::S3::Bucket")]
    [InlineData("aws_instance", "metadata_options.http_token", "http_token", "http_tokens")]
    [InlineData("aws_instance", "metadata_options[].http_token", "http_token", "http_tokens")]
    [InlineData("aws_instanc", "ami", "aws_instanc", "aws_instance")]
    public void A_path_that_does_not_exist_names_the_nearest(string type, string path, string unknown, string nearest)
    {
        var answer = Facts.Find(type, path);
        Assert.False(answer.Exists);
        Assert.Equal((unknown, nearest), (answer.Unknown, answer.Nearest));
    }

    [Theory]
    [InlineData("AWS::S3::Bucket", "Properties.Arn")]
    [InlineData("AWS::S3::Bucket", "Properties.BucketName.Inner")]
    [InlineData("aws_s3_bucket", "arn")]
    [InlineData("AWS::S3::Bucket", "")]
    public void A_path_that_a_template_cannot_set_does_not_exist(string type, string path) => Assert.False(Facts.Find(type, path).Exists);

    [Theory]
    [InlineData("AWS::S3::Bucket", "Properties.BucketName", true)]
    [InlineData("AWS::S3::Bucket", "Properties.BucketEncryption", false)]
    [InlineData("AWS::RDS::DBInstance", "Properties.StorageEncrypted", true)]
    [InlineData("AWS::EFS::FileSystem", "Properties.Encrypted", true)]
    [InlineData("AWS::RedshiftServerless::Snapshot", "Properties.Tags[].Key", true)]
    [InlineData("AWS::S3::Bucket", "Properties.Nothing", false)]
    public void Create_only_properties_are_known(string type, string path, bool createOnly) =>
        Assert.Equal(createOnly, Facts.IsCreateOnly(type, path));

    [Fact]
    public void Flags_and_kinds_are_read()
    {
        Assert.True(Facts.IsStateful("AWS::S3::Bucket"));
        Assert.False(Facts.IsStateful("AWS::S3::BucketPolicy"));
        Assert.True(Facts.Find("AWS::S3::BucketPolicy", "Properties.PolicyDocument").Fact!.Required);
        Assert.Equal("b", Facts.Find("AWS::RDS::DBInstance", "Properties.StorageEncrypted").Fact!.Kind);
        Assert.Equal("s", Facts.Find("aws_security_group", "ingress[].cidr_blocks[]").Fact!.Kind);
        Assert.True(Facts.Find("aws_eks_cluster", "vpc_config").Fact!.Block);
        Assert.True(Facts.Find("aws_eks_cluster", "version").Fact!.FilledIn);
        Assert.Contains(Facts.PropertiesOf("aws_eks_cluster"), property => property is { Name: "arn", ReadOnly: true });
        Assert.Equal(FactReplacement.Maybe, Facts.Find("AWS::EC2::Instance", "Properties.InstanceType").Fact!.Replacement);
    }

    [Theory]
    [InlineData("cloudformation.txt", "# source: npm @aws-cdk/aws-service-spec ")]
    [InlineData("terraform.txt", "# source: npm @cdktf/provider-aws ")]
    public void The_texts_say_where_they_come_from_and_stay_small(string name, string source)
    {
        var text = SchemaFiles.Read("resource-facts/" + name);
        Assert.Contains(source, text[..1000], StringComparison.Ordinal);
        Assert.InRange(text.Length, 100_000, 3_000_000);
    }

    [Theory]
    [InlineData("cloudformation.txt", "@aws-cdk/aws-service-spec")]
    [InlineData("terraform.txt", "@cdktf/provider-aws")]
    public void The_facts_are_of_the_package_that_the_generator_pins(string file, string package)
    {
        var facts = SchemaFiles.Read($"resource-facts/{file}");
        var start = facts.IndexOf(package, StringComparison.Ordinal) + package.Length + 1;
        var version = facts[start..facts.IndexOf(' ', start)];
        var pinned = File.ReadAllText(Path.Combine(SchemaFiles.Root, "..", "scripts", "resource-facts", "package.json"));
        Assert.Contains($"\"{package}\": \"{version}\"", pinned, StringComparison.Ordinal);
    }
}
