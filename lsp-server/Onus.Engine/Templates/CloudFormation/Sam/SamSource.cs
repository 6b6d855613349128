using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>A SAM resource with the globals laid under its properties, from which resources are derived.</summary>
internal sealed class SamSource
{
    private readonly List<Resource> derived;
    private readonly Place namePlace;
    private readonly Place typePlace;

    public SamSource(Resource resource, MapValue properties, TemplateContext context, List<Resource> derived)
        : this(resource, resource.Name, properties, context, derived, resource.NamePlace, resource.TypePlace)
    {
    }

    /// <summary>A source that is not written as a resource of its own, such as an implicit API.</summary>
    public SamSource(
        Resource owner, string name, MapValue properties, TemplateContext context, List<Resource> derived, Place namePlace, Place typePlace)
    {
        Owner = owner;
        Name = name;
        Properties = properties;
        Context = context;
        this.derived = derived;
        this.namePlace = namePlace;
        this.typePlace = typePlace;
    }

    /// <summary>The written resource that it all comes from.</summary>
    public Resource Owner { get; }

    public string Name { get; }

    public MapValue Properties { get; }

    public TemplateContext Context { get; }

    /// <summary>Where what SAM adds of itself is shown: the resource's type.</summary>
    public Place Place => typePlace;

    public Value Get(string key) => Properties.Get(key);

    public ScalarValue Text(string text) => Values.Text(text, Place);

    public SamProperties NewProperties() => new(Properties, Place);

    /// <summary>Adds a resource that SAM makes of this one.</summary>
    public void Derive(string name, string type, MapValue properties, Value? deletionPolicy = null) =>
        Derive(name, type, properties, namePlace, typePlace, deletionPolicy);

    public void Derive(string name, string type, MapValue properties, Place nameAt, Place typeAt, Value? deletionPolicy = null)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        entries.Add(new MapEntry("Properties", nameAt, properties));
        if (deletionPolicy is not null) entries.Add(new MapEntry("DeletionPolicy", nameAt, deletionPolicy));
        foreach (var attribute in (ReadOnlySpan<string>)["DeletionPolicy", "UpdateReplacePolicy", "Metadata"])
        {
            var isReplaced = attribute == "DeletionPolicy" && deletionPolicy is not null;
            if (!isReplaced && name == Owner.Name && Owner.Body.Entry(attribute) is { } entry) entries.Add(entry);
        }

        derived.Add(new Resource
        {
            Name = name,
            Type = type,
            NamePlace = nameAt,
            TypePlace = typeAt,
            WholePlace = Owner.WholePlace,
            Body = new MapValue { Entries = entries.ToImmutable(), IsOpen = Owner.Body.IsOpen, Place = Owner.Body.Place },
            Condition = Owner.Condition,
            DerivedFrom = Owner.Name,
            WrittenAs = SamWritten.For(Owner.Type, type, name == Name),
            DisplayName = Owner.DisplayName,
        });
    }
}
