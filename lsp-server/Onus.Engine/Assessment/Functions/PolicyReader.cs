using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Reads policy documents: a map, JSON text, or a list of them.</summary>
/// <param name="resolve">Looks through choices.</param>
internal sealed class PolicyReader(Func<Value, Value> resolve)
{
    private static readonly string[] Kinds = ["AWS", "Service", "Federated", "CanonicalUser"];

    private Dictionary<Value, Value>? known;

    /// <summary>The kind that a principal's text begins with; null where it begins with none.</summary>
    public static string? KindOf(string principal) =>
        Array.Find(Kinds, kind => principal.Length > kind.Length && principal[kind.Length] == ':' && principal.StartsWith(kind, StringComparison.Ordinal));

    /// <summary>
    /// The statements of a document; an unknown value where they cannot be seen. Read once, since a reader belongs to one world and
    /// many controls ask of one document.
    /// </summary>
    public Value Read(Value document)
    {
        document = resolve(document);
        if (document is AbsentValue) return Made.Nothing;
        if (known is not null && known.TryGetValue(document, out var statements)) return statements;
        statements = ReadAnew(document);
        (known ??= new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance))[document] = statements;
        return statements;
    }

    private Value ReadAnew(Value document)
    {
        switch (document)
        {
            case ListValue list:
                return Flatten(list);
            case ScalarValue or UnknownValue:
                return JsonValues.Read(document) is { } parsed ? Read(parsed) : Made.Unknown(document);
            case MapValue map:
                return ReadMap(map);
            default:
                return Made.Nothing;
        }
    }

    private Value Flatten(ListValue documents)
    {
        var all = ImmutableArray.CreateBuilder<Value>();
        var isOpen = documents.IsOpen;
        foreach (var item in documents.Items)
        {
            if (Read(item) is ListValue list)
            {
                all.AddRange(list.Items);
                isOpen |= list.IsOpen;
            }
            else
            {
                isOpen = true;
            }
        }

        return Made.List(all.ToImmutable(), isOpen);
    }

    private Value ReadMap(MapValue map)
    {
        var statement = resolve(map.Get("Statement"));
        if (statement is AbsentValue && map.Entry("Effect") is not null) return Made.List([Statement(map)]);
        switch (statement)
        {
            case AbsentValue:
                return Made.Nothing;
            case MapValue one:
                return Made.List([Statement(one)]);
            case ListValue list:
                var items = ImmutableArray.CreateBuilder<Value>(list.Items.Length);
                var isOpen = list.IsOpen || map.IsOpen;
                foreach (var item in list.Items)
                {
                    var one = resolve(item);
                    if (one is MapValue inner) items.Add(Statement(inner));
                    else isOpen |= one is not AbsentValue;
                }

                return Made.List(items.ToImmutable(), isOpen);
            default:
                return Made.Unknown(statement);
        }
    }

    private PolicyStatement Statement(MapValue map)
    {
        var conditions = ImmutableArray.CreateBuilder<PolicyCondition>(0);
        var hidden = ReadConditions(resolve(map.Get("Condition")), conditions);
        return new PolicyStatement
        {
            Place = map.Place,
            Written = map,
            Effect = resolve(map.Get("Effect")),
            Actions = AsList(map.Get("Action")),
            NotActions = AsList(map.Get("NotAction")),
            Resources = AsList(map.Get("Resource")),
            NotResources = AsList(map.Get("NotResource")),
            Principals = Principals(resolve(map.Get("Principal"))),
            NotPrincipals = Principals(resolve(map.Get("NotPrincipal"))),
            HasNotPrincipal = map.Entry("NotPrincipal") is not null,
            Conditions = conditions.DrainToImmutable(),
            HasHiddenConditions = hidden,
        };
    }

    private bool ReadConditions(Value value, ImmutableArray<PolicyCondition>.Builder conditions)
    {
        if (value is AbsentValue) return false;
        if (value is not MapValue operators) return true;
        var hidden = operators.IsOpen;
        foreach (var op in operators.Entries)
        {
            if (resolve(op.Value) is not MapValue keys)
            {
                hidden = true;
                continue;
            }

            hidden |= keys.IsOpen;
            foreach (var key in keys.Entries)
                conditions.Add(new PolicyCondition { Operator = op.Key, Key = key.Key, Values = AsList(key.Value), Place = key.KeyPlace });
        }

        return hidden;
    }

    private ListValue Principals(Value value)
    {
        if (value is AbsentValue) return Made.Nothing;
        var found = ImmutableArray.CreateBuilder<Value>(1);
        var isOpen = false;
        switch (value)
        {
            case MapValue map:
                isOpen = map.IsOpen;
                foreach (var entry in map.Entries) isOpen |= Add(found, entry.Key, AsList(entry.Value));
                break;
            default:
                isOpen = Add(found, "AWS", AsList(value));
                break;
        }

        return Made.List(found.DrainToImmutable(), isOpen);
    }

    /// <summary>Adds principals of one kind.</summary>
    /// <returns>Whether there may be more that cannot be seen.</returns>
    private bool Add(ImmutableArray<Value>.Builder found, string kind, ListValue list)
    {
        var isOpen = list.IsOpen;
        foreach (var item in list.Items)
        {
            switch (item)
            {
                case ScalarValue scalar:
                    found.Add(OfKind(kind, scalar));
                    break;
                case UnknownValue unknown:
                    found.Add(new UnknownValue
                    {
                        Cause = unknown.Cause,
                        Name = unknown.Name,
                        Text = kind == "AWS" ? unknown.Text : $"{kind}:{unknown.Text}",
                        Reference = unknown.Reference,
                        References = unknown.References,
                        Candidates = [.. unknown.Candidates.Select(candidate => candidate is ScalarValue scalar ? OfKind(kind, scalar) : candidate)],
                        Place = unknown.Place,
                    });
                    break;
                default:
                    isOpen = true;
                    break;
            }
        }

        return isOpen;
    }

    private static ScalarValue OfKind(string kind, ScalarValue principal) =>
        new() { Text = kind == "AWS" && principal.Text == "*" ? "*" : $"{kind}:{principal.Text}", Place = principal.Place };

    private ListValue AsList(Value value)
    {
        value = resolve(value);
        switch (value)
        {
            case AbsentValue:
                return Made.Nothing;
            case ListValue list:
                var items = ImmutableArray.CreateBuilder<Value>(list.Items.Length);
                foreach (var item in list.Items)
                {
                    if (resolve(item) is var inner and not AbsentValue) items.Add(inner);
                }

                return new ListValue { Items = items.ToImmutable(), IsOpen = list.IsOpen, Place = list.Place };
            default:
                return new ListValue { Items = [value], Place = value.Place };
        }
    }
}
