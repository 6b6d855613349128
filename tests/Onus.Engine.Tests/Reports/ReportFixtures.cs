using System.Runtime.CompilerServices;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Reports;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Reports;

/// <summary>Small templates of well-known resources, read with the knowledge that ships.</summary>
internal static class ReportFixtures
{
    public static ICatalogue Catalogue => Knowledge.Knowledge.Catalogue;

    public static string Folder { get; } = FolderOf();

    /// <summary>The files of <c>templates/</c>, CloudFormation and Terraform, by name.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static Analysis Analyse(string name) => AnalyseText(name, File.ReadAllText(Path.Combine(Folder, name)));

    public static Analysis AnalyseText(string name, string text) =>
        Analysis.Of([new SourceText(name, text)], Catalogue, new TemplateContext(), new AssessmentOptions());

    /// <summary>The hover on a resource's name.</summary>
    public static string Hover(Analysis analysis, string resource)
    {
        var found = analysis.Template!.Resources.Single(candidate => candidate.Name == resource && candidate.DerivedFrom is null);
        return analysis.ExplainAt(found.NamePlace.Document.Path, found.NamePlace.Span.Start)!.Markdown;
    }

    /// <summary>The hovers on all resources, in the order of the text.</summary>
    public static IEnumerable<(Resource Resource, string Markdown)> Hovers(Analysis analysis) =>
        (analysis.Template?.Resources ?? [])
            .Where(resource => resource.IsDeployed && resource.DerivedFrom is null)
            .Select(resource => (resource, analysis.ExplainAt(resource.NamePlace.Document.Path, resource.NamePlace.Span.Start)?.Markdown ?? ""));

    /// <summary>The hover at the first place where a piece of text stands.</summary>
    public static string HoverOn(Analysis analysis, string written)
    {
        var text = analysis.Trees[0].Text;
        return analysis.ExplainAt(text.Path, text.Content.IndexOf(written, StringComparison.Ordinal))?.Markdown ?? "";
    }

    public static CheckedUnit Checked(Analysis analysis) => new(analysis, [.. analysis.Trees.Select(tree => tree.Text.Path)]);

    /// <summary>What a report writes to a stream, as text.</summary>
    public static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string FolderOf([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? ".", "templates");
}
