using System.Collections.Immutable;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>
/// Which properties of a derived resource a SAM resource has a property for. The mirror of the copies that the derivations make; what
/// is not here cannot be written in SAM's form.
/// </summary>
internal static class SamWritten
{
    private static readonly ImmutableArray<WrittenPath> Function =
    [
        .. Same(
            "Architectures", "CodeSigningConfigArn", "Description", "Environment", "EphemeralStorage", "FileSystemConfigs", "FunctionName", "Handler",
            "ImageConfig", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "PackageType", "ReservedConcurrentExecutions", "Runtime",
            "RuntimeManagementConfig", "SnapStart", "Timeout", "VpcConfig"),
        new("Properties.TracingConfig.Mode", "Properties.Tracing"),
        new("Properties.Role", "Properties.Role"),
        new("Properties.DeadLetterConfig.TargetArn", "Properties.DeadLetterQueue.TargetArn", ("Properties.DeadLetterQueue.Type", "SQS")),
    ];

    private static readonly ImmutableArray<WrittenPath> Table =
        Same("ProvisionedThroughput", "TableName", "SSESpecification", "PointInTimeRecoverySpecification");

    private static readonly ImmutableArray<WrittenPath> StateMachine =
    [
        .. Same("EncryptionConfiguration", "Definition"),
        new("Properties.LoggingConfiguration", "Properties.Logging"),
        new("Properties.TracingConfiguration", "Properties.Tracing"),
    ];

    private static readonly ImmutableArray<WrittenPath> RestStage =
        Same("AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "MethodSettings", "TracingEnabled", "Variables");

    private static readonly ImmutableArray<WrittenPath> RestApi = Same("DisableExecuteApiEndpoint", "MinimumCompressionSize", "SecurityPolicy");

    private static readonly ImmutableArray<WrittenPath> HttpStage = Same("AccessLogSettings", "DefaultRouteSettings", "RouteSettings");

    private static readonly ImmutableArray<WrittenPath> HttpApi = Same("DisableExecuteApiEndpoint");

    private static readonly ImmutableArray<WrittenPath> GraphQL = Same("IntrospectionConfig", "QueryDepthLimit", "ResolverCountLimit", "Visibility", "XrayEnabled");

    /// <param name="samType">The type of the written resource.</param>
    /// <param name="type">The type of the derived one.</param>
    /// <param name="isMain">Whether the derived resource is the one that the SAM resource stands for, or a part of it.</param>
    public static ImmutableArray<WrittenPath> For(string samType, string type, bool isMain) =>
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

    private static ImmutableArray<WrittenPath> Same(params ReadOnlySpan<string> names)
    {
        var paths = ImmutableArray.CreateBuilder<WrittenPath>(names.Length);
        foreach (var name in names) paths.Add(new WrittenPath("Properties." + name, "Properties." + name));
        return paths.MoveToImmutable();
    }
}
