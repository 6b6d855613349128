using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Catalogue.Examples;

/// <summary>
/// The catalogue's entries with their examples, as they stand in the files: no build lies between an entry and its test.
/// ONUS_SERVICES (names of catalogue files, separated by commas) narrows it to those being worked on.
/// </summary>
public sealed class CatalogueFixture
{
    public CatalogueFixture()
    {
        var folder = Path.Combine(SchemaFiles.Root, "catalogue");
        var asked = Environment.GetEnvironmentVariable("ONUS_SERVICES")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        Files = [.. Directory.GetFiles(folder, "*.yaml").Where(path => asked.Length == 0 || asked.Contains(Path.GetFileNameWithoutExtension(path))).Order(StringComparer.Ordinal).Select(path =>
        {
            var (file, problems) = ServiceFileReader.Read(SyntaxTree.Read(new SourceText(path, File.ReadAllText(path)), SyntaxLanguage.Yaml));
            Problems.AddRange(problems);
            return file;
        })];
    }

    public IReadOnlyList<ServiceFile> Files { get; }

    public List<CatalogueProblem> Problems { get; } = [];

    public IEnumerable<CatalogueEntry> Entries => Files.SelectMany(file => file.Controls);

    internal static ICatalogue All => FileCatalogue.Instance;

    internal static Analysis Analyse(SourceText text, string? controlId) =>
        Analysis.Of([text], All, new TemplateContext(), new AssessmentOptions { Profile = Profile.Strict, Only = controlId is null ? [] : [controlId] });
}
