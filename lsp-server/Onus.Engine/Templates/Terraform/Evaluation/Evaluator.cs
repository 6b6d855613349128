using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Templates.Terraform.Hcl;
using Onus.Engine.Templates.Terraform.Modules;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>
/// Evaluates one text's expressions in a module. Total: what cannot be known gives an unknown value with its cause, what Terraform
/// would refuse gives a fault.
/// </summary>
internal sealed partial class Evaluator(ModuleScope scope, TextOrigin origin, string text)
{
    private ReadSession Session => scope.Session;

    public Value Evaluate(HclExpression expression, Bindings? bindings)
    {
        if (!Session.Enter()) return Values.Unknown(UnknownCause.Limit, "", origin.At(expression.Span));
        var value = expression switch
        {
            LiteralExpression e => new ScalarValue { Text = e.Text, Kind = e.Kind, Place = origin.At(e.Span) },
            NullExpression => Value.Absent,
            TemplateExpression e => Template(e, bindings),
            TemplateIfExpression e => Conditional(e, e.Condition, e.Then, e.Else, bindings),
            TemplateForExpression e => TemplateFor(e, bindings),
            NameExpression e => Traversal(e, e, [], bindings),
            TraversalExpression e => Traversal(e, e.Root, e.Steps, bindings),
            CallExpression e => Call(e, bindings),
            ConditionalExpression e => Conditional(e, e.Condition, e.Then, e.Else, bindings),
            BinaryExpression e => Binary(e, bindings),
            UnaryExpression e => Unary(e, bindings),
            TupleExpression e => Tuple(e, bindings),
            ObjectExpression e => Object(e, bindings),
            ForExpression e => For(e, bindings),
            _ => throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}."),
        };
        Session.Leave();
        return value;
    }

    /// <summary>The expression as a person reads it: its text with runs of blanks made one.</summary>
    public string Print(HclExpression expression)
    {
        var span = expression.Span;
        var builder = new StringBuilder(span.Length);
        for (var i = span.Start; i < span.End; i++)
        {
            var c = char.IsWhiteSpace(text[i]) ? ' ' : text[i];
            if (c != ' ' || (builder.Length > 0 && builder[^1] != ' ')) builder.Append(c);
        }

        return builder.ToString();
    }

    private FaultValue Fault(HclExpression at) => new() { Place = origin.At(at.Span) };

    // A fault inside a list or map must not leak; on its own it travels on, for `try`.
    private Value Settle(Value value, HclExpression expression) =>
        Values.HoldsFault(value) ? Choices.Map(value, v => v is FaultValue ? Unresolved(expression, UnknownCause.Expression) : v) : value;

    private UnknownValue Unresolved(HclExpression expression, UnknownCause cause) =>
        Values.Unknown(cause, $"${{{Print(expression)}}}", origin.At(expression.Span));

    /// <summary>An unknown result that keeps what is known of the unknown values it was made from.</summary>
    private UnknownValue Unresolved(HclExpression expression, params IEnumerable<Value> parts)
    {
        var unknown = parts.SelectMany(UnknownIn).ToList();
        var references = unknown.Select(u => u.Reference).Where(r => r is not null).Distinct().ToList();
        return new UnknownValue
        {
            Cause = unknown.Count > 0 ? unknown[0].Cause : UnknownCause.Expression,
            Text = $"${{{Print(expression)}}}",
            Name = unknown.Count == 1 ? unknown[0].Name : null,
            Reference = references.Count == 1 ? references[0] : null,
            IsSecretSafe = unknown.Count > 0 && unknown.All(u => u.IsSecretSafe),
            Place = origin.At(expression.Span),
        };
    }

    private static IEnumerable<UnknownValue> UnknownIn(Value value) => value switch
    {
        UnknownValue unknown => [unknown],
        ListValue list => list.Items.SelectMany(UnknownIn),
        MapValue map => map.Entries.SelectMany(e => UnknownIn(e.Value)),
        ChoiceValue choice => UnknownIn(choice.Then).Concat(UnknownIn(choice.Else)),
        _ => [],
    };

    private Value Template(TemplateExpression template, Bindings? bindings)
    {
        var parts = ImmutableArray.CreateBuilder<Value>(template.Parts.Length);
        var hasChoice = false;
        foreach (var part in template.Parts)
        {
            var value = Evaluate(part, bindings);
            if (value is FaultValue) return Fault(template);
            hasChoice |= value is ChoiceValue;
            parts.Add(value);
        }

        return hasChoice
            ? Choices.Map(parts.MoveToImmutable(), settled => Concatenated(template, settled))
            : Concatenated(template, parts.MoveToImmutable());
    }

    private Value Concatenated(TemplateExpression template, ImmutableArray<Value> parts)
    {
        var builder = new StringBuilder();
        var unknown = false;
        var sensitive = false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is ScalarValue scalar)
            {
                builder.Append(scalar.Text);
                sensitive |= scalar.IsSensitive;
            }
            else if (parts[i] is ListValue or MapValue && JsonText.Of(parts[i]) is { } json) builder.Append(json);
            else if (parts[i] is AbsentValue) return Fault(template.Parts[i]);
            else
            {
                unknown = true;
                builder.Append(parts[i] is UnknownValue { Text.Length: > 0 } known ? known.Text : $"${{{Print(template.Parts[i])}}}");
            }
        }

        var place = origin.At(template.Span);
        if (!unknown) return new ScalarValue { Text = builder.ToString(), Place = place, IsSensitive = sensitive };
        return Values.Renamed(Unresolved(template, parts), builder.ToString());
    }

    private Value TemplateFor(TemplateForExpression template, Bindings? bindings)
    {
        var source = Evaluate(template.Source, bindings);
        if (Pairs(source) is not { } pairs) return Unresolved(template, source);
        var builder = new StringBuilder();
        foreach (var (key, item) in pairs)
        {
            var inner = new Bindings(template.ValueName, item, template.KeyName is null ? bindings : new Bindings(template.KeyName, key, bindings));
            if (Evaluate(template.Body, inner) is not ScalarValue part) return Unresolved(template, source);
            if (!Session.Spend(part.Text.Length / 16)) return Unresolved(template, UnknownCause.Limit);
            builder.Append(part.Text);
        }

        return Values.Text(builder.ToString(), origin.At(template.Span));
    }


}
