using System.Collections.Immutable;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Assessment.Functions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

internal sealed partial class Evaluator
{
    private Value CallValue(Call call, Scope? scope)
    {
        var arguments = call.Arguments;
        Value Arg(int i) => Val(arguments[i], scope);
        switch (call.Function)
        {
            case "world":
                return Made.Of(Networks.World(Flat(Arg(0))));
            case "covers":
                return Made.Of(Networks.Covers(Arg(0), Arg(1)));
            case "port_open":
                return Made.Of(Networks.PortOpen(Arg(0), Arg(1), Arg(2), arguments.Length > 3 ? Arg(3) : null));
            case "all_traffic":
                return Made.Of(Networks.AllTraffic(Arg(0), Arg(1), arguments.Length > 2 ? Arg(2) : null));
            case "customer_key":
                return Made.Of(Secrets.CustomerKey(Arg(0)));
            case "secret_literal":
                return Made.Of(Secrets.Literal(Arg(0)));
            case "secret_name":
                return Made.Of(Kleene.Of(NameOf(arguments[0], scope) is ScalarValue name && Secrets.IsName(name.Text)));
            case "looks_secret":
                return Made.Of(arguments.Length == 1 ? Secrets.Looks(null, Arg(0)) : Secrets.Looks(NameOf(arguments[0], scope), Arg(1)));
            case "related" or "target" or "resources" or "others" or "self":
                return CompanionCall(call, scope);
            case "count":
                return Texts.Count(Arg(0));
            case "lower":
                return Texts.Lower(Arg(0));
            case "text":
                return Texts.Text(Arg(0));
            case "concat":
                return Texts.Concat(All(arguments, scope));
            case "keys":
                return Texts.Keys(Arg(0));
            case "values":
                return Texts.Values(Arg(0));
            case "json":
                return Json(Arg(0));
            case "parameter_of":
                return ParameterOf(Arg(0), Arg(1));
            case "version_lt":
                return Made.Of(Texts.VersionLess(Arg(0), Arg(1)));
            default:
                return PolicyCall(call.Function, Arg(0), arguments.Length > 1 ? Arg(1) : null);
        }
    }

    private ImmutableArray<Value> All(ImmutableArray<Operand> operands, Scope? scope)
    {
        var values = ImmutableArray.CreateBuilder<Value>(operands.Length);
        foreach (var operand in operands) values.Add(Val(operand, scope));
        return values.MoveToImmutable();
    }

    private Value PolicyCall(string function, Value subject, Value? second)
    {
        if (function == "statements") return Policies.Read(subject);
        if (function == "denies_plain_http") return Made.Of(Functions.Policies.DeniesPlainHttp(Policies.Read(subject)));
        if (subject is not PolicyStatement statement) return Made.Undecided;
        var key = (second as ScalarValue)?.Text ?? "";
        switch (function)
        {
            case "grants":
                return Made.Of(Functions.Policies.Grants(statement, key));
            case "grants_any":
                return second is ListValue actions ? Made.Of(Functions.Policies.GrantsAny(statement, actions)) : Made.Undecided;
            case "is_public":
                return Made.Of(Functions.Policies.IsPublic(statement));
            case "principal_any":
                return Made.Of(Functions.Policies.PrincipalAny(statement));
            case "cross_account":
                return Made.Of(Functions.Policies.CrossAccount(statement, template.Account));
            case "service_trust":
                return Made.Of(Functions.Policies.ServiceTrust(statement));
            case "has_condition":
                return Made.Of(Functions.Policies.HasCondition(statement, key));
            case "condition_op":
                if (Functions.Policies.Find(statement, key) is { } condition) return Made.Text(condition.Operator);
                return statement.HasHiddenConditions ? Made.Unknown() : Value.Absent;
            case "condition_values":
                return Functions.Policies.Find(statement, key)?.Values ?? Made.List([], statement.HasHiddenConditions);
            default:
                return Made.Undecided;
        }
    }

    private Value CompanionCall(Call call, Scope? scope)
    {
        if (call.Function == "self") return new ResourceValueReference(self).Value;
        var type = (Val(call.Arguments[0], scope) as ScalarValue)?.Text ?? "";
        switch (call.Function)
        {
            case "resources":
                return Companions.OfType(type, null);
            case "others":
                return Companions.OfType(type, self);
            case "target":
                return Companions.Target(type, Val(call.Arguments[1], scope));
            default:
                var link = (Val(call.Arguments[1], scope) as ScalarValue)?.Text ?? "";
                if (call.Arguments.Length < 3) return Companions.Related(type, link, self);
                return Val(call.Arguments[2], scope) is ResourceValue other ? Companions.Related(type, link, other.Resource) : Made.Unknown();
        }
    }

    /// <summary>A name; that of the resource under test is its label.</summary>
    private Value NameOf(Operand operand, Scope? scope) =>
        operand is Call { Function: "self" } ? Made.Text(self.Name[(self.Name.LastIndexOf('.') + 1)..]) : Val(operand, scope);

    /// <summary>A reference to this resource, as a property would hold it.</summary>
    private readonly record struct ResourceValueReference(Resource Resource)
    {
        public UnknownValue Value => new() { Cause = UnknownCause.Attribute, Text = "", Reference = new Reference(Resource.Name), IsSecretSafe = true };
    }

    private static Value Json(Value value)
    {
        if (value is ScalarValue or UnknownValue)
        {
            if (value is ScalarValue { Text: "" }) return Made.Nothing;
            if (JsonValues.Read(value) is not { } parsed) return Made.Unknown(value);
            value = parsed;
        }

        return value switch
        {
            AbsentValue => Made.Nothing,
            ListValue list => list,
            _ => Made.List([value]),
        };
    }

    private Value ParameterOf(Value subject, Value field)
    {
        var name = (field as ScalarValue)?.Text ?? "";
        if (subject is MapValue map) return Resolve(map.Get(name));
        // A value that a parameter gives stands for that parameter.
        var parameter = subject switch
        {
            ScalarValue said => said.Text,
            UnknownValue { Reference: null } unknown => unknown.Name,
            _ => null,
        };
        return parameter is null ? Value.Absent : Step(Step(Resolve(template.DeclaredRoots.Get("Parameters")), parameter), name);
    }
}
