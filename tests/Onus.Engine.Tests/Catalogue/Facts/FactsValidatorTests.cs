using Onus.Engine.Catalogue.Facts;
using Onus.Engine.Tests.Catalogue.Duties;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Facts;

public sealed class FactsValidatorTests
{
    private static readonly string CloudFormation = SchemaFiles.Read("resource-facts/cloudformation.txt");
    private static readonly string Terraform = SchemaFiles.Read("resource-facts/terraform.txt");

    [Fact]
    public void The_repositorys_own_duties_agree_with_the_facts() =>
        Assert.Empty(FactsValidator.Validate(DutyFiles.Load(), CloudFormation, Terraform).Select(problem => problem.ToString()));

    [Theory]
    [InlineData("movers.yaml", "Properties.LaunchType == 'EC2'", "Properties.LaunchTyp == 'EC2'", "ecs-on-ec2: the resource facts do not have `Properties.LaunchTyp` in AWS::ECS::Service: no `LaunchTyp`; did you mean `LaunchType`?")]
    [InlineData("movers.yaml", "Properties.LaunchType == 'EC2'", "Properties.LaunchType = 'EC2'", "ecs-on-ec2: ")]
    [InlineData("movers.yaml", "type: aws_db_instance\n        is: engine matches '^custom-oracle-'", "type: aws_db_instanze\n        is: engine matches '^custom-oracle-'", "the type `aws_db_instanze`; did you mean `aws_db_instance`?")]
    [InlineData("types.yaml", "\"AWS::EC2::KeyPair\"", "\"AWS::EC2::KeyPairs\"", "types.yaml: the resource facts do not have the type `AWS::EC2::KeyPairs`; did you mean `AWS::EC2::KeyPair`?")]
    [InlineData("services.yaml", "    cloudformation: [SQS]\n", "", "No service claims the type `AWS::SQS::Queue`; add it to a service, or a service for it.")]
    public void What_the_duties_name_must_exist_and_every_type_must_be_claimed(string file, string written, string instead, string message)
    {
        var duties = DutyFiles.LoadWith(file, text =>
        {
            Assert.Contains(written, text, StringComparison.Ordinal);
            return text.Replace(written, instead, StringComparison.Ordinal);
        });
        Assert.Contains(FactsValidator.Validate(duties, CloudFormation, Terraform), problem => problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_facts_are_of_the_packages_that_the_generator_pins()
    {
        var package = File.ReadAllText(Path.Combine(SchemaFiles.Root, "..", "scripts", "resource-facts", "package.json"));
        Assert.Contains($"\"@aws-cdk/aws-service-spec\": \"{Version(CloudFormation, "@aws-cdk/aws-service-spec ")}\"", package, StringComparison.Ordinal);
        Assert.Contains($"\"@cdktf/provider-aws\": \"{Version(Terraform, "@cdktf/provider-aws ")}\"", package, StringComparison.Ordinal);
    }

    private static string Version(string facts, string package)
    {
        var start = facts.IndexOf(package, StringComparison.Ordinal) + package.Length;
        return facts[start..facts.IndexOf(' ', start)];
    }
}
