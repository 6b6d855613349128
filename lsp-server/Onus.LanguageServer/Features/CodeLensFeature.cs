using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>textDocument/codeLens</c>: over each resource, how its duties stand.</summary>
internal static class CodeLensFeature
{
    public static IReadOnlyList<CodeLens> Answer(FeatureContext context, CodeLensParams parameters)
    {
        return [];
    }
}
