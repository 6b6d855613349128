using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

public class SamTests
{
    private static Template Read(string resources, string sections = "") =>
        Reads.Template($"Transform: AWS::Serverless-2016-10-31\n{sections}\nResources:\n{Reads.Indent(resources, 2)}\n");

    private static Resource Derived(Template template, string name, string type) =>
        Assert.Single(template.OfType(type), r => r.Name == name && r.DerivedFrom is not null);

    private static IEnumerable<string> Texts(Value list) => Assert.IsType<ListValue>(list).Items.Select(i => i.Text());

    [Fact]
    public void A_function_makes_a_function_and_a_role()
    {
        var template = Read("""
            Fn:
              Type: AWS::Serverless::Function
              Properties:
                Runtime: python3.13
                Handler: a.b
                CodeUri: src/
                Tracing: Active
                Environment: {Variables: {A: b}}
            """);
        Assert.Equal(["AWS::Serverless::Function", "AWS::IAM::Role", "AWS::Lambda::Function"], template.Resources.Select(r => r.Type));
        var function = Derived(template, "Fn", "AWS::Lambda::Function");
        Assert.Equal("Active", function.Property("TracingConfig", "Mode").Text());
        Assert.Equal("Active", function.Property("TracingConfig", "Mode").Place.Text);
        Assert.Equal("b", function.Property("Environment", "Variables", "A").Text());
        Assert.Equal(new Reference("FnRole", "Arn"), function.Property("Role").Unknown().Reference);
        var role = Derived(template, "FnRole", "AWS::IAM::Role");
        Assert.Contains("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", Texts(role.Property("ManagedPolicyArns")));
        Assert.Contains("arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess", Texts(role.Property("ManagedPolicyArns")));
        Assert.Equal("Fn", role.DerivedFrom);
        Assert.Equal("Fn", role.NamePlace.Text);
        Assert.Equal("AWS::Serverless::Function", function.TypePlace.Text);
    }

    [Fact]
    public void A_function_with_a_role_makes_none()
    {
        var template = Read("Fn:\n  Type: AWS::Serverless::Function\n  Properties: {Role: 'arn:aws:iam::1:role/r', InlineCode: x}");
        Assert.Empty(template.OfType("AWS::IAM::Role"));
        Assert.Equal("x", Derived(template, "Fn", "AWS::Lambda::Function").Property("Code", "ZipFile").Text());
    }

    [Fact]
    public void Globals_lie_under_the_properties_and_keep_their_places()
    {
        const string globals = """
            Globals:
              Function:
                Runtime: python3.8
                Tracing: Active
                Environment: {Variables: {A: global, B: global}}
                Layers: [one]
            """;
        var template = Read(
            "Fn:\n  Type: AWS::Serverless::Function\n  Properties:\n    Runtime: python3.13\n    Layers: [two]\n    Environment: {Variables: {B: own}}", globals);
        var function = Derived(template, "Fn", "AWS::Lambda::Function");
        Assert.Equal("python3.13", function.Property("Runtime").Text());
        Assert.Equal(("global", "own"), (function.Property("Environment", "Variables", "A").Text(), function.Property("Environment", "Variables", "B").Text()));
        Assert.Equal(["one", "two"], Texts(function.Property("Layers")));
        Assert.Equal(4, function.Property("TracingConfig", "Mode").Place.Start.Line);
    }

    [Fact]
    public void Policies_become_managed_and_inline_policies()
    {
        var template = Read("""
            Fn:
              Type: AWS::Serverless::Function
              Properties:
                Policies:
                  - AdministratorAccess
                  - arn:aws:iam::1:policy/own
                  - Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]
                  - S3ReadPolicy: {BucketName: !Ref Data}
                  - NobodyKnowsPolicy: {}
                  - !If [Big, {Statement: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]}, !Ref 'AWS::NoValue']
            Data: {Type: 'AWS::S3::Bucket'}
            """, "Parameters: {Size: {Type: String}}\nConditions: {Big: !Equals [!Ref Size, big]}");
        var role = Derived(template, "FnRole", "AWS::IAM::Role");
        var arns = Assert.IsType<ListValue>(role.Property("ManagedPolicyArns")).Items;
        Assert.Contains("arn:aws:iam::aws:policy/AdministratorAccess", arns.OfType<ScalarValue>().Select(a => a.Text));
        Assert.Contains("arn:aws:iam::1:policy/own", arns.OfType<ScalarValue>().Select(a => a.Text));
        var policies = Assert.IsType<ListValue>(role.Property("Policies")).Items;
        Assert.Equal(4, policies.Length);
        var written = Assert.IsType<MapValue>(Assert.IsType<MapValue>(policies[0]).Get("PolicyDocument"));
        Assert.IsType<ListValue>(written.Get("Statement"));
        var known = Assert.IsType<MapValue>(Assert.IsType<MapValue>(policies[1]).Get("PolicyDocument"));
        var statement = Assert.IsType<MapValue>(Assert.IsType<ListValue>(known.Get("Statement")).Items[0]);
        Assert.Contains("s3:GetObject", Texts(statement.Get("Action")));
        var bucket = Assert.IsType<ListValue>(statement.Get("Resource")).Items[1].Unknown();
        Assert.Equal(("arn:${AWS::Partition}:s3:::${Data}/*", new Reference("Data")), (bucket.Text, bucket.Reference));
        Assert.Equal(UnknownCause.Macro, Assert.IsType<MapValue>(policies[2]).Get("PolicyDocument").Unknown().Cause);
        Assert.IsType<AbsentValue>(Assert.IsType<ChoiceValue>(policies[3]).Else);
    }

    [Theory]
    [InlineData("NONE", 1)]
    [InlineData("AWS_IAM", 0)]
    public void A_function_url_is_derived_and_opened_only_without_authentication(string auth, int permissions)
    {
        var template = Read($"Fn:\n  Type: AWS::Serverless::Function\n  Properties:\n    FunctionUrlConfig:\n      AuthType: {auth}\n      Cors: {{AllowOrigins: ['*']}}");
        var url = Derived(template, "FnUrl", "AWS::Lambda::Url");
        Assert.Equal(auth, url.Property("AuthType").Text());
        Assert.Equal(auth, url.Property("AuthType").Place.Text);
        Assert.Equal(permissions, template.OfType("AWS::Lambda::Permission").Length);
    }

    [Fact]
    public void Events_make_permissions_and_what_triggers_the_function()
    {
        var template = Read("""
            Fn:
              Type: AWS::Serverless::Function
              Properties:
                Events:
                  Up: {Type: S3, Properties: {Bucket: !Ref Data, Events: 's3:ObjectCreated:*'}}
                  Tick: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
                  Work: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, BatchSize: 5}}
                  News: {Type: SNS, Properties: {Topic: !Ref Topic}}
            Data: {Type: 'AWS::S3::Bucket'}
            Jobs: {Type: 'AWS::SQS::Queue'}
            Topic: {Type: 'AWS::SNS::Topic'}
            """);
        Assert.Equal("s3.amazonaws.com", Derived(template, "FnUpPermission", "AWS::Lambda::Permission").Property("Principal").Text());
        Assert.Equal(UnknownCause.Pseudo, Derived(template, "FnUpPermission", "AWS::Lambda::Permission").Property("SourceAccount").Unknown().Cause);
        Assert.Equal("rate(1 day)", Derived(template, "FnTick", "AWS::Events::Rule").Property("ScheduleExpression").Text());
        Assert.Equal("FnTick", Derived(template, "FnTickPermission", "AWS::Lambda::Permission").Property("SourceArn").Unknown().Reference!.Name);
        Assert.Equal("Jobs", Derived(template, "FnWork", "AWS::Lambda::EventSourceMapping").Property("EventSourceArn").Unknown().Reference!.Name);
        Assert.Equal("Topic", Derived(template, "FnNewsPermission", "AWS::Lambda::Permission").Property("SourceArn").Unknown().Reference!.Name);
        Assert.Contains(
            "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
            Texts(Derived(template, "FnRole", "AWS::IAM::Role").Property("ManagedPolicyArns")));
    }

    [Fact]
    public void An_api_event_without_an_api_makes_one_with_the_globals()
    {
        var template = Read(
            "Fn:\n  Type: AWS::Serverless::Function\n  Properties:\n    Events:\n      Get: {Type: Api, Properties: {Path: /, Method: get}}\n      Post: {Type: Api, Properties: {Path: /, Method: post}}",
            "Globals: {Api: {TracingEnabled: true}}\nOutputs: {Url: {Value: !Sub 'https://${ServerlessRestApi}/Prod'}}");
        Derived(template, "ServerlessRestApi", "AWS::ApiGateway::RestApi");
        var stage = Derived(template, "ServerlessRestApiProdStage", "AWS::ApiGateway::Stage");
        Assert.Equal("true", stage.Property("TracingEnabled").Text());
        Assert.Equal("Get", stage.NamePlace.Text);
        Assert.Empty(template.Problems);
    }

    [Theory]
    [InlineData("", "", "NONE")]
    [InlineData("", "Auth: {Authorizer: AWS_IAM}", "AWS_IAM")]
    [InlineData("Auth: {DefaultAuthorizer: Own}", "", "CUSTOM")]
    [InlineData("Auth: {DefaultAuthorizer: Own}", "Auth: {Authorizer: NONE}", "NONE")]
    public void An_api_event_makes_a_method_with_its_authorization(string api, string happening, string expected)
    {
        var template = Read($"""
            Api: {"{"}Type: 'AWS::Serverless::Api', Properties: {"{"}StageName: live, {api}{"}}"}
            Web: {"{"}Type: 'AWS::Serverless::HttpApi', Properties: {"{"}{api}{"}}"}
            Fn:
              Type: AWS::Serverless::Function
              Properties:
                Events:
                  Get: {"{"}Type: Api, Properties: {"{"}RestApiId: !Ref Api, Path: /, Method: get, {happening}{"}}"}
                  Put: {"{"}Type: HttpApi, Properties: {"{"}ApiId: !Ref Web, Path: /, Method: put, {happening}{"}}"}
            """);
        var method = Derived(template, "FnGetMethod", "AWS::ApiGateway::Method");
        Assert.Equal((expected, "GET"), (method.Property("AuthorizationType").Text(), method.Property("HttpMethod").Text()));
        var route = Derived(template, "FnPutRoute", "AWS::ApiGatewayV2::Route");
        Assert.Equal((expected.Replace("CUSTOM", "JWT"), "PUT /"), (route.Property("AuthorizationType").Text(), route.Property("RouteKey").Text()));
        Assert.Equal("Get", method.NamePlace.Text);
    }

    [Fact]
    public void An_api_that_is_written_out_says_itself_who_may_call_it()
    {
        var template = Read("""
            Api: {Type: 'AWS::Serverless::Api', Properties: {StageName: live, DefinitionBody: {openapi: 3.0.0}}}
            Fn:
              Type: AWS::Serverless::Function
              Properties:
                Events:
                  Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /, Method: get}}
            """);
        Assert.Empty(template.OfType("AWS::ApiGateway::Method"));
    }

    [Fact]
    public void A_rest_api_makes_an_api_and_a_stage_that_can_be_named()
    {
        var template = Read("""
            Api:
              Type: AWS::Serverless::Api
              Properties:
                StageName: live
                EndpointConfiguration: {Type: PRIVATE, VPCEndpointIds: [v]}
                AccessLogSetting: {DestinationArn: arn}
                MethodSettings: [{LoggingLevel: INFO}]
                Auth: {ResourcePolicy: {CustomStatements: [{Effect: Deny, Principal: '*', Action: '*', Resource: '*'}]}}
                Domain: {DomainName: a.example.com, SecurityPolicy: TLS_1_2, CertificateArn: c}
            Acl:
              Type: AWS::WAFv2::WebACLAssociation
              Properties:
                ResourceArn: !Ref Api.Stage
                Other: !Sub 'x/${Api.Stage}'
            """);
        var api = Derived(template, "Api", "AWS::ApiGateway::RestApi");
        Assert.Equal(["PRIVATE"], Texts(api.Property("EndpointConfiguration", "Types")));
        Assert.Single(Assert.IsType<ListValue>(api.Property("Policy", "Statement")).Items);
        Assert.IsNotType<AbsentValue>(api.Property("Body"));
        var stage = Derived(template, "ApiliveStage", "AWS::ApiGateway::Stage");
        Assert.Equal("arn", stage.Property("AccessLogSetting", "DestinationArn").Text());
        Assert.Equal("Api", stage.Property("RestApiId").Unknown().Reference!.Name);
        Assert.Equal(new Reference("ApiliveStage"), template.Find("Acl")!.Property("ResourceArn").Unknown().Reference);
        Assert.Equal(new Reference("ApiliveStage"), template.Find("Acl")!.Property("Other").Unknown().Reference);
        Assert.Equal("TLS_1_2", Derived(template, "ApiDomainName", "AWS::ApiGateway::DomainName").Property("SecurityPolicy").Text());
        Assert.Empty(template.Problems);
    }

    [Fact]
    public void An_http_api_makes_an_api_and_its_default_stage()
    {
        var template = Read("Web:\n  Type: AWS::Serverless::HttpApi\n  Properties:\n    CorsConfiguration: true\n    AccessLogSettings: {DestinationArn: arn}");
        Assert.Equal(["*"], Texts(Derived(template, "Web", "AWS::ApiGatewayV2::Api").Property("CorsConfiguration", "AllowOrigins")));
        var stage = Derived(template, "WebApiGatewayDefaultStage", "AWS::ApiGatewayV2::Stage");
        Assert.Equal("$default", stage.Property("StageName").Text());
        Assert.Equal("arn", stage.Property("AccessLogSettings", "DestinationArn").Text());
    }

    [Fact]
    public void A_simple_table_makes_a_table()
    {
        var table = Derived(
            Read("Items:\n  Type: AWS::Serverless::SimpleTable\n  DeletionPolicy: Retain\n  Properties: {SSESpecification: {SSEEnabled: true}}"),
            "Items",
            "AWS::DynamoDB::Table");
        Assert.Equal("true", table.Property("SSESpecification", "SSEEnabled").Text());
        Assert.Equal("PAY_PER_REQUEST", table.Property("BillingMode").Text());
        Assert.Equal("Retain", table.Body.Get("DeletionPolicy").Text());
    }

    [Fact]
    public void A_state_machine_makes_a_state_machine_and_a_role()
    {
        var template = Read("Flow:\n  Type: AWS::Serverless::StateMachine\n  Properties:\n    DefinitionUri: a.json\n    Logging: {Level: ALL}\n    Tracing: {Enabled: true}\n    Policies: [LambdaInvokePolicy: {FunctionName: f}]");
        var machine = Derived(template, "Flow", "AWS::StepFunctions::StateMachine");
        Assert.Equal("ALL", machine.Property("LoggingConfiguration", "Level").Text());
        Assert.Equal("true", machine.Property("TracingConfiguration", "Enabled").Text());
        Assert.Equal("FlowRole", machine.Property("RoleArn").Unknown().Reference!.Name);
        Derived(template, "FlowRole", "AWS::IAM::Role");
    }

    [Fact]
    public void A_layer_is_retained_unless_told_otherwise() =>
        Assert.Equal("Retain", Derived(Read("L:\n  Type: AWS::Serverless::LayerVersion\n  Properties: {ContentUri: x}"), "L", "AWS::Lambda::LayerVersion").Body.Get("DeletionPolicy").Text());

    [Fact]
    public void An_application_is_a_nested_stack() =>
        Assert.Single(Read("App:\n  Type: AWS::Serverless::Application\n  Properties: {Location: ./app.yaml}").Hidden);

    [Fact]
    public void A_connector_makes_a_policy_that_is_not_seen() =>
        Assert.Equal(
            UnknownCause.Macro,
            Derived(Read("C:\n  Type: AWS::Serverless::Connector\n  Properties: {}"), "CPolicy", "AWS::IAM::ManagedPolicy").Property("PolicyDocument").Unknown().Cause);

    [Fact]
    public void A_graph_api_logs_unless_told_otherwise_and_makes_its_parts()
    {
        var template = Read("""
            Graph:
              Type: AWS::Serverless::GraphQLApi
              Properties:
                Auth: {Type: AWS_IAM, Additional: [{Type: API_KEY}]}
                ApiKeys: {Key: {Description: x}}
                Cache: {Type: T2_SMALL, AtRestEncryptionEnabled: true}
            Quiet:
              Type: AWS::Serverless::GraphQLApi
              Properties: {Auth: {Type: AWS_IAM}, Logging: false}
            """);
        var api = Derived(template, "Graph", "AWS::AppSync::GraphQLApi");
        Assert.Equal("AWS_IAM", api.Property("AuthenticationType").Text());
        var additional = Assert.IsType<MapValue>(Assert.IsType<ListValue>(api.Property("AdditionalAuthenticationProviders")).Items[0]);
        Assert.Equal("API_KEY", additional.Get("AuthenticationType").Text());
        Assert.Equal("ALL", api.Property("LogConfig", "FieldLogLevel").Text());
        Assert.IsType<AbsentValue>(Derived(template, "Quiet", "AWS::AppSync::GraphQLApi").Property("LogConfig"));
        Assert.Equal("true", Derived(template, "GraphApiCache", "AWS::AppSync::ApiCache").Property("AtRestEncryptionEnabled").Text());
        Derived(template, "GraphKey", "AWS::AppSync::ApiKey");
    }

    [Fact]
    public void The_condition_of_a_sam_resource_holds_for_what_it_makes()
    {
        var template = Read("Fn:\n  Type: AWS::Serverless::Function\n  Condition: C", "Conditions: {C: !Equals [a, b]}");
        Assert.All(template.Resources, r => Assert.Equal("C", r.Condition!.Name));
    }

    [Fact]
    public void An_alias_and_an_invoke_configuration_are_derived()
    {
        var template = Read("""
            Fn:
              Type: AWS::Serverless::Function
              Properties:
                AutoPublishAlias: live
                EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS}}}
                DeadLetterQueue: {Type: SQS, TargetArn: arn}
            """);
        Derived(template, "FnAliaslive", "AWS::Lambda::Alias");
        Assert.Equal("arn", Derived(template, "Fn", "AWS::Lambda::Function").Property("DeadLetterConfig", "TargetArn").Text());
        Assert.Equal(
            UnknownCause.Attribute,
            Derived(template, "FnEventInvokeConfig", "AWS::Lambda::EventInvokeConfig").Property("DestinationConfig", "OnFailure", "Destination").Unknown().Cause);
    }

    [Fact]
    public void A_sam_type_that_onus_does_not_know_hides_what_it_makes() =>
        Assert.Single(Read("X:\n  Type: AWS::Serverless::Novelty\n").Hidden);
}
