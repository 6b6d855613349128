using System.Collections.Immutable;

namespace Onus.Engine.Catalogue;

/// <summary>Who carries a layer.</summary>
public enum Owner
{
    Customer,
    Shared,
    Aws,
}

/// <summary>A row of the shared responsibility model.</summary>
public sealed record Layer(string Id, string Title);

/// <summary>The security work that controls belong to, and the layer it falls in.</summary>
public sealed record Duty(string Id, string Title, string LayerId, string Line);

/// <summary>Who carries a layer for a kind of resource, in a sentence.</summary>
public sealed record Share(string LayerId, Owner Owner, string Sentence);

/// <summary>The owners of all layers for one resource type. Archetype, service and type are merged; the more specific wins.</summary>
/// <param name="Type">The resource type it is for.</param>
/// <param name="ServiceName">"Amazon RDS".</param>
/// <param name="Noun">What the resource is: "Amazon RDS instance".</param>
/// <param name="Description">A short phrase: "managed relational database".</param>
/// <param name="Shares">One entry a layer, in the order of the layers.</param>
/// <param name="Movers">Properties that move the line for this type.</param>
/// <param name="SourceTitle">The AWS page that states the split.</param>
/// <param name="SourceUrl">Its address.</param>
public sealed record DutyProfile(
    string Type,
    string ServiceName,
    string Noun,
    string Description,
    ImmutableArray<Share> Shares,
    ImmutableArray<Mover> Movers,
    string SourceTitle,
    string SourceUrl);

/// <summary>A property that moves the owner of one layer for one resource.</summary>
/// <param name="When">A condition in the expression language over the resource.</param>
/// <param name="LayerId">The layer moved.</param>
/// <param name="To">Its owner when the condition is true.</param>
/// <param name="Sentence">What it means for the customer.</param>
public sealed record Mover(Assessment.Expressions.Expression When, string LayerId, Owner To, string Sentence);
