using System.Collections.Immutable;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Tests.Catalogue.Examples;

/// <summary>A binding that is wrong in one place; some example must tell it from the right one.</summary>
/// <param name="What">What is wrong with it, short and stable.</param>
/// <param name="Variants">Ways of being wrong there, of which it is enough to notice one.</param>
internal sealed record Mutant(string What, ImmutableArray<Binding> Variants)
{
    /// <summary>Every leaf of the conditions negated, every default another, and the meaning of an unknown value turned round.</summary>
    public static IEnumerable<Mutant> Of(Binding binding)
    {
        foreach (var (what, mutated) in Negations(binding.Require)) yield return new Mutant($"require: not {what}", [binding with { Require = mutated }]);
        if (binding.When is { } when)
        {
            foreach (var (what, mutated) in Negations(when)) yield return new Mutant($"when: not {what}", [binding with { When = mutated }]);
        }

        foreach (var (path, value) in binding.Defaults)
        {
            var others = Literals(binding).Append("\u0001").Where(other => other != value);
            yield return new Mutant($"default: {path}", [.. others.Select(other => binding with { Defaults = [.. binding.Defaults.Select(d => d.Path == path ? (path, other) : d)] })]);
        }

        yield return new Mutant(binding.UnknownMeets ? "unknown: not met" : "unknown: met", [binding with { UnknownMeets = !binding.UnknownMeets }]);
    }

    /// <summary>Every text that the conditions compare with.</summary>
    private static IEnumerable<string> Literals(Binding binding)
    {
        var found = new List<string> { "true", "false" };
        Collect(binding.Require);
        if (binding.When is { } when) Collect(when);
        return found.Distinct();

        void Collect(Expression expression)
        {
            switch (expression)
            {
                case Compare compare:
                    Operand(compare.Left);
                    Operand(compare.Right);
                    break;
                case Quantifier quantifier:
                    if (quantifier.Where is { } where) Collect(where);
                    if (quantifier.Body is { } body) Collect(body);
                    break;
                default:
                    foreach (var inner in Inner(expression)) Collect(inner);
                    break;
            }
        }

        void Operand(Operand operand)
        {
            switch (operand)
            {
                case Literal { Value: ScalarValue scalar }:
                    found.Add(scalar.Text);
                    if (decimal.TryParse(scalar.Text, System.Globalization.CultureInfo.InvariantCulture, out var number)) found.AddRange([Text(number - 1), Text(number + 1)]);
                    break;
                case LiteralList list:
                    foreach (var item in list.Items) Operand(item);
                    break;
                case NamedList named:
                    found.AddRange(FileCatalogue.Instance.List(named.Name) ?? []);
                    break;
                default:
                    break;
            }
        }
    }

    private static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<Expression> Inner(Expression expression) => expression switch
    {
        AndExpression and => [and.Left, and.Right],
        OrExpression or => [or.Left, or.Right],
        NotExpression not => [not.Inner],
        _ => [],
    };

    /// <summary>The expression once for each of its leaves, with that leaf negated.</summary>
    private static IEnumerable<(string What, Expression Mutated)> Negations(Expression expression)
    {
        switch (expression)
        {
            case AndExpression and:
                foreach (var (what, mutated) in Negations(and.Left)) yield return (what, and with { Left = mutated });
                foreach (var (what, mutated) in Negations(and.Right)) yield return (what, and with { Right = mutated });
                break;
            case OrExpression or:
                foreach (var (what, mutated) in Negations(or.Left)) yield return (what, or with { Left = mutated });
                foreach (var (what, mutated) in Negations(or.Right)) yield return (what, or with { Right = mutated });
                break;
            case NotExpression not:
                foreach (var (what, mutated) in Negations(not.Inner)) yield return (what, not with { Inner = mutated });
                break;
            case Quantifier { Where: null, Body: null }:
                yield return (ExpressionText.Of(expression), new NotExpression(expression));
                break;
            case Quantifier quantifier:
                if (quantifier.Where is { } where)
                {
                    foreach (var (what, mutated) in Negations(where)) yield return (what, quantifier with { Where = mutated });
                }

                if (quantifier.Body is { } body)
                {
                    foreach (var (what, mutated) in Negations(body)) yield return (what, quantifier with { Body = mutated });
                }

                break;
            case UnknownExpression:
                break;
            default:
                yield return (ExpressionText.Of(expression), new NotExpression(expression));
                break;
        }
    }
}
