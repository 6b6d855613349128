using System.Collections.Concurrent;
using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

public enum Framework
{
    CloudFormation,
    Terraform,
}

/// <summary>A thing wrong with the template itself, such as a reference to nothing.</summary>
public sealed record TemplateProblem(Place Place, string Message);

/// <summary>One CloudFormation file, or one Terraform module: what deploys together.</summary>
public sealed class Template
{
    private readonly ConcurrentDictionary<string, ImmutableArray<Resource>> ofType = new(StringComparer.Ordinal);
    private ResourceIndex? index;
    private MapValue? roots;
    private MapValue? declaredRoots;
    private Func<MapValue>? readRoots;

    public required Framework Framework { get; init; }

    /// <summary>The texts it was read from.</summary>
    public required ImmutableArray<SourceText> Documents { get; init; }

    /// <summary>All resources and other blocks, in order of the text.</summary>
    public required ImmutableArray<Resource> Resources { get; init; }

    /// <summary>
    /// What the pseudo type <c>Template</c> sees: <c>Parameters</c>, <c>Resources</c>, <c>Outputs</c> (CloudFormation) or
    /// <c>Blocks</c> (Terraform).
    /// </summary>
    public MapValue Roots
    {
        get => roots ?? Interlocked.CompareExchange(ref roots, readRoots!(), null) ?? roots;
        init => roots = value;
    }

    /// <summary>The roots beside the resources, where they are known before the roots are made.</summary>
    internal ImmutableArray<MapEntry> Declarations { get; init; }

    /// <summary>The roots that are not the resources.</summary>
    internal MapValue DeclaredRoots => Declarations.IsDefault ? Roots : declaredRoots ??= new MapValue { Entries = Declarations };

    /// <summary>Makes the roots when they are first asked for.</summary>
    internal Func<MapValue> ReadRoots { init => readRoots = value; }

    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    public ImmutableArray<TemplateProblem> Problems { get; init; } = [];

    /// <summary>
    /// Why parts of the deployment cannot be seen, one clause each ("main.tf is HCL, which Onus does not read"). While there is
    /// one, a missing companion is unknown, not open.
    /// </summary>
    public ImmutableArray<string> Hidden { get; init; } = [];

    /// <summary>The number of the account it is deployed to, where that is given; else null.</summary>
    public string? Account { get; init; }

    /// <summary>The <c>Resources</c> key, or the first <c>resource</c> key; null where there is none.</summary>
    public Place? ResourcesPlace { get; init; }

    public bool IsWhole => Hidden.IsEmpty;

    /// <summary>Where its resources are by name and type; templates whose resources have the same names and types share it.</summary>
    internal ResourceIndex Index => index ??= new ResourceIndex(Resources);

    /// <summary>The index of a template whose resources have the same names and types.</summary>
    internal ResourceIndex? KnownIndex { init => index = value; }

    /// <summary>What the reading after an edit must know of this one; null where the next reading is of the whole text anyway.</summary>
    internal ReadingRecord? Record { get; init; }

    public Resource? Find(string name) => Index.ByName.TryGetValue(name, out var at) ? Resources[at] : null;

    public ImmutableArray<Resource> OfType(string type)
    {
        if (ofType.TryGetValue(type, out var known)) return known;
        ImmutableArray<Resource> found = Index.ByType.TryGetValue(type, out var places) ? [.. places.Select(at => Resources[at])] : [];
        return ofType.GetOrAdd(type, found);
    }
}

/// <summary>Where resources are by name, the first of each, and by type, in order of the text.</summary>
internal sealed class ResourceIndex
{
    private readonly Dictionary<string, int> byName;
    private readonly Dictionary<string, List<int>> byType = new(StringComparer.Ordinal);

    public ResourceIndex(ImmutableArray<Resource> resources)
    {
        byName = new Dictionary<string, int>(resources.Length, StringComparer.Ordinal);
        for (var i = 0; i < resources.Length; i++)
        {
            byName.TryAdd(resources[i].Name, i);
            if (!byType.TryGetValue(resources[i].Type, out var places)) byType[resources[i].Type] = places = [];
            places.Add(i);
        }
    }

    public IReadOnlyDictionary<string, int> ByName => byName;

    public IReadOnlyDictionary<string, List<int>> ByType => byType;
}
