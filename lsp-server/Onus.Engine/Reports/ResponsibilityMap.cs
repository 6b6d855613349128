using System.Collections.Immutable;
using Onus.Engine.Catalogue;

namespace Onus.Engine.Reports;

/// <summary>The picture everyone knows, for one template: the customer's layers on top, AWS's below, a cell for each kind of resource.</summary>
/// <param name="Rows">One a layer, in the order of the model.</param>
public sealed record ResponsibilityMap(ImmutableArray<MapRow> Rows)
{
    public static ResponsibilityMap Of(Analysis analysis)
    {
        var ledgers = (analysis.Template?.Resources ?? [])
            .Where(resource => resource.IsDeployed && resource.DerivedFrom is null)
            .Select(resource => Ledger.Of(analysis, resource))
            .Where(ledger => !ledger.Lines.IsEmpty)
            .ToList();
        var rows = analysis.Catalogue.Layers.Select(layer => new MapRow(layer, [.. Cells(layer, ledgers)])).Where(row => !row.Cells.IsEmpty);
        return new ResponsibilityMap([.. rows.OrderBy(row => row.Owner)]);
    }

    private static IEnumerable<MapCell> Cells(Layer layer, List<Ledger> ledgers) => ledgers
        .SelectMany(ledger => ledger.Lines.Where(line => line.Layer.Id == layer.Id).Select(line => new MapEntry(ledger, line)))
        .GroupBy(entry => entry.Ledger.Profile?.ServiceName ?? entry.Ledger.Resource.Type)
        .Select(group => new MapCell(group.Key, [.. group]));
}

/// <param name="Layer">The layer.</param>
/// <param name="Cells">One a service that the layer concerns.</param>
public sealed record MapRow(Layer Layer, ImmutableArray<MapCell> Cells)
{
    /// <summary>The customer's where any resource leaves it to the customer, AWS's where none does.</summary>
    public Owner Owner => Cells.SelectMany(cell => cell.Entries).Min(entry => entry.Line.Share.Owner);
}

/// <param name="Service">The service's name.</param>
/// <param name="Entries">Its resources with what stands in this layer.</param>
public sealed record MapCell(string Service, ImmutableArray<MapEntry> Entries)
{
    public Owner Owner => Entries.Min(entry => entry.Line.Share.Owner);

    public Standing Standing => Entries.Min(entry => entry.Line.Standing);
}

/// <summary>A resource in a cell.</summary>
public sealed record MapEntry(Ledger Ledger, LedgerLine Line);
