namespace Onus.Engine.Reports;

internal static class HoverReport
{
    public static Explanation? At(Analysis analysis, string path, int offset) => null;
}
