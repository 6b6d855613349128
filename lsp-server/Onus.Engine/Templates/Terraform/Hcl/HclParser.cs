using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Hcl;

/// <summary>
/// Parses Terraform's expressions and template strings. Never throws: what cannot be parsed gives null and one error, the first.
/// Line breaks count as blanks, save that a call or an index must begin on its name's line.
/// </summary>
internal sealed partial class HclParser
{
    /// <summary>Deeper nesting is answered with an error, so that no text can exhaust the stack.</summary>
    private const int MaxDepth = 100;

    private readonly string text;
    private int at;
    private int depth;
    private HclError? error;

    private HclParser(string text) => this.text = text;

    /// <summary>Parses a whole text as an expression.</summary>
    public static HclExpression? ParseExpression(string text, out HclError? error)
    {
        var parser = new HclParser(text);
        var expression = parser.Expression();
        if (expression is not null)
        {
            parser.SkipBlank();
            if (parser.at < text.Length)
            {
                parser.Fail(parser.at, "Nothing more is expected here; remove it or join it with an operator.");
                expression = null;
            }
        }

        error = parser.error;
        return expression;
    }

    /// <summary>Parses a whole text as a template string; a text that is one interpolation gives its expression.</summary>
    public static HclExpression? ParseTemplate(string text, out HclError? error)
    {
        var parser = new HclParser(text);
        var template = parser.Template(TemplateEnd.Text);
        error = parser.error;
        return parser.error is null ? template : null;
    }

    /// <summary>Parses <c>name = expression</c> lines, the form of a variable file; stops at the first error.</summary>
    public static ImmutableArray<(string Name, HclExpression Value)> ParseAttributes(string text, out HclError? error)
    {
        var parser = new HclParser(text);
        var attributes = ImmutableArray.CreateBuilder<(string, HclExpression)>();
        while (true)
        {
            parser.SkipBlank();
            if (parser.at >= text.Length) break;
            var name = parser.PeeksString() ? parser.QuotedKey() : parser.Identifier();
            if (name is null || !parser.Expect("=", "An `=` is expected after the name.")) break;
            if (parser.Expression() is not { } value) break;
            attributes.Add((name, value));
        }

        error = parser.error;
        return attributes.DrainToImmutable();
    }

    private HclExpression? Expression()
    {
        if (++depth > MaxDepth)
        {
            depth--;
            return Fail(at, "This expression is nested too deeply.");
        }

        var expression = Conditional();
        depth--;
        return expression;
    }

    private HclExpression? Conditional()
    {
        var condition = Binary(1);
        if (condition is null) return null;
        SkipBlank();
        if (!Take("?")) return condition;
        if (Expression() is not { } then) return null;
        if (!Expect(":", "A `:` with the other value is expected after `? …`.")) return null;
        if (Expression() is not { } otherwise) return null;
        return new ConditionalExpression(Between(condition, otherwise), condition, then, otherwise);
    }

    // Operators of a higher level bind closer; those of one level group from the left.
    private HclExpression? Binary(int lowest)
    {
        var left = Unary();
        while (left is not null)
        {
            SkipBlank();
            var (sign, level) = OperatorHere();
            if (level < lowest) return left;
            at += sign.Length;
            var right = Binary(level + 1);
            if (right is null) return null;
            left = new BinaryExpression(Between(left, right), sign, left, right);
        }

        return null;
    }

    private (string Sign, int Level) OperatorHere()
    {
        if (at >= text.Length) return ("", 0);
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        return text[at] switch
        {
            '|' when next == '|' => ("||", 1),
            '&' when next == '&' => ("&&", 2),
            '=' when next == '=' => ("==", 3),
            '!' when next == '=' => ("!=", 3),
            '<' => next == '=' ? ("<=", 4) : ("<", 4),
            '>' => next == '=' ? (">=", 4) : (">", 4),
            '+' => ("+", 5),
            '-' => ("-", 5),
            '*' => ("*", 6),
            '/' => ("/", 6),
            '%' => ("%", 6),
            _ => ("", 0),
        };
    }

    private HclExpression? Unary()
    {
        SkipBlank();
        var start = at;
        if (at >= text.Length || text[at] is not ('!' or '-')) return Postfix();
        var sign = text[at] == '!' ? "!" : "-";
        at++;
        if (++depth > MaxDepth) return Fail(start, "This expression is nested too deeply.");
        var operand = Unary();
        depth--;
        return operand is null ? null : new UnaryExpression(TextSpan.FromBounds(start, operand.Span.End), sign, operand);
    }

    private HclExpression? Postfix()
    {
        var root = Term();
        if (root is null) return null;
        ImmutableArray<TraversalStep>.Builder? steps = null;
        while (true)
        {
            var before = at;
            SkipBlanksInLine();
            var step = at < text.Length ? Step() : null;
            if (error is not null) return null;
            if (step is null)
            {
                at = before;
                break;
            }

            steps ??= ImmutableArray.CreateBuilder<TraversalStep>(2);
            steps.Add(step);
        }

        return steps is null ? root : new TraversalExpression(TextSpan.FromBounds(root.Span.Start, at), root, steps.DrainToImmutable());
    }

    private TraversalStep? Step()
    {
        var start = at;
        if (text[at] == '[') return IndexOrSplat(start);
        if (text[at] != '.' || Sees("...")) return null;
        at++;
        SkipBlanksInLine();
        if (Take("*")) return new SplatStep(TextSpan.FromBounds(start, at), false);
        if (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            var digits = at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            var span = TextSpan.FromBounds(digits, at);
            return new IndexStep(TextSpan.FromBounds(start, at), new LiteralExpression(span, text[digits..at], ScalarKind.Number));
        }

        var name = Identifier();
        return name is null ? null : new AttributeStep(TextSpan.FromBounds(start, at), name);
    }

    private TraversalStep? IndexOrSplat(int start)
    {
        at++;
        SkipBlank();
        if (Sees("*"))
        {
            at++;
            return Expect("]", "A `]` is expected after `[*`.") ? new SplatStep(TextSpan.FromBounds(start, at), true) : null;
        }

        if (Expression() is not { } key) return null;
        return Expect("]", "A `]` is expected after the index.") ? new IndexStep(TextSpan.FromBounds(start, at), key) : null;
    }

    private HclExpression? Term()
    {
        SkipBlank();
        if (at >= text.Length) return Fail(at, "An expression is expected here, but the text ends.");
        var start = at;
        var c = text[at];
        if (char.IsAsciiDigit(c)) return Number();
        if (c == '"') return Quoted();
        if (c == '(') return Parenthesised();
        if (c == '[') return Tuple();
        if (c == '{') return Object();
        if (Sees("<<")) return Heredoc();
        if (!IsNameStart(c)) return Fail(at, $"An expression is expected here, not `{c}`.");
        var name = Identifier();
        if (name is null) return null;
        if (name is "true" or "false") return new LiteralExpression(TextSpan.FromBounds(start, at), name, ScalarKind.Boolean);
        if (name == "null") return new NullExpression(TextSpan.FromBounds(start, at));
        if (Sees("::")) name = NameInNamespace(name);
        var after = at;
        SkipBlanksInLine();
        if (at < text.Length && text[at] == '(') return Call(start, name);
        at = after;
        return new NameExpression(TextSpan.FromBounds(start, at), name);
    }

    // provider::aws::arn_parse and the like: called by their whole name.
    private string NameInNamespace(string name)
    {
        while (Take("::"))
        {
            var part = Identifier();
            if (part is null) break;
            name += "::" + part;
        }

        return name;
    }

    private LiteralExpression Number()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var exponent = at + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                at = exponent;
                while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            }
        }

        return new LiteralExpression(TextSpan.FromBounds(start, at), text[start..at], ScalarKind.Number);
    }

    private HclExpression? Parenthesised()
    {
        at++;
        var inner = Expression();
        return inner is not null && Expect(")", "A `)` is missing here.") ? inner : null;
    }

    private CallExpression? Call(int start, string name)
    {
        at++;
        var arguments = ImmutableArray.CreateBuilder<HclExpression>(2);
        while (true)
        {
            SkipBlank();
            if (Take(")")) return new CallExpression(TextSpan.FromBounds(start, at), name, arguments.DrainToImmutable(), false);
            if (Expression() is not { } argument) return null;
            arguments.Add(argument);
            SkipBlank();
            if (Take("...")) return CallEnd(start, name, arguments, true);
            if (!Take(",")) return CallEnd(start, name, arguments, false);
        }
    }

    private CallExpression? CallEnd(int start, string name, ImmutableArray<HclExpression>.Builder arguments, bool expands)
    {
        SkipBlank();
        if (Take(")")) return new CallExpression(TextSpan.FromBounds(start, at), name, arguments.DrainToImmutable(), expands);
        Fail(at, $"A `)` is missing at the end of `{name}(…)`.");
        return null;
    }

    private static TextSpan Between(HclExpression first, HclExpression last) => TextSpan.FromBounds(first.Span.Start, last.Span.End);
}
