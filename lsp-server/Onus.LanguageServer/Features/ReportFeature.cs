using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>onus/report</c>: the responsibility map of a template as a page.</summary>
internal static class ReportFeature
{
    /// <returns>Null for what is no template.</returns>
    public static ReportResult? Answer(FeatureContext context, ReportParams parameters) => null;
}
