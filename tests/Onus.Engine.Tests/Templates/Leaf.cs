using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Tests.Templates;

/// <summary>The scalars in a value with the keys that lead to them; a list of one mapping counts as that mapping.</summary>
internal static class Leaf
{
    public static IEnumerable<(ImmutableArray<string> Path, ScalarValue Value)> Of(Value value) => Of(value, []);

    public static Value At(Value value, ImmutableArray<string> path)
    {
        foreach (var key in path)
        {
            if (value is UnknownValue) return value;
            if (value is ListValue { Items: [MapValue only] }) value = only;
            if (value is not MapValue map) return value;
            value = map.Get(key);
        }

        return value;
    }

    private static IEnumerable<(ImmutableArray<string> Path, ScalarValue Value)> Of(Value value, ImmutableArray<string> path) => value switch
    {
        MapValue map => map.Entries.SelectMany(entry => Of(entry.Value, path.Add(entry.Key))),
        ListValue { Items: [MapValue only] } => Of(only, path),
        ScalarValue scalar => [(path, scalar)],
        _ => [],
    };
}
