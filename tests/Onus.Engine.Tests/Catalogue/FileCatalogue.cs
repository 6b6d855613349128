using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Catalogue;

/// <summary>The catalogue read from the files of <c>schemas/</c>; read once for all tests.</summary>
internal sealed class FileCatalogue : ICatalogue
{
    private static readonly Lazy<FileCatalogue> All = new(Read);

    private readonly Dictionary<(Framework, string), ImmutableArray<(Control, Binding)>> byType;
    private readonly Dictionary<string, ImmutableArray<string>> lists;

    private FileCatalogue(ImmutableArray<Control> controls, IEnumerable<(string Name, ImmutableArray<string> Values)> lists)
    {
        AllControls = controls;
        this.lists = lists.ToDictionary(list => list.Name, list => list.Values);
        byType = controls
            .SelectMany(control => control.Bindings.Select(binding => (control, binding)))
            .GroupBy(pair => (pair.binding.Framework, pair.binding.Type))
            .ToDictionary(group => group.Key, group => group.ToImmutableArray());
    }

    public static FileCatalogue Instance => All.Value;

    public ImmutableArray<Control> AllControls { get; }

    public ImmutableArray<Layer> Layers => [];

    public ImmutableArray<Duty> Duties => [];

    public ImmutableArray<(Control Control, Binding Binding)> ControlsFor(Framework framework, string type) => byType.GetValueOrDefault((framework, type), []);

    public Control? FindControl(string id) => AllControls.FirstOrDefault(control => control.Id == id);

    public ImmutableArray<string> ResolveAlias(string id) => [];

    public DutyProfile? ProfileFor(string type) => null;

    public ImmutableArray<string>? List(string name) => lists.TryGetValue(name, out var values) ? values : null;

    private static FileCatalogue Read()
    {
        var controls = Directory.EnumerateFiles(Path.Combine(SchemaFiles.Root, "catalogue"), "*.yaml").Order(StringComparer.Ordinal)
            .SelectMany(path => ServiceFileReader.Read(SyntaxTree.Read(new SourceText(path, File.ReadAllText(path)))).File.Controls)
            .Select(entry => entry.Control)
            .ToImmutableArray();
        var lists = ListFileReader.Read(SyntaxTree.Read(new SourceText("lists.yaml", SchemaFiles.Read("lists.yaml")))).Lists;
        return new FileCatalogue(controls, lists);
    }
}
