using Onus.Engine.Catalogue.Expressions;

namespace Onus.Engine.Assessment;

/// <summary>
/// The part of a condition that says for whom it does not count: <c>or Properties.Volume missing</c>, <c>or r.Algorithm != 'kms'</c>.
/// It is no second way to meet the condition, so it is not what to mend.
/// </summary>
internal static class Exemption
{
    /// <summary>Whether a condition only denies something.</summary>
    public static bool Is(Expression condition) => condition switch
    {
        NotExpression => true,
        Presence presence => !presence.IsAsked,
        Compare { Operator: Comparison.NotEqual or Comparison.NotIn } => true,
        AndExpression and => Is(and.Left) && Is(and.Right),
        OrExpression or => Is(or.Left) && Is(or.Right),
        _ => false,
    };
}
