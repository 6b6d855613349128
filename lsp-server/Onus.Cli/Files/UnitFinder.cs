using System.Collections.Immutable;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Cli.Files;

/// <summary>Texts that deploy together, and which of them were asked for.</summary>
/// <param name="Texts">The texts: one for CloudFormation, a folder's for Terraform.</param>
/// <param name="Asked">The paths whose findings are wanted.</param>
/// <param name="IsNamed">A file of it was named by the user, not found by walking.</param>
internal sealed record FileUnit(ImmutableArray<SourceText> Texts, ImmutableHashSet<string> Asked, bool IsNamed)
{
    /// <summary>For a Terraform module that others of the run call: the units it deploys with, which give it its inputs and companions.</summary>
    public ImmutableArray<FileUnit> Callers { get; init; } = [];

    /// <summary>For a Terraform folder: it calls others of the run, so it is analysed for each of them too.</summary>
    public bool IsCaller { get; init; }

    /// <summary>For a CloudFormation template that others of the run nest: what each gives its parameters.</summary>
    public ImmutableArray<StackInputs> Given { get; init; } = [];
}

/// <summary>Turns paths into units, in a fixed order, reading as it goes.</summary>
/// <param name="workspace">Where settings come from.</param>
/// <param name="complain">Told in one sentence of each thing that cannot be read.</param>
internal sealed class UnitFinder(Workspace workspace, Action<string> complain)
{
    public IEnumerable<FileUnit> Find(IEnumerable<string> paths)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var groups = Files(paths).GroupBy(file => IsTerraform(file.Path) ? Path.GetDirectoryName(file.Path) ?? "" : "\0" + file.Path).ToList();
        var calls = ModuleCalls.Among(groups.Where(group => IsTerraform(group.First().Path)).Select(group => group.Key));
        var stacks = StackCalls.Among([.. groups.Where(group => !IsTerraform(group.First().Path)).Select(group => group.First().Path)]);
        foreach (var group in groups)
        {
            var files = group.Where(file => seen.Add(Path.GetFullPath(file.Path))).ToList();
            if (files.Count == 0) continue;
            if (IsTerraform(files[0].Path))
            {
                var callers = calls.RootsOf(group.Key)
                    .SelectMany(folder => Modules(folder, [.. TerraformIn(folder).Select(path => (path, false))]))
                    .Select(unit => unit with { IsCaller = true }).ToImmutableArray();
                foreach (var unit in Modules(group.Key, files)) yield return unit with { Callers = callers, IsCaller = calls.IsCaller(group.Key) };
            }
            else if (Read(files[0].Path, files[0].IsNamed) is { } text)
            {
                yield return new FileUnit([text], [text.Path], files[0].IsNamed) { Given = stacks.GivenTo(text.Path) };
            }
        }
    }

    private IEnumerable<(string Path, bool IsNamed)> Files(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                foreach (var file in TemplateFinder.Walk(path, complain))
                {
                    if (!IsExcluded(file)) yield return (file, false);
                }
            }
            else if (File.Exists(path))
            {
                yield return (path, true);
            }
            else
            {
                complain($"{path} does not exist.");
            }
        }
    }

    private bool IsExcluded(string file)
    {
        var (folder, settings) = workspace.SettingsFor(file);
        return settings.Excludes(Path.GetRelativePath(folder, Path.GetFullPath(file)));
    }

    /// <summary>A folder's Terraform files are one module, of which only the asked ones are reported.</summary>
    private IEnumerable<FileUnit> Modules(string folder, List<(string Path, bool IsNamed)> files)
    {
        var asked = files.Select(file => file.Path).ToImmutableHashSet();
        var texts = files.Select(file => Read(file.Path, file.IsNamed)).OfType<SourceText>().ToList();
        if (texts.Count == 0) yield break;
        var siblings = TerraformIn(folder).Where(path => !asked.Contains(path)).Select(path => FileReader.Read(path).Text).OfType<SourceText>();
        yield return new FileUnit([.. texts, .. siblings], asked, files.Exists(file => file.IsNamed));
    }

    internal static IEnumerable<string> TerraformIn(string folder) => Directory.GetFiles(folder.Length == 0 ? "." : folder, "*.tf.json")
        .Select(path => folder.Length == 0 ? Path.GetFileName(path) : path)
        .Order(StringComparer.Ordinal);

    private SourceText? Read(string path, bool isNamed)
    {
        var (text, problem) = FileReader.Read(path);
        if (text is null && isNamed) complain(problem);
        else if (text is null && problem.Contains("permission", StringComparison.Ordinal)) complain(problem);
        return text;
    }

    private static bool IsTerraform(string path) => path.EndsWith(".tf.json", StringComparison.OrdinalIgnoreCase);
}
