namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>The names SAM gives to what it makes. Where SAM adds a hash, Onus leaves it out.</summary>
internal static class SamNames
{
    public const string Prefix = "AWS::Serverless::";
    public const string ImplicitRestApi = "ServerlessRestApi";
    public const string ImplicitHttpApi = "ServerlessHttpApi";

    public static bool IsSam(string? type) => type is not null && type.StartsWith(Prefix, StringComparison.Ordinal);

    public static string Stage(string api, Value stageName) => api + (stageName as ScalarValue)?.Text + "Stage";

    public static string WebSocketStage(string api, Value stageName) => stageName is AbsentValue ? api + "defaultStage" : Stage(api, stageName);

    public static string HttpStage(string api, Value stageName) =>
        stageName is AbsentValue or ScalarValue { Text: "$default" } ? api + "ApiGatewayDefaultStage" : Stage(api, stageName);

    public static string Alias(string function, Value alias) => function + "Alias" + (alias as ScalarValue)?.Text;

    /// <summary>
    /// The resource meant by a reference to something that SAM makes, such as <c>MyApi.Stage</c> or <c>MyFunctionRole</c>; null
    /// where the name begins like none of the SAM resources.
    /// </summary>
    public static string? Resolve(string name, Reading reading)
    {
        if (!reading.Names.HasSam) return null;
        if (name.StartsWith(ImplicitRestApi, StringComparison.Ordinal) || name.StartsWith(ImplicitHttpApi, StringComparison.Ordinal)
            || name is "ServerlessDeploymentApplication" or "CodeDeployServiceRole")
            return name;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0) return reading.Names.Find(name[..dot]) is { } owner && IsSam(owner.Type) ? Property(owner, name[(dot + 1)..], reading) : null;
        foreach (var entry in reading.Names.Entries)
        {
            if (name.StartsWith(entry.Name, StringComparison.Ordinal) && IsSam(entry.Type)) return name;
        }

        return null;
    }

    private static string? Property(ResourceEntry owner, string property, Reading reading)
    {
        Value Written(string key) =>
            Nodes.Find(Nodes.Mapping(Nodes.Find(Nodes.Mapping(owner.Body), "Properties")), key) is { } node
                ? reading.Values.Read(node, owner.Scope)
                : SamGlobals.Of(owner.Type ?? "", reading).Get(key);
        return property switch
        {
            "Stage" => owner.Type switch
            {
                Prefix + "HttpApi" => HttpStage(owner.Name, Written("StageName")),
                Prefix + "WebSocketApi" => WebSocketStage(owner.Name, Written("StageName")),
                _ => Stage(owner.Name, Written("StageName")),
            },
            "Alias" => Alias(owner.Name, Written("AutoPublishAlias")),
            "Version" or "Deployment" or "DomainName" or "UsagePlan" or "UsagePlanKey" or "ApiKey" => owner.Name + property,
            _ => null,
        };
    }
}
