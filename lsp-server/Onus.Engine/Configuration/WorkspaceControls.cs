using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Configuration;

/// <summary>Controls that a workspace adds in <c>.onus/controls/*.yaml</c>, in the form of the catalogue's own. Data: nothing of them runs.</summary>
/// <param name="Controls">Those without a fault.</param>
/// <param name="Problems">What is wrong, with its place; a control with a fault is left out, the others hold.</param>
public sealed record WorkspaceControls(ImmutableArray<Control> Controls, ImmutableArray<(Place Place, string Message)> Problems)
{
    /// <summary>The folder, from the workspace's root.</summary>
    public const string Folder = ".onus/controls";

    public static WorkspaceControls None { get; } = new([], []);

    /// <summary>Whether a path is one of a workspace's control files.</summary>
    public static bool IsControlFile(string path)
    {
        path = path.Replace('\\', '/');
        return path.EndsWith(".yaml", StringComparison.Ordinal) && Path.GetDirectoryName(path)?.Replace('\\', '/') is { } folder
            && (folder == Folder || folder.EndsWith("/" + Folder, StringComparison.Ordinal));
    }

    /// <param name="files">The texts of the files.</param>
    /// <param name="catalogue">The catalogue that they add to.</param>
    public static WorkspaceControls Read(IReadOnlyCollection<SourceText> files, ICatalogue catalogue)
    {
        if (files.Count == 0) return None;
        var problems = new List<CatalogueProblem>();
        var read = new List<ServiceFile>();
        foreach (var text in files)
        {
            var (file, found) = ServiceFileReader.Read(SyntaxTree.Read(text, SyntaxLanguage.Yaml));
            read.Add(file);
            problems.AddRange(found);
        }

        problems.AddRange(CatalogueValidator.Validate(read, catalogue.Duties.Select(duty => duty.Id).ToHashSet(StringComparer.Ordinal)));
        var entries = read.SelectMany(file => file.Controls).ToList();
        foreach (var entry in entries) problems.AddRange(Check(entry, catalogue));
        return new WorkspaceControls(
            [.. entries.Where(entry => !problems.Exists(problem => IsIn(problem.Place, entry))).Select(entry => entry.Control with { Home = entry.Place.Document.Path })],
            [.. problems.Select(problem => (problem.Place, problem.Message))]);
    }

    private LayeredCatalogue? over;

    /// <summary>The catalogue with these controls on top; the same one for the same catalogue, so that what was judged by it still counts.</summary>
    public ICatalogue Over(ICatalogue catalogue)
    {
        if (Controls.IsEmpty) return catalogue;
        return over is { } known && ReferenceEquals(known.Below, catalogue) ? known : over = new LayeredCatalogue(catalogue, Controls);
    }

    private static IEnumerable<CatalogueProblem> Check(CatalogueEntry entry, ICatalogue catalogue)
    {
        if (catalogue.FindControl(entry.Control.Id) is not null) yield return new CatalogueProblem(entry.Place, $"{entry.Control.Id}: Onus has a control of this id; choose another.");
        foreach (var name in entry.Control.Bindings.SelectMany(Lists).Distinct().Where(name => catalogue.List(name) is null))
            yield return new CatalogueProblem(entry.Place, $"{entry.Control.Id}: there is no list `@{name}`.");
    }

    private static IEnumerable<string> Lists(Binding binding)
    {
        try
        {
            return [.. ExpressionParts.Lists(binding.Require), .. binding.When is { } when ? ExpressionParts.Lists(when) : []];
        }
        catch (ExpressionSyntaxException)
        {
            // Said already, at its place.
            return [];
        }
    }

    private static bool IsIn(Place problem, CatalogueEntry entry) =>
        problem.Document == entry.Place.Document && problem.Span.Start >= entry.Node.Span.Start && problem.Span.Start <= entry.Node.Span.End;
}
