using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Expressions;

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

internal sealed record OrExpression(Expression Left, Expression Right) : Expression;

internal sealed record AndExpression(Expression Left, Expression Right) : Expression;

internal sealed record NotExpression(Expression Inner) : Expression;

/// <summary>The word <c>unknown</c>: the third value.</summary>
internal sealed record UnknownExpression : Expression;

internal enum QuantifierKind
{
    All,
    Any,
    None,
}

/// <param name="Kind">How many items must hold.</param>
/// <param name="Source">Where the items come from.</param>
/// <param name="Variable">The name an item has in the rest.</param>
/// <param name="Where">Items for which it is false are left out; null for none.</param>
/// <param name="Body">What must hold; null where any item will do.</param>
internal sealed record Quantifier(QuantifierKind Kind, Operand Source, string Variable, Expression? Where, Expression? Body) : Expression;

internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
    Contains,
    Matches,
}

internal sealed record Compare(Comparison Operator, Operand Left, Operand Right) : Expression;

/// <summary><c>exists</c> or <c>missing</c>.</summary>
internal sealed record Presence(Operand Subject, bool IsAsked) : Expression;

/// <summary>An operand as a condition: a function that gives a truth, or a boolean.</summary>
internal sealed record Test(Operand Subject) : Expression;

internal abstract record Operand;

internal sealed record Literal(Value Value) : Operand;

internal sealed record LiteralList(ImmutableArray<Operand> Items) : Operand;

/// <summary><c>@name</c>.</summary>
internal sealed record NamedList(string Name) : Operand;

/// <param name="Segments">The names from the root or variable on.</param>
/// <param name="Text">The path as defaults name it, without <c>[]</c>.</param>
/// <param name="Each">The path ends in <c>[]</c>: its items are meant.</param>
internal sealed record PathOperand(ImmutableArray<string> Segments, string Text, bool Each) : Operand;

internal sealed record Call(string Function, ImmutableArray<Operand> Arguments) : Operand;
