using System.Collections.Immutable;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>
/// Which properties of a derived resource a SAM resource has a property for. The mirror of the copies that the derivations make; what
/// is not here cannot be written in SAM's form.
/// </summary>
internal static class SamWritten
{
    private static readonly ImmutableArray<(string, string)> Function =
    [
        .. Same(
            "Architectures", "CodeSigningConfigArn", "Description", "Environment", "EphemeralStorage", "FileSystemConfigs", "FunctionName", "Handler",
            "ImageConfig", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "PackageType", "ReservedConcurrentExecutions", "Runtime",
            "RuntimeManagementConfig", "SnapStart", "Timeout", "VpcConfig"),
        ("Properties.TracingConfig.Mode", "Properties.Tracing"),
        ("Properties.Role", "Properties.Role"),
    ];

    private static readonly ImmutableArray<(string, string)> Table =
        Same("ProvisionedThroughput", "TableName", "SSESpecification", "PointInTimeRecoverySpecification");

    private static readonly ImmutableArray<(string, string)> StateMachine =
    [
        .. Same("EncryptionConfiguration", "Definition"),
        ("Properties.LoggingConfiguration", "Properties.Logging"),
        ("Properties.TracingConfiguration", "Properties.Tracing"),
    ];

    private static readonly ImmutableArray<(string, string)> RestStage =
        Same("AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "MethodSettings", "TracingEnabled", "Variables");

    private static readonly ImmutableArray<(string, string)> RestApi = Same("DisableExecuteApiEndpoint", "MinimumCompressionSize", "SecurityPolicy");

    private static readonly ImmutableArray<(string, string)> HttpStage = Same("AccessLogSettings", "DefaultRouteSettings", "RouteSettings");

    private static readonly ImmutableArray<(string, string)> HttpApi = Same("DisableExecuteApiEndpoint");

    private static readonly ImmutableArray<(string, string)> GraphQL = Same("IntrospectionConfig", "QueryDepthLimit", "ResolverCountLimit", "Visibility", "XrayEnabled");

    /// <param name="samType">The type of the written resource.</param>
    /// <param name="type">The type of the derived one.</param>
    /// <param name="isMain">Whether the derived resource is the one that the SAM resource stands for, or a part of it.</param>
    public static ImmutableArray<(string Path, string Written)> For(string samType, string type, bool isMain) =>
        (samType[Math.Min(samType.Length, SamNames.Prefix.Length)..], type, isMain) switch
        {
            ("Function", "AWS::Lambda::Function", true) => Function,
            ("SimpleTable", "AWS::DynamoDB::Table", true) => Table,
            ("StateMachine", "AWS::StepFunctions::StateMachine", true) => StateMachine,
            ("Api", "AWS::ApiGateway::RestApi", true) => RestApi,
            ("Api", "AWS::ApiGateway::Stage", false) => RestStage,
            ("HttpApi", "AWS::ApiGatewayV2::Api", true) => HttpApi,
            ("HttpApi", "AWS::ApiGatewayV2::Stage", false) => HttpStage,
            ("GraphQLApi", "AWS::AppSync::GraphQLApi", true) => GraphQL,
            _ => [],
        };

    private static ImmutableArray<(string, string)> Same(params ReadOnlySpan<string> names)
    {
        var paths = ImmutableArray.CreateBuilder<(string, string)>(names.Length);
        foreach (var name in names) paths.Add(("Properties." + name, "Properties." + name));
        return paths.MoveToImmutable();
    }
}
