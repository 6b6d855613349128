using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Tests.Catalogue.Expressions;

/// <summary>Writes a parsed condition out again, with every pair of parentheses that its structure has.</summary>
internal static class ExpressionText
{
    public static string Show(Expression expression) => expression switch
    {
        OrExpression or => $"({Show(or.Left)} or {Show(or.Right)})",
        AndExpression and => $"({Show(and.Left)} and {Show(and.Right)})",
        NotExpression not => $"not {Show(not.Inner)}",
        UnknownExpression => "unknown",
        Quantifier q => $"{q.Kind.ToString().ToLowerInvariant()} {Show(q.Source)} as {q.Variable}{(q.Where is null ? "" : $" where {Show(q.Where)}")}{(q.Body is null ? "" : $" : {Show(q.Body)}")}",
        Compare compare => $"{Show(compare.Left)} {Sign(compare.Operator)} {Show(compare.Right)}",
        Presence presence => $"{Show(presence.Subject)} {(presence.IsAsked ? "exists" : "missing")}",
        Test test => Show(test.Subject),
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    private static string Show(Operand operand) => operand switch
    {
        Literal { Value: ScalarValue { Kind: ScalarKind.Text } text } => $"'{text.Text}'",
        Literal { Value: ScalarValue scalar } => scalar.Text,
        Literal => "null",
        LiteralList list => $"[{string.Join(", ", list.Items.Select(Show))}]",
        NamedList named => "@" + named.Name,
        Call call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Show))})",
        PathOperand path => string.Join('.', path.Segments.Select(s => s.Contains('.') || s.Contains(' ') ? $"'{s}'" : s)) + (path.Each ? "[]" : ""),
        _ => throw new InvalidOperationException(operand.GetType().Name),
    };

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "==",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        Comparison.In => "in",
        Comparison.NotIn => "not in",
        Comparison.Contains => "contains",
        _ => "matches",
    };
}
