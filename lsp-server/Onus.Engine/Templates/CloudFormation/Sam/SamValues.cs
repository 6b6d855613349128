using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Makes the values that SAM makes.</summary>
internal static class SamValues
{
    /// <summary>A map of what is given; absent values leave no entry.</summary>
    public static MapValue Map(Place place, params ReadOnlySpan<(string Key, Value Value)> entries)
    {
        var made = ImmutableArray.CreateBuilder<MapEntry>(entries.Length);
        foreach (var (key, value) in entries)
        {
            if (value is not AbsentValue) made.Add(new MapEntry(key, place, value));
        }

        return new MapValue { Entries = made.ToImmutable(), Place = place };
    }

    public static ListValue List(Place place, params ImmutableArray<Value> items) => new() { Items = items, Place = place };

    public static UnknownValue Reference(string name, Place place, string? attribute = null) => new()
    {
        Cause = UnknownCause.Attribute,
        Name = name,
        Text = "${" + (attribute is null ? name : name + "." + attribute) + "}",
        Reference = new Reference(name, attribute),
        IsSecretSafe = true,
        Place = place,
    };

    /// <summary>Lays a resource's properties over the template's globals: maps are merged, lists joined, all else replaced.</summary>
    public static Value Merge(Value global, Value local) => (global, local) switch
    {
        (_, AbsentValue) => global,
        (MapValue a, MapValue b) => MergeMaps(a, b),
        (ListValue a, ListValue b) => new ListValue { Items = [.. a.Items, .. b.Items], IsOpen = a.IsOpen || b.IsOpen, Place = b.Place },
        _ => local,
    };

    private static MapValue MergeMaps(MapValue global, MapValue local)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>(global.Entries.Length + local.Entries.Length);
        foreach (var entry in local.Entries)
        {
            entries.Add(global.Entry(entry.Key) is { } inherited ? entry with { Value = Merge(inherited.Value, entry.Value) } : entry);
        }

        foreach (var entry in global.Entries)
        {
            if (local.Entry(entry.Key) is null) entries.Add(entry);
        }

        return new MapValue
        {
            Entries = entries.ToImmutable(),
            IsOpen = global.IsOpen || local.IsOpen,
            OpenCause = local.IsOpen ? local.OpenCause : global.OpenCause,
            Place = local.Place,
        };
    }
}
