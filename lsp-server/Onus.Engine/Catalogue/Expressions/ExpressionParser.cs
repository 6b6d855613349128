using System.Collections.Immutable;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Expressions;

/// <summary>Parses conditions by recursive descent.</summary>
internal static class ExpressionParser
{
    public static Expression Parse(string text)
    {
        var parser = new Parser(text);
        return parser.ParseAll();
    }

    private ref struct Parser
    {
        private Lexer lexer;
        private Token here;

        public Parser(string text)
        {
            lexer = new Lexer(text);
            here = lexer.Next();
        }

        public Expression ParseAll()
        {
            var expression = Or();
            if (here.Kind != TokenKind.End) throw Expected("the end, `and` or `or`");
            return expression;
        }

        private Expression Or()
        {
            var left = And();
            while (TakeWord("or")) left = new OrExpression(left, And());
            return left;
        }

        private Expression And()
        {
            var left = Unary();
            while (TakeWord("and")) left = new AndExpression(left, Unary());
            return left;
        }

        private Expression Unary()
        {
            if (TakeWord("not")) return new NotExpression(Unary());
            if (here is { Kind: TokenKind.Word, Text: "all" or "any" or "none" }) return Quantified();
            if (!TakePunctuation("(")) return Predicate();
            var inner = Or();
            Require(")");
            return inner;
        }

        private Quantifier Quantified()
        {
            var kind = Take().Text switch { "all" => QuantifierKind.All, "any" => QuantifierKind.Any, _ => QuantifierKind.None };
            var source = OperandHere();
            if (!TakeWord("as")) throw Expected("`as`");
            if (here.Kind != TokenKind.Word) throw Expected("a name");
            var variable = Take().Text;
            var where = TakeWord("where") ? Unary() : null;
            var body = TakePunctuation(":") ? Unary() : null;
            if (body is null && kind == QuantifierKind.All) throw Expected("`:`");
            return new Quantifier(kind, source, variable, where, body);
        }

        private Expression Predicate()
        {
            if (TakeWord("unknown")) return new UnknownExpression();
            var left = OperandHere();
            if (here.Kind == TokenKind.Operator)
            {
                var op = Take().Text switch
                {
                    "==" => Comparison.Equal,
                    "!=" => Comparison.NotEqual,
                    "<" => Comparison.Less,
                    "<=" => Comparison.LessOrEqual,
                    ">" => Comparison.Greater,
                    _ => Comparison.GreaterOrEqual,
                };
                return new Compare(op, left, OperandHere());
            }

            if (TakeWord("exists")) return new Presence(left, true);
            if (TakeWord("missing")) return new Presence(left, false);
            if (TakeWord("in")) return new Compare(Comparison.In, left, OperandHere());
            if (TakeWord("contains")) return new Compare(Comparison.Contains, left, OperandHere());
            if (TakeWord("matches")) return new Compare(Comparison.Matches, left, OperandHere());
            if (here is not { Kind: TokenKind.Word, Text: "not" }) return new Test(left);
            Take();
            if (!TakeWord("in")) throw Expected("`in`");
            return new Compare(Comparison.NotIn, left, OperandHere());
        }

        private Operand OperandHere()
        {
            switch (here.Kind)
            {
                case TokenKind.Text:
                    return Literal(Take().Text, ScalarKind.Text);
                case TokenKind.Number:
                    return Literal(Take().Text, ScalarKind.Number);
                case TokenKind.List:
                    return new NamedList(Take().Text);
                case TokenKind.Punctuation when here.Text == "[":
                    Take();
                    return new LiteralList(Operands("]"));
                case TokenKind.Word:
                    return Word();
                default:
                    throw Expected("a value, path or function");
            }
        }

        private Operand Word()
        {
            if (here.Text is "and" or "or" or "not" or "all" or "any" or "none" or "as" or "where" or "in" or "matches" or "contains" or "exists" or "missing")
                throw Expected("a value, path or function");
            var word = Take();
            if (word.Text is "true" or "false") return Literal(word.Text, ScalarKind.Boolean);
            if (word.Text == "null") return new Literal(Value.Absent);
            if (!TakePunctuation("(")) return Path(word);
            var arguments = Operands(")");
            if (FunctionTable.ArityOf(word.Text) is not { } arity) throw UnknownFunction(word);
            if (arguments.Length < arity.Least || arguments.Length > arity.Most)
                throw new ExpressionSyntaxException($"`{word.Text}` takes {arity} arguments, not {arguments.Length}.", word.Offset);
            if (here is { Kind: TokenKind.Punctuation, Text: "[" })
            {
                Take();
                Require("]");
            }

            return new Call(word.Text, arguments);
        }

        private ImmutableArray<Operand> Operands(string close)
        {
            var operands = ImmutableArray.CreateBuilder<Operand>();
            while (!TakePunctuation(close))
            {
                operands.Add(OperandHere());
                if (!TakePunctuation(",") && here.Text != close) throw Expected($"`,` or `{close}`");
            }

            return operands.DrainToImmutable();
        }

        private static Literal Literal(string text, ScalarKind kind) => new(new ScalarValue { Text = text, Kind = kind });

        private static ExpressionSyntaxException UnknownFunction(Token word)
        {
            var nearest = NearestName.To(word.Text, FunctionTable.Names);
            return new ExpressionSyntaxException($"There is no function `{word.Text}`{(nearest is null ? "" : $"; did you mean `{nearest}`?")}.".Replace("?.", "?", StringComparison.Ordinal), word.Offset);
        }

        private static PathOperand Path(Token word)
        {
            var text = word.Text;
            var brackets = text.IndexOf("[]", StringComparison.Ordinal);
            if (brackets >= 0 && brackets < text.Length - 2)
                throw new ExpressionSyntaxException("`[]` stands only at the end of a path; go into its items with `any … as x`.", word.Offset + brackets);
            var segments = ImmutableArray.CreateBuilder<string>();
            var start = 0;
            var quoted = false;
            for (var at = 0; at <= text.Length; at++)
            {
                if (at < text.Length && text[at] == '\'') quoted = !quoted;
                if (at < text.Length && (text[at] != '.' || quoted)) continue;
                segments.Add(text[start..at].Replace("[]", "", StringComparison.Ordinal).Trim('\''));
                start = at + 1;
            }

            return new PathOperand(segments.DrainToImmutable(), text.Replace("[]", "", StringComparison.Ordinal), text.EndsWith("[]", StringComparison.Ordinal));
        }

        private Token Take()
        {
            var token = here;
            here = lexer.Next();
            return token;
        }

        private bool TakeWord(string word)
        {
            if (here.Kind != TokenKind.Word || here.Text != word) return false;
            Take();
            return true;
        }

        private bool TakePunctuation(string mark)
        {
            if (here.Kind != TokenKind.Punctuation || here.Text != mark) return false;
            Take();
            return true;
        }

        private void Require(string mark)
        {
            if (!TakePunctuation(mark)) throw Expected($"`{mark}`");
        }

        private readonly ExpressionSyntaxException Expected(string what) =>
            new($"Expected {what} but found {(here.Kind == TokenKind.End ? here.Text : $"`{here.Text}`")}.", here.Offset);
    }
}
