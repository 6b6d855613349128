using System.Collections.Immutable;

namespace Onus.Engine.Reports;

/// <summary>One template as checked, with the name its files are shown by.</summary>
/// <param name="Analysis">What was found.</param>
/// <param name="Problems">Syntax errors by document path, from the strict authorities where they were asked.</param>
public sealed record CheckedUnit(Analysis Analysis, ImmutableArray<(string Path, Text.Place Place, string Message)> Problems);
