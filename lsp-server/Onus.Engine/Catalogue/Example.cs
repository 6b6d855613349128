using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue;

/// <summary>A control's example: documentation and test at once. Development-time only; the packed catalogue holds none.</summary>
public sealed record Example
{
    /// <summary>What it shows, as a phrase: "left out".</summary>
    public required string Name { get; init; }

    public required Framework Framework { get; init; }

    /// <summary>The type of the resource under test; <c>Template</c> for a control on the whole template.</summary>
    public required string Type { get; init; }

    /// <summary>Terraform's label of the block under test, where its name matters.</summary>
    public string Label { get; init; } = "subject";

    public required Expectation Is { get; init; }

    /// <summary>
    /// For Open: where the findings stand. <c>name</c>, or a path below Properties (Terraform: below the block) for the value, or
    /// a path with a trailing colon for its key. Several for several findings.
    /// </summary>
    public ImmutableArray<string> At { get; init; } = [];

    /// <summary>The properties (Terraform: arguments) of the resource under test; null for none.</summary>
    public SyntaxNode? Body { get; init; }

    /// <summary>Attributes beside the properties, such as DeletionPolicy; null for none.</summary>
    public MappingNode? Attributes { get; init; }

    /// <summary>Companion resources by name; null for none.</summary>
    public MappingNode? With { get; init; }

    /// <summary>Further top-level sections, such as Parameters or variable; null for none.</summary>
    public MappingNode? Template { get; init; }

    /// <summary>The properties after the fix; null where only the finding's going away is asked.</summary>
    public SyntaxNode? Fixed { get; init; }

    /// <summary>Where the example is written.</summary>
    public required Place Place { get; init; }
}
