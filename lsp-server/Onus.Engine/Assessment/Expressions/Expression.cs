namespace Onus.Engine.Assessment.Expressions;

/// <summary>A parsed condition of the expression language. Immutable; evaluated by <c>Evaluator</c>.</summary>
public abstract record Expression
{
    /// <summary>Parses a condition.</summary>
    /// <exception cref="ExpressionSyntaxException">The text is not in the language; the message names the token expected and the offset.</exception>
    public static Expression Parse(string text) => ExpressionParser.Parse(text);
}

/// <summary>A condition that cannot be parsed. <see cref="Offset"/> is in UTF-16 units of the condition's text.</summary>
public sealed class ExpressionSyntaxException(string message, int offset) : Exception(message)
{
    public int Offset { get; } = offset;
}
