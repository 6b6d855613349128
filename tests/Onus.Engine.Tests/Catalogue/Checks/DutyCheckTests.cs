using Onus.CatalogueCompiler.Checks;
using Onus.Engine.Tests.Catalogue.Duties;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Checks;

/// <summary>The build refuses a duty model that names what does not exist, or leaves a type without a service.</summary>
public sealed class DutyCheckTests
{
    private static readonly DutyCheck Check = new(SchemaFiles.ReadFacts(), new HashSet<string> { "lambda_deprecated_runtimes" });

    [Fact]
    public void The_repositorys_own_model_agrees_with_the_facts() => Assert.Empty(Check.Check(DutyFiles.Load()).Select(problem => problem.ToString()));

    [Theory]
    [InlineData("movers.yaml", "Properties.LaunchType == 'EC2'", "Properties.LaunchTyp == 'EC2'", "ecs-on-ec2: AWS::ECS::Service has no `LaunchTyp` in `Properties.LaunchTyp`; did you mean `LaunchType`?")]
    [InlineData("movers.yaml", "Properties.LaunchType == 'EC2'", "Properties.LaunchType = 'EC2'", "ecs-on-ec2: ")]
    [InlineData("movers.yaml", "@lambda_deprecated_runtimes", "@lambda_deprecated_runtime", "lambda-deprecated-runtime: there is no list `@lambda_deprecated_runtime`; did you mean `@lambda_deprecated_runtimes`?")]
    [InlineData("movers.yaml", "'aws_s3_bucket_server_side_encryption_configuration','bucket'", "'aws_s3_bucket_server_side_encryption_configuration','buckt'", "s3-encrypted-by-default: ")]
    [InlineData("movers.yaml", "type: aws_db_instance\n        is: engine matches '^custom-oracle-'", "type: aws_db_instanze\n        is: engine matches '^custom-oracle-'", "there is no type `aws_db_instanze`; did you mean `aws_db_instance`?")]
    [InlineData("types.yaml", "\"AWS::EC2::KeyPair\"", "\"AWS::EC2::KeyPairs\"", "there is no type `AWS::EC2::KeyPairs`; did you mean `AWS::EC2::KeyPair`?")]
    [InlineData("services.yaml", "    cloudformation: [SQS]\n", "", "no service claims the type `AWS::SQS::Queue`; add it to one, or a service for it.")]
    [InlineData("services.yaml", "archetype: iaas-compute", "archetype: iaas-computer", "There is no archetype `iaas-computer`")]
    public void What_the_duties_name_must_exist_and_every_type_must_be_claimed(string file, string written, string instead, string message)
    {
        var model = DutyFiles.LoadWith(file, text =>
        {
            Assert.Contains(written, text, StringComparison.Ordinal);
            return text.Replace(written, instead, StringComparison.Ordinal);
        });
        var problem = Assert.Single(Check.Check(model).Where(found => found.Message.Contains(message, StringComparison.Ordinal)).DistinctBy(found => found.Message).Take(1));
        Assert.EndsWith(file, problem.Place.Document.Path, StringComparison.Ordinal);
    }
}
