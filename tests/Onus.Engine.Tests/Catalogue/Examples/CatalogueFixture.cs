using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Catalogue.Examples;

/// <summary>The catalogue's entries with their examples, read once from the repository.</summary>
public sealed class CatalogueFixture
{
    public CatalogueFixture()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "schemas", "catalogue");
        Files = [.. Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(path =>
        {
            var (file, problems) = ServiceFileReader.Read(SyntaxTree.Read(new SourceText(path, File.ReadAllText(path)), SyntaxLanguage.Yaml));
            Problems.AddRange(problems);
            return file;
        })];
    }

    public IReadOnlyList<ServiceFile> Files { get; }

    public List<CatalogueProblem> Problems { get; } = [];

    public IEnumerable<CatalogueEntry> Entries => Files.SelectMany(file => file.Controls);

    internal static ICatalogue Shipped => Onus.Knowledge.Knowledge.Catalogue;

    internal static Analysis Analyse(SourceText text, string controlId) =>
        Analysis.Of([text], Shipped, new TemplateContext(), new AssessmentOptions { Profile = Profile.Strict, Only = [controlId] });
}

/// <summary>Where the repository lies, found from the tests' folder.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Server.sln"))) return at.FullName;
        }

        throw new DirectoryNotFoundException("The repository's root is not above the tests.");
    }
}
