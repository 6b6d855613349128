using System.Collections.Immutable;
using Onus.CatalogueCompiler.Checks;
using Onus.CatalogueCompiler.Pages;
using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Catalogue.Facts;
using Onus.Engine.Catalogue.Packing;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.CatalogueCompiler;

/// <summary>Turns the folder <c>schemas/</c> into the pack that Onus ships, or says what is wrong in it.</summary>
public static class Compiler
{
    /// <param name="schemas">The folder, holding <c>catalogue/*.yaml</c>, <c>duties/*.yaml</c>, <c>lists.yaml</c> and the facts to check against.</param>
    /// <returns>The pack, and the problems found; with problems the pack is empty.</returns>
    public static (byte[] Pack, IReadOnlyList<CatalogueProblem> Problems) Compile(string schemas) =>
        Compile(schemas, Catalogue(schemas));

    /// <summary>The pages of all controls and their indexes, by file name.</summary>
    /// <param name="schemas">The folder.</param>
    internal static IReadOnlyDictionary<string, string> Pages(string schemas) => PageSet.Of(
        [.. Catalogue(schemas).Select(text => ServiceFileReader.Read(SyntaxTree.Read(text, SyntaxLanguage.Yaml)).File)],
        [.. Duties(schemas).Duties.Select(duty => (duty.Id, duty.Title))]);

    /// <summary>The same with other service files than those of the folder.</summary>
    internal static (byte[] Pack, IReadOnlyList<CatalogueProblem> Problems) Compile(string schemas, IEnumerable<SourceText> catalogue)
    {
        var problems = new List<CatalogueProblem>();
        var files = new List<ServiceFile>();
        foreach (var text in catalogue)
        {
            var (file, found) = ServiceFileReader.Read(SyntaxTree.Read(text, SyntaxLanguage.Yaml));
            files.Add(file);
            problems.AddRange(found);
        }

        var (lists, listProblems) = ListFileReader.Read(Read(Path.Combine(schemas, "lists.yaml")));
        problems.AddRange(listProblems);
        var facts = Facts(schemas);
        var duties = Duties(schemas);
        problems.AddRange(new DutyCheck(facts, lists.Select(list => list.Name).ToHashSet(StringComparer.Ordinal)).Check(duties));
        problems.AddRange(CatalogueValidator.Validate(files, duties.Duties.Select(duty => duty.Id).ToHashSet(StringComparer.Ordinal)));
        problems.AddRange(Check(schemas, facts, lists).Check(files));
        if (problems.Count > 0) return ([], problems);

        using var output = new MemoryStream();
        PackWriter.Write([.. files.SelectMany(file => file.Controls).Select(entry => entry.Control)], lists, output);
        return (output.ToArray(), problems);
    }

    private static CatalogueCheck Check(string schemas, ResourceFacts facts, IEnumerable<(string Name, ImmutableArray<string> Values)> lists) =>
        new(facts, lists.ToDictionary(list => list.Name, list => list.Values), Identifiers.Read(File.ReadAllText(Path.Combine(schemas, "identifiers.txt"))));

    private static IEnumerable<SourceText> Catalogue(string schemas) =>
        Directory.GetFiles(Path.Combine(schemas, "catalogue"), "*.yaml").Order(StringComparer.Ordinal).Select(Text);

    private static DutyModel Duties(string schemas) => DutyModel.Load(name => Text(Path.Combine(schemas, "duties", name)));

    private static ResourceFacts Facts(string schemas)
    {
        string Fact(string name) => File.ReadAllText(Path.Combine(schemas, "resource-facts", name));

        return ResourceFacts.Read(Fact("cloudformation.txt"), Fact("terraform.txt"));
    }

    private static SourceText Text(string path) => new(path, File.ReadAllText(path));

    private static SyntaxTree Read(string path) => SyntaxTree.Read(Text(path), SyntaxLanguage.Yaml);
}
