using System.Collections.Immutable;
using Onus.Engine.Assessment;

namespace Onus.Engine.Fixes;

internal static class FixMaker
{
    public static ImmutableArray<Fix> For(Analysis analysis, Finding finding) => [];
}
