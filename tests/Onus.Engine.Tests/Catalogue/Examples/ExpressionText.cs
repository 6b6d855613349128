using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Tests.Catalogue.Examples;

/// <summary>Writes a leaf of a condition as the catalogue does.</summary>
internal static class ExpressionText
{
    public static string Of(Expression expression) => expression switch
    {
        Compare compare => $"{Of(compare.Left)} {Word(compare.Operator)} {Of(compare.Right)}",
        Presence presence => $"{Of(presence.Subject)} {(presence.IsAsked ? "exists" : "missing")}",
        Test test => Of(test.Subject),
        Quantifier quantifier => $"{quantifier.Kind.ToString().ToLowerInvariant()} {Of(quantifier.Source)}",
        _ => expression.GetType().Name,
    };

    private static string Of(Operand operand) => operand switch
    {
        Literal { Value: ScalarValue scalar } => scalar.Text,
        Literal => "null",
        LiteralList list => $"[{string.Join(",", list.Items.Select(Of))}]",
        NamedList named => "@" + named.Name,
        PathOperand path => string.Join('.', path.Segments) + (path.Each ? "[]" : ""),
        Call call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Of))})",
        _ => "?",
    };

    private static string Word(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "==",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        Comparison.NotIn => "not in",
        _ => comparison.ToString().ToLowerInvariant(),
    };
}
