using Onus.Cli.Files;
using Onus.Engine;
using Onus.Engine.Catalogue;
using Onus.Engine.Reports;
using Onus.Engine.Templates;

namespace Onus.Cli.Commands;

/// <summary>Runs the engine over units.</summary>
internal static class Checking
{
    /// <summary>Analyses a unit with the settings that hold where it stands.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="settings">What the command line says.</param>
    /// <param name="workspace">The disk.</param>
    /// <param name="catalogue">What is asked.</param>
    /// <param name="given">What a template that nests it gives its parameters; null for nothing.</param>
    public static Analysis Analyse(FileUnit unit, CheckSettings settings, Workspace workspace, ICatalogue catalogue, StackInputs? given = null)
    {
        var (options, parameters) = settings.For(workspace, unit.Texts[0].Path);
        var known = settings.ReadsConfig ? workspace.CatalogueFor(unit.Texts[0].Path, catalogue) : catalogue;
        var context = Workspace.Context(parameters);
        return Analysis.Of(unit.Texts, known, given?.Over(context) ?? context, options);
    }

    /// <summary>
    /// Analyses units on all cores and gives them in order, as soon as it is their turn. However many there are and however slowly
    /// they are taken, only a few are held at a time: a text is read when there is room for it.
    /// </summary>
    public static IEnumerable<(FileUnit File, CheckedUnit Unit)> Run(IEnumerable<FileUnit> units, CheckSettings settings, Workspace workspace, ICatalogue catalogue)
    {
        // A few for each core, so that the others go on while a large one is waited for.
        var most = 4 * Environment.ProcessorCount;
        var shared = new SharedAnalyses();
        var running = new Queue<Task<(FileUnit, CheckedUnit)>>(most);
        foreach (var unit in units)
        {
            if (running.Count == most) yield return running.Dequeue().GetAwaiter().GetResult();
            running.Enqueue(Task.Run(() => (unit, Check(unit, settings, workspace, catalogue, shared))));
        }

        while (running.TryDequeue(out var next)) yield return next.GetAwaiter().GetResult();
    }

    private static CheckedUnit Check(FileUnit unit, CheckSettings settings, Workspace workspace, ICatalogue catalogue, SharedAnalyses shared)
    {
        Analysis Alone(FileUnit one) => shared.Get(one, one => Analyse(one, settings, workspace, catalogue));
        return new(Alone(unit), unit.Asked)
        {
            Callers =
            [
                .. unit.Callers.Select(Alone),
                .. unit.Given.Select(given => Analyse(unit, settings, workspace, catalogue, given)),
            ],
        };
    }
}
