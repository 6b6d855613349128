using System.Collections.Frozen;
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
    private FrozenDictionary<string, Resource>? byName;
    private FrozenDictionary<string, ImmutableArray<Resource>>? byType;

    public required Framework Framework { get; init; }

    /// <summary>The texts it was read from.</summary>
    public required ImmutableArray<SourceText> Documents { get; init; }

    /// <summary>All resources and other blocks, in order of the text.</summary>
    public required ImmutableArray<Resource> Resources { get; init; }

    /// <summary>
    /// What the pseudo type <c>Template</c> sees: <c>Parameters</c>, <c>Resources</c>, <c>Outputs</c> (CloudFormation) or
    /// <c>Blocks</c> (Terraform).
    /// </summary>
    public required MapValue Roots { get; init; }

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

    public Resource? Find(string name)
    {
        byName ??= Resources.GroupBy(r => r.Name).ToFrozenDictionary(g => g.Key, g => g.First());
        return byName.GetValueOrDefault(name);
    }

    public ImmutableArray<Resource> OfType(string type)
    {
        byType ??= Resources.GroupBy(r => r.Type).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
        return byType.TryGetValue(type, out var found) ? found : [];
    }
}
