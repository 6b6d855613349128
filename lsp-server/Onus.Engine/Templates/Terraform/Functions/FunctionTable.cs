using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Onus.Engine.Templates.Terraform.Functions;

/// <summary>
/// A function of Terraform's language. Null: the result cannot be told. A fault: Terraform would refuse the call. Arguments are
/// never faults or choices themselves.
/// </summary>
internal delegate Value? Function(ImmutableArray<Value> arguments);

/// <summary>
/// The functions that are evaluated. Those that read files, ask the clock or make random or hashed texts are left out: their results
/// are unknown.
/// </summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, Function> Functions =
        TextFunctions.All
            .Concat(CollectionFunctions.All)
            .Concat(MapFunctions.All)
            .Concat(NumberFunctions.All)
            .Concat(ConversionFunctions.All)
            .Concat(EncodingFunctions.All)
            .Concat(NetworkFunctions.All)
            .ToFrozenDictionary(f => f.Key, f => f.Value);

    public static IEnumerable<string> Names => Functions.Keys;

    public static Value? Call(string name, ImmutableArray<Value> arguments)
    {
        // core::format is format.
        if (name.StartsWith("core::", StringComparison.Ordinal)) name = name["core::".Length..];
        return Functions.TryGetValue(name, out var function) ? function(arguments) : null;
    }
}
