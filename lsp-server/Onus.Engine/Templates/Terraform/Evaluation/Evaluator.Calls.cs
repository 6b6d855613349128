using System.Collections.Immutable;
using Onus.Engine.Templates.Terraform.Functions;
using Onus.Engine.Templates.Terraform.Hcl;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Calls of functions, and the two that look at what Terraform would refuse.</summary>
internal sealed partial class Evaluator
{
    private Value Call(CallExpression call, Bindings? bindings)
    {
        switch (call.Name)
        {
            case "try": return Try(call, bindings);
            case "can": return Can(call, bindings);
            default: break;
        }

        var arguments = ImmutableArray.CreateBuilder<Value>(call.Arguments.Length);
        var hasChoice = false;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var argument = Evaluate(call.Arguments[i], bindings);
            if (argument is FaultValue) return Fault(call);
            hasChoice |= argument is ChoiceValue;
            if (!call.ExpandsLast || i < call.Arguments.Length - 1) arguments.Add(argument);
            else if (argument is ListValue { IsOpen: false } list)
            {
                arguments.AddRange(list.Items);
                hasChoice = true;
            }
            else return Unresolved(call, argument);
        }

        return hasChoice ? Choices.Map(arguments.DrainToImmutable(), settled => Called(call, settled)) : Called(call, arguments.DrainToImmutable());
    }

    private Value Called(CallExpression call, ImmutableArray<Value> arguments)
    {
        var weight = 0;
        var sensitive = false;
        foreach (var argument in arguments)
        {
            weight += Weight(argument);
            sensitive |= argument is ScalarValue { IsSensitive: true };
        }

        if (!Session.Spend(weight)) return Unresolved(call, UnknownCause.Limit);
        var result = FunctionTable.Call(call.Name, arguments);
        if (result is null) return Unresolved(call, arguments);
        if (result is FaultValue) return Fault(call);
        return Values.Placed(sensitive ? Values.Sensitive(result) : result, origin.At(call.Span), result.Derivation);
    }

    private static int Weight(Value value) => value switch
    {
        ScalarValue scalar => 1 + (scalar.Text.Length / 64),
        ListValue list => 1 + list.Items.Length,
        MapValue map => 1 + map.Entries.Length,
        _ => 1,
    };

    private Value Try(CallExpression call, Bindings? bindings) => Try(call, 0, bindings);

    // The first argument that Terraform would not refuse. An unknown one stands, since Terraform knows it.
    private Value Try(CallExpression call, int from, Bindings? bindings)
    {
        if (from == call.Arguments.Length) return Fault(call);
        Session.Mute();
        var value = Evaluate(call.Arguments[from], bindings);
        Session.Unmute();
        return Values.HoldsFault(value) ? Choices.Map(value, v => v is FaultValue ? Try(call, from + 1, bindings) : v) : value;
    }

    private Value Can(CallExpression call, Bindings? bindings)
    {
        if (call.Arguments.Length != 1) return Fault(call);
        Session.Mute();
        var value = Evaluate(call.Arguments[0], bindings);
        Session.Unmute();
        return value switch
        {
            FaultValue => Values.Boolean(false, origin.At(call.Span)),
            UnknownValue or ChoiceValue => Unresolved(call, value),
            _ => Values.Boolean(true, origin.At(call.Span)),
        };
    }
}
