using System.Collections.Frozen;

namespace Onus.Engine.Catalogue.Expressions;

/// <summary>How many arguments a function takes.</summary>
internal readonly record struct Arity(int Least, int Most)
{
    public override string ToString() => Least == Most ? $"{Least}" : $"{Least} to {Most}";
}

/// <summary>The functions of the expression language: the only code a control can reach.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, Arity> Arities = new Dictionary<string, Arity>
    {
        ["world"] = new(1, 1),
        ["covers"] = new(2, 2),
        ["port_open"] = new(3, 4),
        ["all_traffic"] = new(2, 4),
        ["statements"] = new(1, 1),
        ["grants"] = new(2, 2),
        ["grants_any"] = new(2, 2),
        ["is_public"] = new(1, 1),
        ["principal_any"] = new(1, 1),
        ["cross_account"] = new(1, 1),
        ["service_trust"] = new(1, 1),
        ["has_condition"] = new(2, 2),
        ["condition_op"] = new(2, 2),
        ["condition_values"] = new(2, 2),
        ["denies_plain_http"] = new(1, 1),
        ["customer_key"] = new(1, 1),
        ["secret_literal"] = new(1, 1),
        ["looks_secret"] = new(1, 2),
        ["secret_name"] = new(1, 1),
        ["related"] = new(2, 3),
        ["target"] = new(2, 2),
        ["resources"] = new(1, 1),
        ["others"] = new(1, 1),
        ["self"] = new(0, 0),
        ["count"] = new(1, 1),
        ["lower"] = new(1, 1),
        ["text"] = new(1, 1),
        ["concat"] = new(1, 9),
        ["json"] = new(1, 1),
        ["keys"] = new(1, 1),
        ["values"] = new(1, 1),
        ["parameter_of"] = new(2, 2),
        ["version_lt"] = new(2, 2),
    }.ToFrozenDictionary();

    public static IEnumerable<string> Names => Arities.Keys;

    /// <summary>How many arguments the function takes; null where there is no such function.</summary>
    public static Arity? ArityOf(string name) => Arities.TryGetValue(name, out var arity) ? arity : null;
}
