using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>What a hover says: Markdown, and the span it is about.</summary>
public sealed record Explanation(Place Place, string Markdown);

/// <summary>The line over a resource in the editor: "2 duties open · 4 met".</summary>
public sealed record ResourceSummary(Place Place, string Name, int Open, int Met, int Unknown, int Accepted, string Text);
