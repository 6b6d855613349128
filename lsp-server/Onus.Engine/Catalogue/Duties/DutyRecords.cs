using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue.Duties;

/// <summary>A kind of service, or a kind of part of one.</summary>
internal sealed record Archetype(string Id, string Title, ImmutableArray<Share> Shares);

/// <summary>What a service or a type says of its own: layers that it says differently, and ids of layers that do not concern it.</summary>
internal sealed record Saying(ImmutableArray<Share> Shares, ImmutableArray<string> Omit);

/// <summary>A page that facts come from.</summary>
internal sealed record Source(string Title, string Url);

/// <summary>A service and the beginnings of its types. Things are those Terraform beginnings that name a thing, not the service.</summary>
internal sealed record DutyService(
    string Id,
    string Name,
    string What,
    string Archetype,
    ImmutableArray<string> CloudFormation,
    ImmutableArray<string> Terraform,
    ImmutableArray<string> Things,
    Source Source,
    Saying Saying);

/// <summary>Types that end in one of some words (lower case, a blank between) are a part of another resource; of one service only, or of all.</summary>
internal sealed record PartRule(string As, string? Of, ImmutableArray<string> Words);

/// <summary>Types with a name of their own, and their archetype where it is not their service's.</summary>
internal sealed record NamedType(ImmutableArray<string> Types, string Noun, string What, string? As, Saying Saying);

/// <summary>A mover as written, for one resource type.</summary>
internal sealed record MoverLine(string Id, string Layer, Owner To, string Says, Source? Source, string Type, string Is, Place Place);
