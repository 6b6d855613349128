using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Expressions;

/// <summary>What stands in a condition, however deep.</summary>
internal static class ExpressionParts
{
    /// <summary>The names of the named lists.</summary>
    public static IEnumerable<string> Lists(Expression expression) => Operands(expression).OfType<NamedList>().Select(static named => named.Name);

    /// <summary>The regular expressions that are written in place.</summary>
    public static IEnumerable<string> Patterns(Expression expression) =>
        All(expression).OfType<Compare>().Where(static compare => compare.Operator == Comparison.Matches)
            .SelectMany(static compare => Inside(compare.Right))
            .OfType<Literal>()
            .Select(static literal => literal.Value)
            .OfType<ScalarValue>()
            .Select(static scalar => scalar.Text);

    /// <summary>The names that quantifiers give to their items.</summary>
    public static IEnumerable<string> Variables(Expression expression) => All(expression).OfType<Quantifier>().Select(static quantifier => quantifier.Variable);

    private static IEnumerable<Expression> All(Expression expression)
    {
        IEnumerable<Expression?> inner = expression switch
        {
            OrExpression or => [or.Left, or.Right],
            AndExpression and => [and.Left, and.Right],
            NotExpression not => [not.Inner],
            Quantifier quantifier => [quantifier.Where, quantifier.Body],
            _ => [],
        };
        return inner.OfType<Expression>().SelectMany(All).Prepend(expression);
    }

    /// <summary>All operands, those inside others too.</summary>
    public static IEnumerable<Operand> Operands(Expression expression) => All(expression).SelectMany(static part => part switch
    {
        Compare compare => Inside(compare.Left).Concat(Inside(compare.Right)),
        Presence presence => Inside(presence.Subject),
        Test test => Inside(test.Subject),
        Quantifier quantifier => Inside(quantifier.Source),
        _ => [],
    });

    private static IEnumerable<Operand> Inside(Operand operand) => operand switch
    {
        LiteralList list => list.Items.SelectMany(Inside).Prepend(operand),
        Call call => call.Arguments.SelectMany(Inside).Prepend(operand),
        _ => [operand],
    };
}
