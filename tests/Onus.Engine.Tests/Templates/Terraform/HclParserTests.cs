using CsCheck;
using Onus.Engine.Templates.Terraform.Hcl;
using Xunit;

namespace Onus.Engine.Tests.Templates.Terraform;

public class HclParserTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "(1 + (2 * 3))")]
    [InlineData("(1 + 2) * 3", "((1 + 2) * 3)")]
    [InlineData("a || b && !c", "(a || (b && (!c)))")]
    [InlineData("a == b ? 1 : c ? 2 : 3", "((a == b) ? 1 : (c ? 2 : 3))")]
    [InlineData("a <= 1 != true", "((a <= 1) != true)")]
    [InlineData("-1 - -x", "((-1) - (-x))")]
    [InlineData("1.5e3", "1.5e3")]
    [InlineData("null", "null")]
    [InlineData("var.a.b[0][\"k\"].c", "var.a.b[0][\"k\"].c")]
    [InlineData("x.0.y", "x[0].y")]
    [InlineData("x.*.id", "x.*.id")]
    [InlineData("x[*].a[0]", "x[*].a[0]")]
    [InlineData("f()", "f()")]
    [InlineData("f(a, b...)", "f(a, b...)")]
    [InlineData("f(a, )", "f(a)")]
    [InlineData("f(x)[0].y", "f(x)[0].y")]
    [InlineData("provider::aws::arn_parse(x)", "provider::aws::arn_parse(x)")]
    [InlineData("[1, [2], ]", "[1, [2]]")]
    [InlineData("{a = 1, \"b\" : 2\n (k) = 3}", "{\"a\" = 1, \"b\" = 2, k = 3}")]
    [InlineData("{}", "{}")]
    [InlineData("[for x in y : x.z]", "[for x in y : x.z]")]
    [InlineData("{for k, v in m : k => v... if v != null}", "{for k, v in m : k => v... if (v != null)}")]
    [InlineData("\"a ${b} c\"", "\"a ${b} c\"")]
    [InlineData("\"${b}\"", "b")]
    [InlineData("\"\\\"\\n\\u0041\"", "\"\"\nA\"")]
    [InlineData("\"$${x}\"", "\"${x}\"")]
    [InlineData("a /* c */ + b # end", "(a + b)")]
    [InlineData("<<-EOT\n    one\n      two\n    EOT\n", "\"one\n  two\n\"")]
    public void An_expression_is_read_as_the_language_has_it(string text, string expected)
    {
        var expression = HclParser.ParseExpression(text, out var error);

        Assert.Null(error);
        Assert.NotNull(expression);
        Assert.Equal(expected, Show(expression));
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("${a}", "a")]
    [InlineData("${ a }-${b}", "\"${a}-${b}\"")]
    [InlineData("a  ${~ b ~}  c", "\"a${b}c\"")]
    [InlineData("%{ if a }x%{ else }y%{ endif }", "\"%{if a}\"x\"%{else}\"y\"\"")]
    [InlineData("%{ for k, v in m ~} ${v} %{ endfor }", "\"%{for k, v in m}\"${v} \"\"")]
    [InlineData("cost: $5 and 10%", "\"cost: $5 and 10%\"")]
    [InlineData("$${aws:username}", "\"${aws:username}\"")]
    [InlineData("say \"hi\" to ${f(\"x\")}", "\"say \"hi\" to ${f(\"x\")}\"")]
    public void A_template_is_read_in_its_parts(string text, string expected)
    {
        var expression = HclParser.ParseTemplate(text, out var error);

        Assert.Null(error);
        Assert.NotNull(expression);
        Assert.Equal(expected, Show(expression));
    }

    [Theory]
    [InlineData("1 +", 3, "An expression is expected here, but the text ends.")]
    [InlineData("a ? b", 5, "A `:` with the other value is expected after `? …`.")]
    [InlineData("f(a", 3, "A `)` is missing at the end of `f(…)`.")]
    [InlineData("[1 2]", 3, "A `,` or `]` is expected in this list.")]
    [InlineData("{a 1}", 3, "An `=` is expected after the key.")]
    [InlineData("a b", 2, "Nothing more is expected here; remove it or join it with an operator.")]
    [InlineData("\"abc", 0, "This string is not closed; a `\"` is missing.")]
    [InlineData("[for x y]", 7, "`in` is expected here: `for name in list : value`.")]
    public void A_broken_expression_says_what_is_missing_and_where(string text, int at, string message)
    {
        Assert.Null(HclParser.ParseExpression(text, out var error));
        Assert.Equal(message, error?.Message);
        Assert.Equal(at, error?.Span.Start);
    }

    [Theory]
    [InlineData("${var.x", "A `}` is expected at the end of this `${…}`.")]
    [InlineData("${", "This `${` is not closed; a `}` is missing.")]
    [InlineData("%{ if x }a", "This `%{ if … }` is not closed; `%{ endif }` is missing.")]
    [InlineData("a%{ endif }", "`%{ endif }` has no beginning before it.")]
    public void A_broken_template_says_what_is_missing(string text, string message)
    {
        Assert.Null(HclParser.ParseTemplate(text, out var error));
        Assert.Equal(message, error?.Message);
    }

    [Fact]
    public void Any_text_gives_an_expression_or_an_error()
    {
        var pieces = Gen.OneOf([.. new[] {
            "${", "}", "%{", "if ", "else", "endif", "for ", "in ", "(", ")", "[", "]", "{", "\"", "\\", "a", "var.x", "1", ".", "*", "...", ",", "?", ":",
            "=", "=>", "==", "!", "-", "&&", "||", " ", "\n", "#", "//", "/*", "*/", "<<EOT", "é", "\\u12", "~", "$$", "null" }.Select(Gen.Const)]);
        pieces.Array[0, 24].Select(string.Concat).Sample(
            text =>
            {
                Check(HclParser.ParseTemplate(text, out var first), first, text);
                Check(HclParser.ParseExpression(text, out var second), second, text);
            },
            iter: 20_000);

        static void Check(HclExpression? expression, HclError? error, string text)
        {
            Assert.True(expression is null == error is not null, text);
            if (error is { } e) Assert.InRange(e.Span.End, 0, text.Length);
            if (expression is { } read) Assert.InRange(read.Span.End, 0, text.Length);
        }
    }

    [Theory]
    [InlineData('(')]
    [InlineData('[')]
    [InlineData('!')]
    [InlineData('-')]
    public void Deep_nesting_is_an_error_and_not_a_crash(char opening)
    {
        Assert.Null(HclParser.ParseExpression(new string(opening, 100_000), out var error));
        Assert.Equal("This expression is nested too deeply.", error?.Message);
    }

    [Fact]
    public void Lines_of_a_variable_file_are_read()
    {
        var attributes = HclParser.ParseAttributes("# comment\na = 1\nb = [\"x\",\n \"y\"]\n\nc = { d = true }\n", out var error);

        Assert.Null(error);
        Assert.Equal(["a=1", "b=[\"x\", \"y\"]", "c={\"d\" = true}"], attributes.Select(a => $"{a.Name}={Show(a.Value)}"));
    }

    private static string Show(HclExpression expression) => expression switch
    {
        LiteralExpression { Kind: Onus.Engine.Templates.ScalarKind.Text } e => $"\"{e.Text}\"",
        LiteralExpression e => e.Text,
        NullExpression => "null",
        NameExpression e => e.Name,
        TemplateExpression e => $"\"{string.Concat(e.Parts.Select(Part))}\"",
        TemplateIfExpression e => $"%{{if {Show(e.Condition)}}}{Show(e.Then)}%{{else}}{Show(e.Else)}",
        TemplateForExpression e => $"%{{for {Names(e.KeyName, e.ValueName)} in {Show(e.Source)}}}{Show(e.Body)}",
        TraversalExpression e => Show(e.Root) + string.Concat(e.Steps.Select(Step)),
        CallExpression e => $"{e.Name}({string.Join(", ", e.Arguments.Select(Show))}{(e.ExpandsLast ? "..." : "")})",
        ConditionalExpression e => $"({Show(e.Condition)} ? {Show(e.Then)} : {Show(e.Else)})",
        BinaryExpression e => $"({Show(e.Left)} {e.Operator} {Show(e.Right)})",
        UnaryExpression e => $"({e.Operator}{Show(e.Operand)})",
        TupleExpression e => $"[{string.Join(", ", e.Items.Select(Show))}]",
        ObjectExpression e => $"{{{string.Join(", ", e.Items.Select(i => $"{Show(i.Key)} = {Show(i.Value)}"))}}}",
        ForExpression e => ShowFor(e),
        _ => throw new InvalidOperationException(),
    };

    private static string Part(HclExpression part) =>
        part is LiteralExpression { Kind: Onus.Engine.Templates.ScalarKind.Text } text ? text.Text
        : part is TemplateIfExpression or TemplateForExpression ? Show(part)
        : $"${{{Show(part)}}}";

    private static string Names(string? key, string value) => key is null ? value : $"{key}, {value}";

    private static string ShowFor(ForExpression e)
    {
        var value = e.Key is null ? Show(e.Value) : $"{Show(e.Key)} => {Show(e.Value)}";
        var body = $"for {Names(e.KeyName, e.ValueName)} in {Show(e.Source)} : {value}{(e.IsGrouping ? "..." : "")}{(e.Filter is null ? "" : $" if {Show(e.Filter)}")}";
        return e.Key is null ? $"[{body}]" : $"{{{body}}}";
    }

    private static string Step(TraversalStep step) => step switch
    {
        AttributeStep s => "." + s.Name,
        IndexStep s => $"[{Show(s.Key)}]",
        SplatStep { IsFull: true } => "[*]",
        _ => ".*",
    };
}
