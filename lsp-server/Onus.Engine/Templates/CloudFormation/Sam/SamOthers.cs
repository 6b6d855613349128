using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Derives what the smaller SAM types make.</summary>
internal static class SamOthers
{
    public static void DeriveTable(SamSource source)
    {
        var key = source.Get("PrimaryKey") as MapValue;
        var name = key?.Get("Name") is { } written and not AbsentValue ? written : source.Text("id");
        var type = key?.Get("Type") is ScalarValue said ? Values.Text(said.Text.Length > 0 ? said.Text[..1] : "S", said.Place) : source.Text("S");
        var table = source.NewProperties()
            .Copy("ProvisionedThroughput", "TableName", "SSESpecification", "PointInTimeRecoverySpecification")
            .Set("AttributeDefinitions", SamValues.List(source.Place, SamValues.Map(source.Place, ("AttributeName", name), ("AttributeType", type))))
            .Set("KeySchema", SamValues.List(source.Place, SamValues.Map(source.Place, ("AttributeName", name), ("KeyType", source.Text("HASH")))));
        if (!table.Has("ProvisionedThroughput")) table.Set("BillingMode", "PAY_PER_REQUEST");
        source.Derive(source.Name, "AWS::DynamoDB::Table", table.ToMap());
    }

    /// <summary>SAM keeps old layer versions unless told otherwise.</summary>
    public static void DeriveLayer(SamSource source)
    {
        var layer = source.NewProperties()
            .Copy("CompatibleArchitectures", "CompatibleRuntimes", "Description", "LayerName", "LicenseInfo")
            .Copy("ContentUri", "Content");
        var retention = source.Get("RetentionPolicy");
        source.Derive(source.Name, "AWS::Lambda::LayerVersion", layer.ToMap(), retention is AbsentValue ? source.Text("Retain") : retention);
    }

    public static void DeriveStateMachine(SamSource source)
    {
        var machine = source.NewProperties()
            .Copy("DefinitionSubstitutions", "Definition", "EncryptionConfiguration")
            .Copy("DefinitionUri", "DefinitionS3Location")
            .Copy("Logging", "LoggingConfiguration")
            .Copy("Name", "StateMachineName")
            .Copy("Tracing", "TracingConfiguration")
            .Copy("Type", "StateMachineType");
        if (source.Get("Role") is AbsentValue)
        {
            machine.Set("RoleArn", SamValues.Reference(source.Name + "Role", source.Place, "Arn"));
            string[] managed = source.Get("Tracing") is MapValue tracing && tracing.Get("Enabled") is ScalarValue { Text: "true" }
                ? ["AWSXrayWriteOnlyAccess"]
                : [];
            SamRole.Derive(source, "states.amazonaws.com", managed);
        }
        else machine.Copy("Role", "RoleArn");

        source.Derive(source.Name, "AWS::StepFunctions::StateMachine", machine.ToMap());
    }

    public static void DeriveApplication(SamSource source)
    {
        var stack = source.NewProperties().Copy("NotificationARNs", "Parameters", "TimeoutInMinutes").Copy("Location", "TemplateURL");
        source.Derive(source.Name, "AWS::CloudFormation::Stack", stack.ToMap());
    }

    public static void DeriveConnector(SamSource source) => DeriveConnector(source, source.Place);

    /// <summary>The connectors that stand in a resource, as an attribute of it.</summary>
    public static void DeriveConnectors(Resource resource, TemplateContext context, List<Resource> derived)
    {
        if (resource.Body.Get("Connectors") is not MapValue connectors) return;
        foreach (var entry in connectors.Entries)
        {
            var properties = entry.Value as MapValue ?? new MapValue { Entries = [], Place = entry.KeyPlace };
            DeriveConnector(new SamSource(resource, resource.Name + entry.Key, properties, context, derived, entry.KeyPlace, entry.KeyPlace), entry.KeyPlace);
        }
    }

    /// <summary>A connector's policy depends on what it connects; it is there, but its statements are not seen.</summary>
    private static void DeriveConnector(SamSource source, Place place)
    {
        var policy = SamValues.Map(place, ("PolicyDocument", Values.Unknown(UnknownCause.Macro, place, SamNames.Prefix + "Connector")));
        source.Derive(source.Name + "Policy", "AWS::IAM::ManagedPolicy", policy);
    }

    public static void DeriveCapacityProvider(SamSource source)
    {
        var role = source.Get("OperatorRole");
        if (role is AbsentValue)
        {
            role = SamValues.Reference(source.Name + "OperatorRole", source.Place, "Arn");
            SamRole.Derive(source, source.Name + "OperatorRole", "lambda.amazonaws.com", ["AWSLambdaManagedEC2ResourceOperator"], Value.Absent);
        }

        var provider = source.NewProperties()
            .Copy("CapacityProviderName", "VpcConfig", "InstanceRequirements", "KmsKeyArn")
            .Copy("ScalingConfig", "CapacityProviderScalingConfig")
            .Copy("LoggingConfig", "TelemetryConfig.LoggingConfig")
            .Set("PermissionsConfig", SamValues.Map(source.Place, ("CapacityProviderOperatorRoleArn", role)), source.Properties.Entry("OperatorRole")?.KeyPlace);
        source.Derive(source.Name, "AWS::Lambda::CapacityProvider", provider.ToMap());
    }

    public static void DeriveGraphQL(SamSource source)
    {
        var auth = source.Get("Auth") as MapValue;
        var place = source.Place;
        var api = source.NewProperties()
            .Copy("EnvironmentVariables", "IntrospectionConfig", "OwnerContact", "QueryDepthLimit", "ResolverCountLimit", "Tags", "Visibility", "XrayEnabled")
            .Set("Name", source.Get("Name") is { } name and not AbsentValue ? name : source.Text(source.Name));
        if (auth is not null)
        {
            var authKey = source.Properties.Entry("Auth")?.KeyPlace;
            foreach (var (from, to) in AuthFields) api.Set(to, auth.Get(from), auth.Entry(from)?.KeyPlace ?? authKey);
            api.Set("AdditionalAuthenticationProviders", Additional(auth.Get("Additional")), authKey);
        }

        // Logging is on unless it is switched off.
        switch (source.Get("Logging"))
        {
            case ScalarValue { Text: "false" }:
                break;
            case MapValue or UnknownValue or ChoiceValue:
                api.Copy("Logging", "LogConfig");
                break;
            default:
                api.Set("LogConfig", SamValues.Map(
                    place,
                    ("CloudWatchLogsRoleArn", SamValues.Reference(source.Name + "CloudWatchRole", place, "Arn")),
                    ("FieldLogLevel", Values.Text("ALL", place))));
                break;
        }

        source.Derive(source.Name, "AWS::AppSync::GraphQLApi", api.ToMap());
        DeriveGraphQLParts(source);
    }

    private static (string From, string To)[] AuthFields =>
    [
        ("Type", "AuthenticationType"), ("UserPool", "UserPoolConfig"), ("OpenIDConnect", "OpenIDConnectConfig"),
        ("LambdaAuthorizer", "LambdaAuthorizerConfig"),
    ];

    private static Value Additional(Value additional) => additional is not ListValue list
        ? additional
        : new ListValue
        {
            Items =
            [
                .. list.Items.Select(item => item is MapValue map
                    ? new SamProperties(map, map.Place)
                        .Copy("Type", "AuthenticationType").Copy("UserPool", "UserPoolConfig").Copy("OpenIDConnect", "OpenIDConnectConfig")
                        .Copy("LambdaAuthorizer", "LambdaAuthorizerConfig").ToMap()
                    : item),
            ],
            IsOpen = list.IsOpen,
            Place = list.Place,
        };

    private static void DeriveGraphQLParts(SamSource source)
    {
        var api = ("ApiId", (Value)SamValues.Reference(source.Name, source.Place, "ApiId"));
        if (source.Properties.Entry("Cache") is { Value: MapValue cache } entry)
        {
            var properties = new SamProperties(cache, entry.KeyPlace)
                .Copy("ApiCachingBehavior", "AtRestEncryptionEnabled", "TransitEncryptionEnabled", "Ttl", "Type", "HealthMetricsConfig")
                .Set(api.Item1, api.Item2);
            source.Derive(source.Name + "ApiCache", "AWS::AppSync::ApiCache", properties.ToMap(), entry.KeyPlace, entry.KeyPlace);
        }

        if (source.Properties.Entry("ApiKeys") is not { Value: MapValue keys }) return;
        foreach (var key in keys.Entries)
        {
            if (key.Value is not MapValue map) continue;
            var properties = new SamProperties(map, key.KeyPlace).Copy("Description").Copy("ExpiresOn", "Expires").Set(api.Item1, api.Item2);
            source.Derive(source.Name + key.Key, "AWS::AppSync::ApiKey", properties.ToMap(), key.KeyPlace, key.KeyPlace);
        }
    }
}
