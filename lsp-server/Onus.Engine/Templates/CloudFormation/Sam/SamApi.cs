using System.Collections.Immutable;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Derives what <c>AWS::Serverless::Api</c> and <c>AWS::Serverless::HttpApi</c> make.</summary>
internal static class SamApi
{
    public static void DeriveRest(SamSource source)
    {
        var name = source.Name;
        var api = source.NewProperties()
            .Copy("ApiKeySourceType", "BinaryMediaTypes", "Description", "DisableExecuteApiEndpoint", "FailOnWarnings", "MinimumCompressionSize", "Mode", "Name",
                "Parameters", "SecurityPolicy", "EndpointAccessMode")
            .Copy("DefinitionUri", "BodyS3Location")
            .Set("EndpointConfiguration", Endpoint(source.Get("EndpointConfiguration")), source.Properties.Entry("EndpointConfiguration")?.KeyPlace)
            .Set("Policy", ResourcePolicy(source.Get("Auth")));
        if (!api.Has("BodyS3Location")) SetBody(source, api);
        source.Derive(name, "AWS::ApiGateway::RestApi", api.ToMap());
        var stageName = source.Get("StageName");
        var stage = source.NewProperties()
            .Copy("AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "MethodSettings", "StageName", "TracingEnabled", "Variables", "Tags")
            .Set("RestApiId", SamValues.Reference(name, source.Place))
            .Set("DeploymentId", SamValues.Reference(name + "Deployment", source.Place));
        source.Derive(SamNames.Stage(name, stageName), "AWS::ApiGateway::Stage", stage.ToMap());
        source.Derive(name + "Deployment", "AWS::ApiGateway::Deployment", SamValues.Map(source.Place, ("RestApiId", SamValues.Reference(name, source.Place))));
        DeriveRestDomain(source, stageName);
    }

    public static void DeriveHttp(SamSource source)
    {
        var name = source.Name;
        var api = source.NewProperties()
            .Copy("Description", "DisableExecuteApiEndpoint", "FailOnWarnings", "Name", "Tags")
            .Copy("DefinitionUri", "BodyS3Location")
            .Set("CorsConfiguration", Cors(source.Get("CorsConfiguration")), source.Properties.Entry("CorsConfiguration")?.KeyPlace);
        if (!api.Has("BodyS3Location")) SetBody(source, api);
        source.Derive(name, "AWS::ApiGatewayV2::Api", api.ToMap());
        var stageName = source.Get("StageName");
        var stage = source.NewProperties()
            .Copy("AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables", "Tags")
            .Set("ApiId", SamValues.Reference(name, source.Place))
            .Set("StageName", stageName is AbsentValue ? source.Text("$default") : stageName)
            .Set("AutoDeploy", new ScalarValue { Text = "true", Kind = ScalarKind.Boolean, Place = source.Place });
        source.Derive(SamNames.HttpStage(name, stageName), "AWS::ApiGatewayV2::Stage", stage.ToMap());
        DeriveHttpDomain(source);
    }

    private static void SetBody(SamSource source, SamProperties api)
    {
        if (source.Properties.Entry("DefinitionBody") is not null) api.Copy("DefinitionBody", "Body");
        else api.Set("Body", new MapValue { Entries = [], IsOpen = true, Place = source.Place });
    }

    /// <summary>SAM names one type where CloudFormation has a list of them.</summary>
    private static Value Endpoint(Value endpoint) => Values.Lift(endpoint, endpoint.Place, value => value switch
    {
        MapValue map => SamValues.Map(
            map.Place,
            ("Types", map.Get("Type") is AbsentValue ? map.Get("Types") : SamValues.List(map.Get("Type").Place, map.Get("Type"))),
            ("VpcEndpointIds", map.Get("VPCEndpointIds"))),
        ScalarValue type => SamValues.Map(type.Place, ("Types", SamValues.List(type.Place, type))),
        _ => value,
    });

    /// <summary>The policy that SAM writes into the API's body. Its statements are known only where they are written out.</summary>
    private static Value ResourcePolicy(Value auth)
    {
        var policy = (auth as MapValue)?.Get("ResourcePolicy") ?? Value.Absent;
        if (policy is not MapValue parts) return policy;
        var custom = parts.Get("CustomStatements");
        ImmutableArray<Value> statements = custom switch { ListValue list => list.Items, AbsentValue => [], _ => [custom] };
        var isOpen = parts.IsOpen || parts.Entries.Any(e => e.Key != "CustomStatements");
        return SamValues.Map(
            parts.Place,
            ("Version", Values.Text("2012-10-17", parts.Place)),
            ("Statement", new ListValue { Items = statements, IsOpen = isOpen, Place = parts.Place }));
    }

    /// <summary>A lone text, or true, allows one origin, or all.</summary>
    private static Value Cors(Value cors) => Values.Lift(cors, cors.Place, value => value switch
    {
        ScalarValue { Kind: ScalarKind.Boolean, Text: "false" } => Value.Absent,
        ScalarValue { Kind: ScalarKind.Boolean } all => SamValues.Map(all.Place, ("AllowOrigins", SamValues.List(all.Place, Values.Text("*", all.Place)))),
        ScalarValue origin => SamValues.Map(origin.Place, ("AllowOrigins", SamValues.List(origin.Place, origin))),
        _ => value,
    });

    private static void DeriveRestDomain(SamSource source, Value stageName)
    {
        if (source.Properties.Entry("Domain") is not { Value: MapValue domain } entry) return;
        var isRegional = domain.Get("EndpointConfiguration") is ScalarValue { Text: "REGIONAL" };
        var properties = new SamProperties(domain, entry.KeyPlace)
            .Copy("DomainName", "SecurityPolicy", "MutualTlsAuthentication", "OwnershipVerificationCertificateArn")
            .Copy("CertificateArn", isRegional ? "RegionalCertificateArn" : "CertificateArn")
            .Set("EndpointConfiguration", Endpoint(domain.Get("EndpointConfiguration")));
        source.Derive(source.Name + "DomainName", "AWS::ApiGateway::DomainName", properties.ToMap(), entry.KeyPlace, entry.KeyPlace);
        var mapping = SamValues.Map(
            entry.KeyPlace,
            ("DomainName", SamValues.Reference(source.Name + "DomainName", entry.KeyPlace)),
            ("RestApiId", SamValues.Reference(source.Name, entry.KeyPlace)),
            ("Stage", stageName));
        source.Derive(source.Name + "BasePathMapping", "AWS::ApiGateway::BasePathMapping", mapping, entry.KeyPlace, entry.KeyPlace);
    }

    private static void DeriveHttpDomain(SamSource source)
    {
        if (source.Properties.Entry("Domain") is not { Value: MapValue domain } entry) return;
        var configuration = new SamProperties(domain, entry.KeyPlace)
            .Copy("CertificateArn", "SecurityPolicy", "OwnershipVerificationCertificateArn")
            .Copy("EndpointConfiguration", "EndpointType")
            .ToMap();
        var properties = new SamProperties(domain, entry.KeyPlace)
            .Copy("DomainName", "MutualTlsAuthentication")
            .Set("DomainNameConfigurations", SamValues.List(entry.KeyPlace, configuration));
        source.Derive(source.Name + "DomainName", "AWS::ApiGatewayV2::DomainName", properties.ToMap(), entry.KeyPlace, entry.KeyPlace);
        var mapping = SamValues.Map(
            entry.KeyPlace,
            ("DomainName", SamValues.Reference(source.Name + "DomainName", entry.KeyPlace)),
            ("ApiId", SamValues.Reference(source.Name, entry.KeyPlace)));
        source.Derive(source.Name + "ApiMapping", "AWS::ApiGatewayV2::ApiMapping", mapping, entry.KeyPlace, entry.KeyPlace);
    }
}
