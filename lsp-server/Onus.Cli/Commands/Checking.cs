using Onus.Cli.Files;
using Onus.Engine;
using Onus.Engine.Catalogue;
using Onus.Engine.Reports;

namespace Onus.Cli.Commands;

/// <summary>Runs the engine over units.</summary>
internal static class Checking
{
    /// <summary>Analyses a unit with the settings that hold where it stands.</summary>
    public static Analysis Analyse(FileUnit unit, CheckSettings settings, Workspace workspace, ICatalogue catalogue)
    {
        var (options, parameters) = settings.For(workspace, unit.Texts[0].Path);
        var known = settings.ReadsConfig ? workspace.CatalogueFor(unit.Texts[0].Path, catalogue) : catalogue;
        return Analysis.Of(unit.Texts, known, Workspace.Context(parameters), options);
    }

    /// <summary>Analyses units on all cores and gives them in order, holding only a few at a time.</summary>
    public static IEnumerable<(FileUnit File, CheckedUnit Unit)> Run(IEnumerable<FileUnit> units, CheckSettings settings, Workspace workspace, ICatalogue catalogue) =>
        units.AsParallel().AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(unit => (unit, new CheckedUnit(Analyse(unit, settings, workspace, catalogue), unit.Asked)
            {
                Callers = [.. unit.Callers.Select(caller => Analyse(caller, settings, workspace, catalogue))],
            }));
}
