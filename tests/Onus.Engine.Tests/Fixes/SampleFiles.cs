using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Catalogue;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Fixes;

/// <summary>The real templates of <c>tests/templates/samples</c>, each as what deploys together.</summary>
internal static class SampleFiles
{
    private static string Root { get; } = Path.Combine(Path.GetDirectoryName(SchemaFiles.Root) ?? ".", "tests", "templates", "samples");

    /// <summary>The units in a fixed order: CloudFormation files, and Terraform folders.</summary>
    public static IEnumerable<ImmutableArray<string>> Units()
    {
        var files = Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var modules = files.Where(file => file.EndsWith(".tf.json", StringComparison.Ordinal)).GroupBy(file => Path.GetDirectoryName(file) ?? "");
        foreach (var module in modules) yield return [.. module];
        foreach (var file in files)
        {
            if (!file.EndsWith(".tf.json", StringComparison.Ordinal) && Path.GetExtension(file) is ".yaml" or ".yml" or ".json") yield return [file];
        }
    }

    public static Analysis Analyse(ImmutableArray<string> unit) => Analyse([.. unit.Select(file => new SourceText(file, File.ReadAllText(file)))]);

    public static Analysis Analyse(ImmutableArray<SourceText> unit, Analysis? earlier = null) => Analysis.Of(
        unit,
        FileCatalogue.Instance,
        new TemplateContext { ReadSibling = ReadSibling, ListFolder = ListFolder },
        new AssessmentOptions { Profile = Engine.Catalogue.Profile.Strict },
        earlier);

    private static SourceText? ReadSibling(SourceText text, string path)
    {
        var file = Path.Combine(Path.GetDirectoryName(text.Path) ?? ".", path);
        return File.Exists(file) ? new SourceText(file, File.ReadAllText(file)) : null;
    }

    private static ImmutableArray<string> ListFolder(SourceText text, string path)
    {
        var folder = Path.Combine(Path.GetDirectoryName(text.Path) ?? ".", path);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)] : [];
    }
}
