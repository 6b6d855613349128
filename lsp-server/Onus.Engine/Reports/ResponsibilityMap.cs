using System.Collections.Immutable;
using Onus.Engine.Catalogue;

namespace Onus.Engine.Reports;

/// <summary>The picture everyone knows, for one template: the customer's layers on top, AWS's below, a cell for each kind of resource.</summary>
/// <param name="Rows">One a layer, in the order of the model.</param>
public sealed record ResponsibilityMap(ImmutableArray<MapRow> Rows)
{
    /// <summary>The rows in which anything is the customer's.</summary>
    public IEnumerable<MapRow> Yours => Rows.Where(row => !row.IsAws);

    /// <summary>The rows that AWS carries for every resource.</summary>
    public IEnumerable<MapRow> Aws => Rows.Where(row => row.IsAws);

    public static ResponsibilityMap Of(Analysis analysis)
    {
        var ledgers = (analysis.Template?.Resources ?? [])
            .Where(resource => resource.IsDeployed && resource.DerivedFrom is null)
            .Select(resource => Ledger.Of(analysis, resource))
            .Where(ledger => !ledger.Lines.IsEmpty)
            .ToList();
        return new ResponsibilityMap([.. analysis.Catalogue.Layers.Select(layer => new MapRow(layer, [.. Cells(layer, ledgers)])).Where(row => !row.Cells.IsEmpty)]);
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
    /// <summary>AWS carries it for every resource, and nothing is asked of anyone.</summary>
    public bool IsAws => Cells.All(cell => cell.IsAws);
}

/// <param name="Service">The service's name.</param>
/// <param name="Entries">Its resources with what stands in this layer.</param>
public sealed record MapCell(string Service, ImmutableArray<MapEntry> Entries)
{
    public bool IsAws => Entries.All(entry => entry.Line.Share.Owner == Owner.Aws && entry.Line.Standing == Standing.Unasked);

    public Standing Standing => Entries.Min(entry => entry.Line.Standing);
}

/// <summary>A resource in a cell.</summary>
public sealed record MapEntry(Ledger Ledger, LedgerLine Line);
