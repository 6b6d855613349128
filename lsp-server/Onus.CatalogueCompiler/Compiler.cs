using Onus.Engine.Catalogue.Packing;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.CatalogueCompiler;

/// <summary>Turns the folder <c>schemas/</c> into the pack that Onus ships, or says what is wrong in it.</summary>
public static class Compiler
{
    /// <param name="schemas">The folder, holding <c>catalogue/*.yaml</c>, <c>duties/*.yaml</c> and <c>lists.yaml</c>.</param>
    /// <returns>The pack, and the problems found; with problems the pack is empty.</returns>
    public static (byte[] Pack, IReadOnlyList<CatalogueProblem> Problems) Compile(string schemas)
    {
        var problems = new List<CatalogueProblem>();
        var files = new List<ServiceFile>();
        foreach (var path in Directory.GetFiles(Path.Combine(schemas, "catalogue"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var (file, found) = ServiceFileReader.Read(Read(path));
            files.Add(file);
            problems.AddRange(found);
        }

        var (lists, listProblems) = ListFileReader.Read(Read(Path.Combine(schemas, "lists.yaml")));
        problems.AddRange(listProblems);
        problems.AddRange(CatalogueValidator.Validate(files, DutyIds(schemas)));
        if (problems.Count > 0) return ([], problems);

        using var output = new MemoryStream();
        PackWriter.Write([.. files.SelectMany(file => file.Controls).Select(entry => entry.Control)], lists, output);
        return (output.ToArray(), problems);
    }

    private static SyntaxTree Read(string path) => SyntaxTree.Read(new SourceText(path, File.ReadAllText(path)), SyntaxLanguage.Yaml);

    private static HashSet<string> DutyIds(string schemas)
    {
        var root = Read(Path.Combine(schemas, "duties", "duties.yaml")).Root as MappingNode;
        var duties = root?.Find("duties")?.Value as SequenceNode;
        return duties?.Items.OfType<MappingNode>()
            .Select(duty => (duty.Find("id")?.Value as ScalarNode)?.Value ?? "")
            .ToHashSet(StringComparer.Ordinal) ?? [];
    }
}
