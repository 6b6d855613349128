using System.Collections.Immutable;
using Onus.Engine.Templates.Terraform.Evaluation;
using static Onus.Engine.Templates.Terraform.Functions.Arguments;

namespace Onus.Engine.Templates.Terraform.Functions;

internal static class MapFunctions
{
    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("merge", Merge),
        new("lookup", Lookup),
        new("keys", OfMap(map => map.IsOpen ? null : Values.List([.. Sorted(map).Select(e => (Value)Values.Text(e.Key, e.KeyPlace))]))),
        new("values", OfMap(map => Values.List([.. Sorted(map).Select(e => e.Value)], default, map.IsOpen))),
        new("zipmap", ZipMap),
        new("map", MapOf),
        new("transpose", OfMap(Transpose)),
    ];

    private static IEnumerable<MapEntry> Sorted(MapValue map) => map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal);

    // An unknown map may replace any entry of those before it, so only what comes after is sure.
    private static Value? Merge(ImmutableArray<Value> arguments)
    {
        var entries = new List<MapEntry>();
        var isOpen = false;
        foreach (var argument in arguments)
        {
            if (argument is AbsentValue) continue;
            if (argument is MapValue map)
            {
                if (map.IsOpen)
                {
                    entries.Clear();
                    isOpen = true;
                }

                foreach (var entry in map.Entries)
                {
                    entries.RemoveAll(e => e.Key == entry.Key);
                    entries.Add(entry);
                }
            }
            else if (argument is UnknownValue)
            {
                entries.Clear();
                isOpen = true;
            }
            else return Fault;
        }

        return Values.Map([.. entries], default, isOpen);
    }

    private static Value? Lookup(ImmutableArray<Value> arguments)
    {
        if (arguments.Length is not (2 or 3)) return Fault;
        if (arguments[0] is not MapValue map) return IsUnknown(arguments[0]) ? null : Fault;
        if (arguments[1] is not ScalarValue key) return IsUnknown(arguments[1]) ? null : Fault;
        if (map.Entry(key.Text) is { } entry) return entry.Value;
        if (map.IsOpen) return null;
        return arguments.Length == 3 ? arguments[2] : Fault;
    }

    private static Value? ZipMap(ImmutableArray<Value> arguments)
    {
        if (arguments is not [ListValue { IsOpen: false } keys, ListValue { IsOpen: false } values]) return null;
        if (keys.Items.Length != values.Items.Length) return Fault;
        if (!keys.Items.All(k => k is ScalarValue)) return null;
        return Values.Map([.. keys.Items.Select((k, i) => new MapEntry(((ScalarValue)k).Text, k.Place, values.Items[i]))]);
    }

    private static Value? Transpose(MapValue map)
    {
        if (map.IsOpen || !map.Entries.All(e => e.Value is ListValue list && IsKnown(list))) return null;
        var turned = map.Entries
            .SelectMany(e => ((ListValue)e.Value).Items.Select(item => (Key: ((ScalarValue)item).Text, Value: e.Key)))
            .GroupBy(pair => pair.Key, pair => pair.Value)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        return Values.Map([.. turned.Select(g => new MapEntry(g.Key, default, Values.List([.. g.Order(StringComparer.Ordinal).Select(v => (Value)Values.Text(v))])))]);
    }

    // The old way to write an object: map("a", 1, "b", 2).
    private static Value? MapOf(ImmutableArray<Value> arguments)
    {
        if (arguments.Length % 2 != 0) return Fault;
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (arguments[i] is not ScalarValue key) return null;
            entries.Add(new MapEntry(key.Text, key.Place, arguments[i + 1]));
        }

        return Values.Map(entries.DrainToImmutable());
    }
}
