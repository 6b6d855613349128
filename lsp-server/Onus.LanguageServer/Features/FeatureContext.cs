using Onus.Engine.Catalogue;
using Onus.Engine.Reports;
using Onus.Engine.Text;
using Onus.LanguageServer.Documents;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>What an answer is made from.</summary>
/// <param name="Snapshot">The texts as they stood when the request came.</param>
/// <param name="Abilities">What the client can do.</param>
/// <param name="Conversions">To the client's way of counting.</param>
internal sealed record FeatureContext(Snapshot Snapshot, ClientAbilities Abilities, Conversions Conversions)
{
    /// <summary>The client's name for a text.</summary>
    public string UriOf(SourceText text) => Snapshot.Open.GetValueOrDefault(text.Path)?.Uri ?? DocumentUri.FromPath(text.Path);

    /// <summary>Where to read about a control; null where there is nothing to read.</summary>
    public string? PageOf(Control control) => Links.Here(Snapshot.Catalogue(), control);

    public Location LocationOf(Place place) => new() { Uri = UriOf(place.Document), Range = Conversions.RangeOf(place) };
}
