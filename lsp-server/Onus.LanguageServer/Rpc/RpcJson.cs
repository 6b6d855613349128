using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Onus.LanguageServer.Protocol;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Onus.LanguageServer.Rpc;

/// <summary>
/// What the messages need beside the protocol's own structures. Without <see cref="RequestId"/> StreamJsonRpc takes no cancellation,
/// without <see cref="CommonErrorData"/> it closes the connection at the first fault, and says neither.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RequestId))]
[JsonSerializable(typeof(CommonErrorData))]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
[JsonSerializable(typeof(DocumentDiagnosticReport))]
[JsonSerializable(typeof(WorkspaceDiagnosticReport))]
[JsonSerializable(typeof(ReportParams))]
[JsonSerializable(typeof(ReportResult))]
[JsonSerializable(typeof(IgnoreEditParams))]
[JsonSerializable(typeof(IgnoreTarget))]
[JsonSerializable(typeof(ActionData))]
[JsonSerializable(typeof(WatchedFiles))]
[JsonSerializable(typeof(DocumentTextEdit))]
internal sealed partial class RpcJson : JsonSerializerContext
{
    /// <summary>The options for every message; of our own, since the contexts' attributes do not reach StreamJsonRpc's copy.</summary>
    public static JsonSerializerOptions CreateOptions()
    {
        var options = CreateContractOptions();
        options.Converters.Add(new DiagnosticConverter());
        return options;
    }

    /// <summary>The options with the generated contracts alone.</summary>
    internal static JsonSerializerOptions CreateContractOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ProtocolJson.Default, Default),
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
