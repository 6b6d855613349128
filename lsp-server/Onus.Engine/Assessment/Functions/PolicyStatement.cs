using System.Collections.Immutable;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment.Functions;

/// <summary>One statement of a policy document, in whatever form it was written.</summary>
internal sealed class PolicyStatement : Value
{
    public required Value Effect { get; init; }

    public required ListValue Actions { get; init; }

    public required ListValue NotActions { get; init; }

    public required ListValue Resources { get; init; }

    public required ListValue NotResources { get; init; }

    /// <summary><c>*</c> for everyone, else <c>KIND:VALUE</c>.</summary>
    public required ListValue Principals { get; init; }

    public required ListValue NotPrincipals { get; init; }

    public required ImmutableArray<PolicyCondition> Conditions { get; init; }

    /// <summary>There may be conditions that cannot be seen.</summary>
    public bool HasHiddenConditions { get; init; }

    public bool HasNotPrincipal { get; init; }

    /// <summary>The map it was read from.</summary>
    public required MapValue Written { get; init; }

    /// <summary>The name of a part as policies write it: <c>NotAction</c> for <c>not_actions</c>; null for what is none.</summary>
    public static string? NameOf(string part) => part switch
    {
        "effect" => "Effect",
        "actions" => "Action",
        "not_actions" => "NotAction",
        "resources" => "Resource",
        "not_resources" => "NotResource",
        "principals" => "Principal",
        "not_principals" => "NotPrincipal",
        "conditions" => "Condition",
        _ => null,
    };

    /// <summary>Where the key of a part stands; null where it is not written.</summary>
    public Place? KeyPlace(string part) =>
        NameOf(part) is { } name && Written.Entry(name) is { KeyPlace: { Document: not null } place } ? place : null;

    public bool Allows => Effect is ScalarValue { Text: "Allow" };

    public Value Get(string name) => name switch
    {
        "effect" => Effect,
        "actions" => Actions,
        "not_actions" => NotActions,
        "resources" => Resources,
        "not_resources" => NotResources,
        "principals" => Principals,
        "not_principals" => NotPrincipals,
        "conditions" => Made.List([.. Conditions], HasHiddenConditions),
        _ => Absent,
    };
}

/// <summary>One test of a statement's conditions.</summary>
internal sealed class PolicyCondition : Value
{
    public required string Operator { get; init; }

    public required string Key { get; init; }

    public required ListValue Values { get; init; }

    /// <summary>The operator's comparison alone, in lower case: without <c>ForAllValues:</c>, <c>ForAnyValue:</c> and <c>IfExists</c>.</summary>
    public string Comparison
    {
        get
        {
            var name = Operator[(Operator.IndexOf(':', StringComparison.Ordinal) + 1)..];
            return (name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase) ? name[..^"IfExists".Length] : name).ToLowerInvariant();
        }
    }

    /// <summary>The condition holds too for a request without the key.</summary>
    public bool IsLenient =>
        Operator.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase) || Operator.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase);

    public Value Get(string name) => name switch
    {
        "op" => Made.Text(Operator),
        "key" => Made.Text(Key),
        "values" => Values,
        _ => Absent,
    };
}
