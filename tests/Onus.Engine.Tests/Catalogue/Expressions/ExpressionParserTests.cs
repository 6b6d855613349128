using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Expressions;

public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("A == 1 or B == 2 and C == 3", "(A == 1 or (B == 2 and C == 3))")]
    [InlineData("(A == 1 or B == 2) and C == 3", "((A == 1 or B == 2) and C == 3)")]
    [InlineData("not A exists and B missing", "(not A exists and B missing)")]
    [InlineData("not not A", "not not A")]
    [InlineData("all A.B[] as x : x == 1 and C", "(all A.B[] as x : x == 1 and C)")]
    [InlineData("all A[] as x : (x == 1 and C)", "all A[] as x : (x == 1 and C)")]
    [InlineData("any A[] as x where x.B : x.C", "any A[] as x where x.B : x.C")]
    [InlineData("any A[] as x where (x.B and x.D) : any x.C[] as y : y == 'z'", "any A[] as x where (x.B and x.D) : any x.C[] as y : y == 'z'")]
    [InlineData("none A[] as x", "none A[] as x")]
    [InlineData("any A[] as x where x.B == 1", "any A[] as x where x.B == 1")]
    [InlineData("none resources('T')[] as x", "none resources('T') as x")]
    [InlineData("A in ['a', 'b'] or B not in @ports", "(A in ['a', 'b'] or B not in @ports)")]
    [InlineData("A in []", "A in []")]
    [InlineData("A matches '^x' and A contains 'y'", "(A matches '^x' and A contains 'y')")]
    [InlineData("A <= -1 and A >= 10 and A < 1.5 and A > 0", "(((A <= -1 and A >= 10) and A < 1.5) and A > 0)")]
    [InlineData("A.'rds.force_ssl' == 1", "A.'rds.force_ssl' == 1")]
    [InlineData("A.'x y'[]", "A.'x y'[]")]
    [InlineData("A.aws:SourceArn exists", "A.aws:SourceArn exists")]
    [InlineData("unknown or A", "(unknown or A)")]
    [InlineData("A == null", "A == null")]
    [InlineData("A == 'it\\'s'", "A == 'it's'")]
    [InlineData("port_open(22, r.From, r.To, r.P)", "port_open(22, r.From, r.To, r.P)")]
    [InlineData("self() == A", "self() == A")]
    [InlineData("all  A[]\n as x\t:\n x", "all A[] as x : x")]
    public void A_condition_is_read_as_the_grammar_says(string text, string shown) => Assert.Equal(shown, ExpressionText.Show(Expression.Parse(text)));

    [Theory]
    [InlineData("", "Expected a value, path or function but found the end.", 0)]
    [InlineData("A ==", "Expected a value, path or function but found the end.", 4)]
    [InlineData("A == 1 B", "Expected the end, `and` or `or` but found `B`.", 7)]
    [InlineData("(A == 1", "Expected `)` but found the end.", 7)]
    [InlineData("A and", "Expected a value, path or function but found the end.", 5)]
    [InlineData("A == and", "Expected a value, path or function but found `and`.", 5)]
    [InlineData("all A[] as x", "Expected `:` but found the end.", 12)]
    [InlineData("all A[] x : x", "Expected `as` but found `x`.", 8)]
    [InlineData("any A[] as : x", "Expected a name but found `:`.", 11)]
    [InlineData("A not B", "Expected `in` but found `B`.", 6)]
    [InlineData("A = 1", "`=` is no operator; write `==`.", 2)]
    [InlineData("A ! 1", "`!` is no operator; write `!=`.", 2)]
    [InlineData("A == 'x", "This text has no closing quote.", 5)]
    [InlineData("A.'x == 1", "This quoted name has no closing quote.", 2)]
    [InlineData("A == \"x\"", "`\"` has no meaning here.", 5)]
    [InlineData("A in ['a' 'b']", "Expected `,` or `]` but found `b`.", 10)]
    [InlineData("wrld(A)", "There is no function `wrld`; did you mean `world`?", 0)]
    [InlineData("B and wrld(A)", "There is no function `wrld`; did you mean `world`?", 6)]
    [InlineData("quite_another_thing(A)", "There is no function `quite_another_thing`.", 0)]
    [InlineData("any A[].B[] as x", "`[]` stands only at the end of a path; go into its items with `any … as x`.", 5)]
    [InlineData("world()", "`world` takes 1 arguments, not 0.", 0)]
    [InlineData("world(A, B)", "`world` takes 1 arguments, not 2.", 0)]
    [InlineData("port_open(22)", "`port_open` takes 3 to 4 arguments, not 1.", 0)]
    [InlineData("A == 1)", "Expected the end, `and` or `or` but found `)`.", 6)]
    [InlineData("A & B", "`&` has no meaning here.", 2)]
    public void A_broken_condition_says_what_was_expected_and_where(string text, string message, int offset)
    {
        var exception = Assert.Throws<ExpressionSyntaxException>(() => Expression.Parse(text));
        Assert.Equal((message, offset), (exception.Message, exception.Offset));
    }

    [Fact]
    public void A_broken_condition_in_a_file_is_named_with_file_line_and_character()
    {
        var text = "service: t\nname: T\ncontrols:\n  - id: a-b\n    title: T\n    duty: d\n    severity: hint\n    why: w\n    fix: { apply: manual, note: n }\n"
            + "    terraform:\n      - type: t\n        require: a == and\n        missing: { default: secure, verdict: met }\n";
        var (_, problems) = ServiceFileReader.Read(SyntaxTree.Read(new SourceText("t.yaml", text), SyntaxLanguage.Yaml));
        Assert.Equal(
            "t.yaml(12,18): error ONUS: `require` cannot be read: Expected a value, path or function but found `and`. (character 6)",
            Assert.Single(problems).ToString());
    }

    [Fact]
    public void No_text_makes_the_parser_fail_in_another_way()
    {
        const string sample = "all Properties.A[] as r where (r.B not in ['x', @ports] or unknown) : not (world(r.C) and r.'d.e' matches '^f\\'' )";
        for (var length = 0; length <= sample.Length; length++)
        {
            try
            {
                Expression.Parse(sample[..length]);
            }
            catch (ExpressionSyntaxException exception)
            {
                Assert.InRange(exception.Offset, 0, length);
            }
        }
    }
}
