using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Reads policy documents: a map, JSON text, or a list of them.</summary>
/// <param name="resolve">Looks through choices.</param>
internal sealed class PolicyReader(Func<Value, Value> resolve)
{
    /// <summary>The statements of a document; an unknown value where they cannot be seen.</summary>
    public Value Read(Value document)
    {
        document = resolve(document);
        switch (document)
        {
            case AbsentValue:
                return Made.Nothing;
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
        foreach (var item in documents.Items)
        {
            var inner = resolve(item) is MapValue map && map.Entry("Effect") is not null ? Made.List([Statement(map)]) : Read(item);
            if (inner is not ListValue list) return inner;
            all.AddRange(list.Items);
        }

        return Made.List(all.ToImmutable(), documents.IsOpen);
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
                foreach (var item in list.Items)
                {
                    switch (resolve(item))
                    {
                        case MapValue inner:
                            items.Add(Statement(inner));
                            break;
                        case AbsentValue:
                            break;
                        default:
                            return Made.List(items.ToImmutable(), isOpen: true);
                    }
                }

                return Made.List(items.ToImmutable(), list.IsOpen || map.IsOpen);
            default:
                return Made.Unknown(statement);
        }
    }

    private PolicyStatement Statement(MapValue map)
    {
        var conditions = ImmutableArray.CreateBuilder<PolicyCondition>();
        var hidden = ReadConditions(resolve(map.Get("Condition")), conditions);
        return new PolicyStatement
        {
            Place = map.Place,
            Effect = resolve(map.Get("Effect")),
            Actions = AsList(map.Get("Action")),
            NotActions = AsList(map.Get("NotAction")),
            Resources = AsList(map.Get("Resource")),
            NotResources = AsList(map.Get("NotResource")),
            Principals = Principals(resolve(map.Get("Principal"))),
            NotPrincipals = Principals(resolve(map.Get("NotPrincipal"))),
            HasNotPrincipal = map.Entry("NotPrincipal") is not null,
            Conditions = conditions.ToImmutable(),
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
        var found = ImmutableArray.CreateBuilder<Value>();
        switch (value)
        {
            case AbsentValue:
                break;
            case ScalarValue scalar:
                found.Add(new ScalarValue { Text = scalar.Text == "*" ? "*" : "AWS:" + scalar.Text, Place = scalar.Place });
                break;
            case ListValue list:
                Add(found, "AWS", list);
                break;
            case MapValue map:
                foreach (var entry in map.Entries) Add(found, entry.Key, AsList(entry.Value));
                break;
            default:
                found.Add(value);
                break;
        }

        return Made.List(found.ToImmutable(), value is MapValue { IsOpen: true });
    }

    private void Add(ImmutableArray<Value>.Builder found, string kind, ListValue list)
    {
        foreach (var item in list.Items)
        {
            switch (resolve(item))
            {
                case ScalarValue scalar:
                    var everyone = scalar.Text == "*" && kind == "AWS";
                    found.Add(new ScalarValue { Text = everyone ? "*" : $"{kind}:{scalar.Text}", Place = scalar.Place });
                    break;
                case UnknownValue unknown:
                    found.Add(new UnknownValue { Cause = unknown.Cause, Name = unknown.Name, Text = unknown.Text, Reference = unknown.Reference, References = unknown.References, Place = unknown.Place });
                    break;
            }
        }
    }

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
