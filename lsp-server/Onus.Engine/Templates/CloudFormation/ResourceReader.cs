using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.CloudFormation.Sam;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Reads the resources of a template, one after the other.</summary>
internal sealed class ResourceReader
{
    /// <summary>What the CDK adds to count its users; no part of the deployment.</summary>
    private const string CdkMetadata = "AWS::CDK::Metadata";

    private readonly Reading reading;

    public ResourceReader(Reading reading) => this.reading = reading;

    /// <returns>The resources, and for each name the index of its resource; -1 where it makes none.</returns>
    public (ImmutableArray<Resource> Resources, ImmutableArray<int> ResourceOf) ReadAll()
    {
        var resources = ImmutableArray.CreateBuilder<Resource>(reading.Names.Entries.Length);
        var resourceOf = ImmutableArray.CreateBuilder<int>(reading.Names.Entries.Length);
        foreach (var entry in reading.Names.Entries)
        {
            reading.Cancellation.ThrowIfCancellationRequested();
            var resource = Read(entry);
            resourceOf.Add(resource is null ? -1 : resources.Count);
            if (resource is not null) resources.Add(resource);
        }

        return (resources.DrainToImmutable(), resourceOf.MoveToImmutable());
    }

    /// <returns>Null for what is no resource of its own: it has no type, or is a module, or means nothing.</returns>
    public Resource? Read(ResourceEntry entry)
    {
        reading.Current = entry.Name;
        var resource = ReadEntry(entry);
        reading.Current = "";
        return resource;
    }

    private Resource? ReadEntry(ResourceEntry entry)
    {
        var namePlace = reading.PlaceOf(entry.Key);
        if (Nodes.Mapping(entry.Body) is not { } mapping) return null;
        if (entry.IsModule) return null;
        if (Nodes.Find(mapping, "Type") is not ScalarNode { Value: { Length: > 0 } type } typeNode)
        {
            if (!reading.NamesMayMiss)
                reading.Problems.Add(namePlace, $"The resource `{entry.Name}` has no `Type`. Give it one, such as `AWS::S3::Bucket`.");
            return null;
        }

        if (type == CdkMetadata) return null;
        Announce(entry.Name, type);
        CheckDependsOn(mapping, entry.Scope);
        if (!SamNames.IsSam(type)) CheckNulls(mapping);
        return new Resource
        {
            Name = entry.Name,
            Type = type,
            NamePlace = namePlace,
            TypePlace = reading.PlaceOf(typeNode),
            WholePlace = new Place(reading.Tree.Text, TextSpan.FromBounds(entry.Key.FullSpan.Start, Math.Max(entry.Key.Span.End, entry.Body.Span.End))),
            Body = ReadBody(mapping, entry.Scope),
            Condition = ReadCondition(mapping, entry.Scope),
            DisplayName = CdkPath(mapping),
        };
    }

    private void Announce(string name, string type)
    {
        if (NestedStack.Is(type)) reading.Hide($"`{name}` is a nested stack, whose resources are not seen here");
        else if (type.EndsWith("::MODULE", StringComparison.Ordinal)) reading.Hide(ResourceNames.HiddenModule(name));
    }

    /// <summary>The attributes as a map; nothing after <c>Properties:</c> means no properties.</summary>
    private MapValue ReadBody(MappingNode mapping, Scope? scope)
    {
        var all = Nodes.Entries(mapping);
        var entries = ImmutableArray.CreateBuilder<MapEntry>(all.Length);
        var isOpen = reading.Transforms.ChangesEverything;
        // A break may have put the properties anywhere, if their key is not to be seen.
        var isBroken = Nodes.Find(mapping, "Properties") is null ? reading.Values.IsBroken(mapping) : reading.Values.MayMissEntries(mapping);
        foreach (var entry in all)
        {
            if (entry.Name.StartsWith("Fn::", StringComparison.Ordinal))
            {
                isOpen = true;
                continue;
            }

            var node = Nodes.Follow(entry.Value);
            if (Nodes.IsEmpty(node) && entry.Name is "Properties" or "Metadata") continue;
            var value = reading.Values.Read(entry.Value, scope);
            if (entry.Name == "Properties" && value is UnknownValue { Cause: UnknownCause.Macro } macro)
                value = new MapValue { Entries = [], IsOpen = true, Place = macro.Place };
            else if (entry.Name == "Properties" && value is ListValue or ScalarValue) value = Unreadable(value.Place);
            if (value is not AbsentValue) entries.Add(new MapEntry(entry.Name, reading.PlaceOf(entry.Key), value));
        }

        // A macro among the attributes may bring properties too.
        for (var i = 0; isOpen && i < entries.Count; i++)
        {
            if (entries[i] is { Key: "Properties", Value: MapValue { IsOpen: false } properties })
                entries[i] = entries[i] with { Value = new MapValue { Entries = properties.Entries, IsOpen = true, Place = properties.Place } };
        }

        return new MapValue
        {
            Entries = entries.ToImmutable(),
            IsOpen = isOpen || isBroken,
            OpenCause = isOpen ? UnknownCause.Macro : UnknownCause.Broken,
            Place = reading.PlaceOf(mapping),
        };
    }

    /// <summary>What stands under <c>Properties</c> is no mapping; as it is, there may be any property.</summary>
    private MapValue Unreadable(Place place)
    {
        if (!reading.IsBroken) reading.Problems.Add(place, "`Properties` needs keys with values below it, and this is none.");
        return new MapValue { Entries = [], IsOpen = true, OpenCause = UnknownCause.Broken, Place = place };
    }

    private Condition? ReadCondition(MappingNode mapping, Scope? scope)
    {
        if (Nodes.Find(mapping, "Condition") is not ScalarNode { Value: { Length: > 0 } name } node) return null;
        return reading.Conditions.At(scope?.Substitute(name) ?? name, reading.PlaceOf(node));
    }

    /// <summary>
    /// A null for a property is refused. Deeper down it may be part of a document that allows it, and what SAM makes of it is SAM's;
    /// where nothing is written yet there is nothing to say.
    /// </summary>
    private void CheckNulls(MappingNode mapping)
    {
        if (Nodes.Mapping(Nodes.Find(mapping, "Properties")) is not { } properties) return;
        foreach (var entry in Nodes.Entries(properties))
        {
            if (entry.Value is ScalarNode { IsNull: true, Span.Length: > 0 } value)
                reading.Problems.Add(reading.PlaceOf(value), "This property has no value, which CloudFormation refuses. Give one, or leave the property out.");
        }
    }

    private void CheckDependsOn(MappingNode mapping, Scope? scope)
    {
        if (Nodes.Find(mapping, "DependsOn") is not { } node) return;
        IEnumerable<SyntaxNode> names = node is SequenceNode list ? list.Items : [node];
        foreach (var item in names)
        {
            if (Nodes.Follow(item) is not ScalarNode { Value: { Length: > 0 } written, Tag: null } scalar) continue;
            var name = scope?.Substitute(written) ?? written;
            if (!reading.Names.Contains(name) && SamNames.Resolve(name, reading) is null && !reading.NamesMayMiss)
                reading.Problems.Add(reading.PlaceOf(scalar), $"`DependsOn` names `{name}`, but no resource of this template is called so.");
        }
    }

    /// <summary>The construct's path that the CDK leaves in the metadata, without the generic last step.</summary>
    private static string? CdkPath(MappingNode mapping)
    {
        const string generic = "/Resource";
        var path = Nodes.Text(Nodes.Find(Nodes.Mapping(Nodes.Find(mapping, "Metadata")), "aws:cdk:path"));
        if (string.IsNullOrEmpty(path)) return null;
        return path.EndsWith(generic, StringComparison.Ordinal) ? path[..^generic.Length] : path;
    }
}
