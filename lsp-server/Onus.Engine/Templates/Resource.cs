using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>One CloudFormation logical resource, or one Terraform block, framework-neutral.</summary>
public sealed class Resource
{
    private readonly Resource? origin;
    private readonly ValueShift? shift;
    private readonly Template? template;
    private MapValue? body;

    public Resource()
    {
    }

    /// <summary>A resource as it was first read, where it stands after edits elsewhere in its text; its body is moved when first asked for.</summary>
    [SetsRequiredMembers]
    private Resource(Resource origin, ValueShift shift)
    {
        this.origin = origin;
        this.shift = shift;
        Name = origin.Name;
        Type = origin.Type;
        WholePlace = shift.Place(origin.WholePlace);
        // What lies in the whole moved with it.
        NamePlace = WholePlace.With(origin.NamePlace, origin.WholePlace);
        TypePlace = WholePlace.With(origin.TypePlace, origin.WholePlace);
        Body = null!; // The getter moves it.
        Condition = origin.Condition is { } condition ? shift.Condition(condition) : null;
        DisplayName = origin.DisplayName;
        IsDeployed = origin.IsDeployed;
    }

    /// <summary>
    /// CloudFormation: the logical id. Terraform: <c>type.name</c>, or with the block's kind before its labels (<c>data.type.name</c>,
    /// <c>provider.aws</c>, <c>provider.aws.alias</c>, <c>variable.name</c>); those of a local module begin with <c>module.NAME.</c>
    /// </summary>
    public required string Name { get; init; }

    /// <summary>
    /// CloudFormation: <c>AWS::S3::Bucket</c>. Terraform: <c>aws_s3_bucket</c>, <c>data.aws_ami</c>, or a block kind:
    /// <c>provider</c>, <c>variable</c>, <c>output</c>, <c>terraform</c>, <c>module</c>.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>The logical id's key, or the Terraform name label.</summary>
    public required Place NamePlace { get; init; }

    /// <summary>The type's value, or the Terraform type label.</summary>
    public required Place TypePlace { get; init; }

    /// <summary>The whole resource, from its name to the end of its body.</summary>
    public required Place WholePlace { get; init; }

    /// <summary>
    /// What paths of the expression language start from. CloudFormation: a map with <c>Properties</c>, <c>DeletionPolicy</c>,
    /// <c>UpdateReplacePolicy</c>, <c>Metadata</c>. Terraform: the block's body as it is written, since no schema tells a block
    /// from a map: one nested block is a map or a list of one. So <c>[]</c> over a map gives the map itself as the only item, and a
    /// name asked of a list of exactly one item is looked for in that item. A list item that is absent in a world is not there.
    /// </summary>
    public required MapValue Body
    {
        get => body ?? Interlocked.CompareExchange(ref body, template?.Roots ?? shift!.Map(origin!.Body), null) ?? body;
        init => body = value;
    }

    /// <summary>
    /// The bodies of its instances, where <c>count</c> or <c>for_each</c> makes several that are known and differ; else empty. The
    /// body holds then what they share.
    /// </summary>
    public ImmutableArray<MapValue> Instances { get; init; } = [];

    /// <summary>The condition under which it exists; null for always.</summary>
    public Condition? Condition { get; init; }

    /// <summary>For a resource that SAM derives: the logical id of the SAM resource it comes from; else null.</summary>
    public string? DerivedFrom { get; init; }

    /// <summary>
    /// For a resource that SAM derives: its paths that can be written in the SAM resource, with the path under which they are
    /// written there, both from <c>Properties</c>. Empty for others.
    /// </summary>
    public ImmutableArray<WrittenPath> WrittenAs { get; init; } = [];

    /// <summary>A name people know it by, such as a CDK construct path; null where there is none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What messages call it: the name people know it by, or the name of what is written in the text.</summary>
    public string Label => DisplayName ?? DerivedFrom ?? Name;

    /// <summary>False for Terraform's provider, variable, output, data and module blocks: controls may look at them, hovers list only resources.</summary>
    public bool IsDeployed { get; init; } = true;

    /// <summary>The template as the one thing that its controls look at; its roots are made when first asked for.</summary>
    [SetsRequiredMembers]
    internal Resource(string name, Template template, Place place)
    {
        this.template = template;
        (Name, Type, NamePlace, TypePlace, WholePlace, IsDeployed) = (name, name, place, place, place, false);
        Body = null!; // The getter takes it from the template.
    }

    /// <summary>The resource as it was read; itself unless only edits elsewhere in the text moved it since.</summary>
    internal Resource Origin => origin ?? this;

    /// <summary>The text that it was read from.</summary>
    internal SourceText OriginText => shift?.Before ?? NamePlace.Document;

    /// <summary>The resource as it was read, after edits elsewhere in the text; not for one that is derived or has instances.</summary>
    internal Resource MovedBy(ValueShift by) => new(Origin, by);

    /// <summary>The resource as a value, as conditions hold it.</summary>
    internal ResourceValue AsValue => asValue ??= new ResourceValue { Resource = this, Place = NamePlace };

    private ResourceValue? asValue;

    /// <summary>The same resource as if it said something else; one of its instances, for one.</summary>
    public Resource With(MapValue body) => new()
    {
        Name = Name,
        Type = Type,
        NamePlace = NamePlace,
        TypePlace = TypePlace,
        WholePlace = WholePlace,
        Body = body,
        Condition = Condition,
        DerivedFrom = DerivedFrom,
        WrittenAs = WrittenAs,
        DisplayName = DisplayName,
        IsDeployed = IsDeployed,
    };

    /// <summary>Whether both are the same block of the text, whatever they say.</summary>
    public bool IsSame(Resource? other) => ReferenceEquals(this, other) || (other is not null && Name == other.Name && NamePlace == other.NamePlace && DerivedFrom == other.DerivedFrom);
}

/// <summary>A path of a derived resource and its path in the text.</summary>
/// <param name="Path">In the derived resource.</param>
/// <param name="Written">In the written one.</param>
/// <param name="Needs">A path that the written form cannot do without, with the value that goes with it; null where there is none.</param>
public readonly record struct WrittenPath(string Path, string Written, (string Path, string Text)? Needs = null);

/// <summary>A person's word that a control need not hold: a comment, metadata, or a "//" key.</summary>
/// <param name="Ids">Control ids or other tools' ids, as written.</param>
/// <param name="Reason">The reason given; empty where there is none.</param>
/// <param name="Resource">The resource it is for; null for the whole document.</param>
/// <param name="Tool">Whose form it has: <c>onus</c>, <c>checkov</c>, <c>cfn_nag</c>, <c>guard</c>, <c>trivy</c>, <c>cdk_nag</c>.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Suppression(ImmutableArray<string> Ids, string Reason, string? Resource, string Tool, Place Place);
