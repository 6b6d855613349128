using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Hcl;

/// <summary>An expression of Terraform's language. Spans are offsets of the text that was parsed.</summary>
internal abstract record HclExpression(TextSpan Span);

internal sealed record LiteralExpression(TextSpan Span, string Text, ScalarKind Kind) : HclExpression(Span);

internal sealed record NullExpression(TextSpan Span) : HclExpression(Span);

/// <summary>Text with parts put in; literal parts are literals of kind text.</summary>
internal sealed record TemplateExpression(TextSpan Span, ImmutableArray<HclExpression> Parts) : HclExpression(Span);

/// <summary><c>%{ if … }…%{ else }…%{ endif }</c></summary>
internal sealed record TemplateIfExpression(TextSpan Span, HclExpression Condition, HclExpression Then, HclExpression Else) : HclExpression(Span);

/// <summary><c>%{ for … }…%{ endfor }</c></summary>
internal sealed record TemplateForExpression(TextSpan Span, string? KeyName, string ValueName, HclExpression Source, HclExpression Body) : HclExpression(Span);

/// <summary>A name at the start of a traversal: <c>var</c>, <c>aws_vpc</c>, an iterator.</summary>
internal sealed record NameExpression(TextSpan Span, string Name) : HclExpression(Span);

internal sealed record TraversalExpression(TextSpan Span, HclExpression Root, ImmutableArray<TraversalStep> Steps) : HclExpression(Span);

internal sealed record CallExpression(TextSpan Span, string Name, ImmutableArray<HclExpression> Arguments, bool ExpandsLast) : HclExpression(Span);

internal sealed record ConditionalExpression(TextSpan Span, HclExpression Condition, HclExpression Then, HclExpression Else) : HclExpression(Span);

internal sealed record BinaryExpression(TextSpan Span, string Operator, HclExpression Left, HclExpression Right) : HclExpression(Span);

internal sealed record UnaryExpression(TextSpan Span, string Operator, HclExpression Operand) : HclExpression(Span);

internal sealed record TupleExpression(TextSpan Span, ImmutableArray<HclExpression> Items) : HclExpression(Span);

internal sealed record ObjectExpression(TextSpan Span, ImmutableArray<ObjectItem> Items) : HclExpression(Span);

internal readonly record struct ObjectItem(HclExpression Key, HclExpression Value);

/// <summary><c>[for k, v in s : value if c]</c>; with a key expression it makes an object.</summary>
internal sealed record ForExpression(
    TextSpan Span,
    string? KeyName,
    string ValueName,
    HclExpression Source,
    HclExpression? Key,
    HclExpression Value,
    HclExpression? Filter,
    bool IsGrouping) : HclExpression(Span);

internal abstract record TraversalStep(TextSpan Span);

internal sealed record AttributeStep(TextSpan Span, string Name) : TraversalStep(Span);

internal sealed record IndexStep(TextSpan Span, HclExpression Key) : TraversalStep(Span);

/// <summary><c>[*]</c>, or <c>.*</c> whose reach ends at the next index.</summary>
internal sealed record SplatStep(TextSpan Span, bool IsFull) : TraversalStep(Span);

/// <summary>What is wrong in an expression, and where in its text.</summary>
internal readonly record struct HclError(TextSpan Span, string Message);
