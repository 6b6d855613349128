namespace Onus.Engine.Assessment.Expressions;

internal static class ExpressionParser
{
    public static Expression Parse(string text) => throw new ExpressionSyntaxException("not written yet", 0);
}
