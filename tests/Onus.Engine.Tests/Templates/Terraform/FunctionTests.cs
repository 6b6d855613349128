using Onus.Engine.Templates.Terraform.Functions;
using Xunit;

namespace Onus.Engine.Tests.Templates.Terraform;

public class FunctionTests
{
    public static TheoryData<string, string> Calls => new()
    {
        { "lower(\"AbC\")", "'abc'" },
        { "upper(\"AbC\")", "'ABC'" },
        { "title(\"hello world\")", "'Hello World'" },
        { "trimspace(\" a \")", "'a'" },
        { "chomp(\"a\\n\\n\")", "'a'" },
        { "strrev(\"abc\")", "'cba'" },
        { "basename(\"a/b/c.zip\")", "'c.zip'" },
        { "dirname(\"a/b/c.zip\")", "'a/b'" },
        { "trim(\"?!a?\", \"!?\")", "'a'" },
        { "trimprefix(\"helloworld\", \"hello\")", "'world'" },
        { "trimsuffix(\"helloworld\", \"world\")", "'hello'" },
        { "startswith(\"abc\", \"ab\")", "true" },
        { "endswith(\"abc\", \"ab\")", "false" },
        { "strcontains(\"abc\", \"b\")", "true" },
        { "split(\",\", \"a,b\")", "['a', 'b']" },
        { "split(\",\", \"\")", "[]" },
        { "replace(\"a.b.c\", \".\", \"-\")", "'a-b-c'" },
        { "replace(\"a1b22\", \"/[0-9]+/\", \"#\")", "'a#b#'" },
        { "substr(\"hello\", 1, 3)", "'ell'" },
        { "substr(\"hello\", -3, -1)", "'llo'" },
        { "regex(\"[a-z]+\", \"12ab\")", "'ab'" },
        { "regex(\"(\\\\d)(\\\\d)\", \"12ab\")", "['1', '2']" },
        { "regex(\"(?P<y>\\\\d+)\", \"12ab\")", "{y: '12'}" },
        { "regexall(\"[a-z]\", \"a1b\")", "['a', 'b']" },
        { "can(regex(\"x\", \"abc\"))", "false" },
        { "join(\"-\", [\"a\", \"b\"])", "'a-b'" },
        { "join(\",\", [\"a\"], [\"b\"])", "'a,b'" },
        { "format(\"%s-%d-%03d-%v-%%\", \"a\", 5, 7, true)", "'a-5-007-true-%'" },
        { "format(\"%q\", \"a\\\"b\")", "'\"a\\\"b\"'" },
        { "formatlist(\"%s.%s\", [\"a\", \"b\"], \"x\")", "['a.x', 'b.x']" },
        { "indent(\"2\", \"a\\nb\")", "'a\n  b'" },
        { "concat([1], [2, 3])", "[1, 2, 3]" },
        { "list(1, 2)", "[1, 2]" },
        { "length([1, 2])", "2" },
        { "length({a = 1})", "1" },
        { "length(\"abc\")", "3" },
        { "element([\"a\", \"b\"], 3)", "'b'" },
        { "slice([1, 2, 3], 1, 3)", "[2, 3]" },
        { "contains([1, 2], 2)", "true" },
        { "contains([1, 2], 3)", "false" },
        { "index([\"a\", \"b\"], \"b\")", "1" },
        { "flatten([1, [2, [3]]])", "[1, 2, 3]" },
        { "distinct([1, 2, 1])", "[1, 2]" },
        { "compact([\"a\", \"\", null])", "['a']" },
        { "reverse([1, 2])", "[2, 1]" },
        { "sort([\"b\", \"a\"])", "['a', 'b']" },
        { "one([])", "absent" },
        { "one([1])", "1" },
        { "coalesce(null, \"\", \"a\")", "'a'" },
        { "coalescelist([], [1])", "[1]" },
        { "range(3)", "[0, 1, 2]" },
        { "range(1, 7, 3)", "[1, 4]" },
        { "setunion([1], [1, 2])", "[1, 2]" },
        { "setintersection([1, 2], [2])", "[2]" },
        { "setsubtract([1, 2], [2])", "[1]" },
        { "alltrue([true, false])", "false" },
        { "anytrue([true, false])", "true" },
        { "merge({a = 1, b = 1}, {b = 2})", "{a: 1, b: 2}" },
        { "merge({a = 1}, null)", "{a: 1}" },
        { "lookup({a = 1}, \"a\", 2)", "1" },
        { "lookup({a = 1}, \"b\", 2)", "2" },
        { "keys({b = 1, a = 2})", "['a', 'b']" },
        { "values({b = 1, a = 2})", "[2, 1]" },
        { "zipmap([\"a\", \"b\"], [1, 2])", "{a: 1, b: 2}" },
        { "map(\"a\", 1)", "{a: 1}" },
        { "abs(-2)", "2" },
        { "min(3, 1, 2)", "1" },
        { "max(3, 1, 2)", "3" },
        { "floor(1.9)", "1" },
        { "ceil(1.1)", "2" },
        { "signum(-9)", "-1" },
        { "pow(2, 10)", "1024" },
        { "log(8, 2)", "3" },
        { "parseint(\"ff\", 16)", "255" },
        { "sum([1, 2.5])", "3.5" },
        { "tolist([1])", "[1]" },
        { "toset([1, 1])", "[1]" },
        { "set(1, 1)", "[1]" },
        { "tomap({a = 1})", "{a: 1}" },
        { "tostring(1)", "'1'" },
        { "tonumber(\"1.50\")", "1.5" },
        { "tobool(\"true\")", "true" },
        { "try(tobool(\"x\"), \"no\")", "'no'" },
        { "sensitive(\"a\")", "'a'" },
        { "nonsensitive(\"a\")", "'a'" },
        { "ephemeralasnull(\"a\")", "'a'" },
        { "jsonencode({a = [1, true, null]})", "{a: [1, true, absent]}" },
        { "jsonencode(\"a\")", "'\"a\"'" },
        { "\"x=${jsonencode({a = [1, \"b\"]})}\"", "'x={\"a\":[1,\"b\"]}'" },
        { "jsondecode(\"{\\\"a\\\": [1]}\")", "{a: [1]}" },
        { "base64encode(\"hi\")", "'aGk='" },
        { "base64decode(\"aGk=\")", "'hi'" },
        { "urlencode(\"a b\")", "'a+b'" },
        { "try({a = 1}.b, 2)", "2" },
        { "can({a = 1}.a)", "true" },
        { "core::upper(\"a\")", "'A'" },
        { "chunklist([1, 2], 1)", "[[1], [2]]" },
        { "setproduct([1], [2])", "[[1, 2]]" },
        { "matchkeys([\"a\", \"b\"], [1, 2], [2])", "['b']" },
        { "transpose({a = [\"1\"]})", "{1: ['a']}" },
        { "cidrsubnet(\"10.0.0.0/16\", 8, 1)", "'10.0.1.0/24'" },
        { "cidrsubnets(\"10.1.0.0/16\", 4, 8)", "['10.1.0.0/20', '10.1.16.0/24']" },
        { "cidrhost(\"10.0.0.0/24\", 5)", "'10.0.0.5'" },
        { "cidrnetmask(\"172.16.0.0/12\")", "'255.240.0.0'" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_function_gives_what_Terraform_gives(string call, string expected) =>
        Assert.Equal(expected, Folder.Show(Folder.Evaluate($"${{{call}}}")));

    [Fact]
    public void Every_function_is_shown_by_an_example()
    {
        var text = string.Join('\n', Calls.Select(c => c.Data.Item1));
        Assert.All(FunctionTable.Names, name => Assert.Contains(name + "(", text));
    }

    [Theory]
    [InlineData("concat(var.u, [1])", "[1, …]")]
    [InlineData("merge({a = 1, b = 1}, var.u, {b = 2})", "{b: 2, …}")]
    [InlineData("contains([\"a\", var.u], \"a\")", "true")]
    [InlineData("contains([\"a\", var.u], \"b\")", "Parameter(${contains([\"a\", var.u], \"b\")})")]
    [InlineData("lookup({a = 1}, var.u, 2)", "Parameter(${lookup({a = 1}, var.u, 2)})")]
    [InlineData("join(\",\", [\"a\", var.u])", "Parameter(a,${var.u})")]
    [InlineData("format(\"%s/%s\", \"a\", var.u)", "Parameter(a/${var.u})")]
    [InlineData("length(var.u)", "Parameter(${length(var.u)})")]
    [InlineData("coalesce(var.u, \"x\")", "Parameter(${coalesce(var.u, \"x\")})")]
    [InlineData("[\"a\", \"b\"][var.u]", "Expression(${[\"a\", \"b\"][var.u]}) of 'a'|'b'")]
    [InlineData("jsonencode({a = var.u})", "{a: Parameter(${var.u})}")]
    [InlineData("merge({a = var.u}, {b = 1}).b", "1")]
    [InlineData("merge(var.u, {b = 1}).c", "Expression(${merge(var.u, {b = 1}).c})")]
    [InlineData("false && var.u", "false")]
    [InlineData("var.u || true", "true")]
    public void What_is_unknown_stays_so_and_no_more(string call, string expected) =>
        Assert.Equal(expected, Folder.Show(Folder.Evaluate($"${{{call}}}", "\"variable\": {\"u\": {}}")));
}
