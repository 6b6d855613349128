using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

/// <summary>The smaller things that SAM makes: connectors, targets, WebSocket APIs, capacity providers.</summary>
public class SamPartsTests
{
    private static Template Read(string resources, string sections = "") =>
        Reads.Template($"Transform: AWS::Serverless-2016-10-31\n{sections}\nResources:\n{Reads.Indent(resources, 2)}\n");

    private static Resource Derived(Template template, string name, string type) =>
        Assert.Single(template.OfType(type), r => r.Name == name && r.DerivedFrom is not null);

    [Theory]
    [InlineData("!Ref AWS::NoValue")]
    [InlineData("{Ref: 'AWS::NoValue'}")]
    public void A_property_set_to_no_value_takes_the_global_away(string none)
    {
        var template = Read(
            $"Fn:\n  Type: AWS::Serverless::Function\n  Properties:\n    Tracing: {none}\n    Handler: a.b",
            "Globals:\n  Function: {Tracing: Active, Runtime: python3.13}");
        var function = Derived(template, "Fn", "AWS::Lambda::Function");
        Assert.IsType<AbsentValue>(function.Property("TracingConfig"));
        Assert.Equal("python3.13", function.Property("Runtime").Text());
    }

    [Fact]
    public void A_connector_in_a_resource_makes_a_policy_whose_statements_are_not_seen()
    {
        var template = Read("""
            Fn:
              Type: AWS::Serverless::Function
              Connectors:
                ToTable: {Properties: {Destination: {Id: T}, Permissions: [Read]}}
              Properties: {Handler: a.b}
            T: {Type: 'AWS::DynamoDB::Table'}
            """);
        var policy = Derived(template, "FnToTablePolicy", "AWS::IAM::ManagedPolicy");
        Assert.Equal(UnknownCause.Macro, policy.Property("PolicyDocument").Unknown().Cause);
        Assert.Equal("ToTable", policy.NamePlace.Text);
    }

    [Fact]
    public void A_schedule_has_the_function_as_its_target_with_the_queue_for_dead_letters()
    {
        var template = Read("""
            Fn:
              Type: AWS::Serverless::Function
              Properties:
                Events:
                  Daily: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day), DeadLetterConfig: {Type: SQS}, KmsKeyArn: key}}
                  Rule: {Type: EventBridgeRule, Properties: {Pattern: {source: [a]}, DeadLetterConfig: {Arn: queue}}}
            """);
        var schedule = Derived(template, "FnDaily", "AWS::Scheduler::Schedule");
        Assert.Equal(new Reference("Fn", "Arn"), schedule.Property("Target", "Arn").Unknown().Reference);
        Assert.IsType<UnknownValue>(schedule.Property("Target", "DeadLetterConfig", "Arn"));
        Assert.Equal("key", schedule.Property("KmsKeyArn").Text());
        Assert.IsType<AbsentValue>(schedule.Property("DeadLetterConfig"));
        var target = Assert.Single(Assert.IsType<ListValue>(Derived(template, "FnRule", "AWS::Events::Rule").Property("Targets")).Items);
        Assert.Equal("queue", Assert.IsType<MapValue>(Assert.IsType<MapValue>(target).Get("DeadLetterConfig")).Get("Arn").Text());
    }

    [Theory]
    [InlineData("Api", "RestApiId", "{UserPoolArn: arn}", "COGNITO_USER_POOLS")]
    [InlineData("Api", "RestApiId", "{FunctionArn: arn}", "CUSTOM")]
    [InlineData("HttpApi", "ApiId", "{JwtConfiguration: {issuer: i}}", "JWT")]
    [InlineData("HttpApi", "ApiId", "{FunctionArn: arn}", "CUSTOM")]
    public void An_authorizer_that_the_api_defines_says_how_callers_are_known(string kind, string id, string authorizer, string expected)
    {
        var template = Read($"""
            Door:
              Type: AWS::Serverless::{kind}
              Properties: {"{"}StageName: live, Auth: {"{"}DefaultAuthorizer: Guard, Authorizers: {"{"}Guard: {authorizer}{"}}}"}
            Fn:
              Type: AWS::Serverless::Function
              Properties: {"{"}Events: {"{"}Get: {"{"}Type: {kind}, Properties: {"{"}Path: /, Method: get, {id}: !Ref Door{"}}}}"}
            """);
        var callers = template.Resources.Single(r => r.Type is "AWS::ApiGateway::Method" or "AWS::ApiGatewayV2::Route");
        Assert.Equal(expected, callers.Property("AuthorizationType").Text());
    }

    [Fact]
    public void A_websocket_api_makes_its_stage_and_guards_the_connection()
    {
        var template = Read("""
            Chat:
              Type: AWS::Serverless::WebSocketApi
              Properties:
                Auth: {AuthType: AWS_IAM}
                Routes:
                  $connect: {FunctionArn: !GetAtt Fn.Arn}
                  send: {FunctionArn: !GetAtt Fn.Arn}
            Fn: {Type: 'AWS::Lambda::Function'}
            """, "Outputs: {Stage: {Value: !Ref Chat.Stage}}");
        Assert.Empty(template.Problems);
        Assert.Empty(template.Hidden);
        Assert.Equal("WEBSOCKET", Derived(template, "Chat", "AWS::ApiGatewayV2::Api").Property("ProtocolType").Text());
        Assert.Equal("default", Derived(template, "ChatdefaultStage", "AWS::ApiGatewayV2::Stage").Property("StageName").Text());
        var route = Assert.Single(template.OfType("AWS::ApiGatewayV2::Route"));
        Assert.Equal(("$connect", "AWS_IAM"), (route.Property("RouteKey").Text(), route.Property("AuthorizationType").Text()));
        Assert.Equal(2, template.OfType("AWS::Lambda::Permission").Length);
    }

    [Fact]
    public void A_websocket_api_without_auth_lets_everyone_connect()
    {
        var template = Read("Chat:\n  Type: AWS::Serverless::WebSocketApi\n  Properties:\n    StageName: live\n    Routes: {$connect: {FunctionArn: arn}}");
        Assert.Equal("NONE", Assert.Single(template.OfType("AWS::ApiGatewayV2::Route")).Property("AuthorizationType").Text());
        Assert.Equal("ChatliveStage", Assert.Single(template.OfType("AWS::ApiGatewayV2::Stage")).Name);
    }

    [Fact]
    public void A_capacity_provider_makes_its_role_unless_it_has_one()
    {
        var template = Read("""
            Own: {Type: 'AWS::Serverless::CapacityProvider', Properties: {VpcConfig: {SubnetIds: [a]}, OperatorRole: arn}}
            New: {Type: 'AWS::Serverless::CapacityProvider', Properties: {VpcConfig: {SubnetIds: [a]}, KmsKeyArn: key}}
            """);
        Assert.Empty(template.Hidden);
        Assert.Equal("arn", Derived(template, "Own", "AWS::Lambda::CapacityProvider").Property("PermissionsConfig", "CapacityProviderOperatorRoleArn").Text());
        Assert.Equal("key", Derived(template, "New", "AWS::Lambda::CapacityProvider").Property("KmsKeyArn").Text());
        Assert.Equal("NewOperatorRole", Assert.Single(template.OfType("AWS::IAM::Role")).Name);
    }
}
