using Onus.Engine.Assessment;

namespace Onus.Engine.Fixes;

internal static class SuppressionFix
{
    public static Fix For(Analysis analysis, Finding finding, string reason) => new("Ignore", finding, [], false);
}
