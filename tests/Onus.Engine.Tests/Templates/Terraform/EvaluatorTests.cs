using CsCheck;
using Onus.Engine.Templates;
using Onus.Engine.Templates.Terraform.Functions;
using Xunit;

namespace Onus.Engine.Tests.Templates.Terraform;

public class EvaluatorTests
{
    private const string Module = """
        "variable": {
          "on": {"default": true}, "off": {"default": false, "type": "bool"}, "name": {"default": "app"}, "open": {}, "flag": {"type": "bool"},
          "list": {"default": ["a", "b"]}, "map": {"default": {"k": "v", "n": {"m": 1}}}, "nothing": {"default": null},
          "secret": {"default": "hush", "sensitive": true},
          "env": {"validation": {"condition": "${contains([\"dev\", \"prod\"], var.env)}", "error_message": "no"}}
        },
        "locals": {
          "copy": "${var.name}-x", "fixed": {"a": 1, "b": ["${var.name}"]}, "is_on": "${var.flag}", "both": "${var.flag && var.open == \"y\"}",
          "loop": "${local.pool}", "pool": "${local.loop}"
        },
        "data": {"aws_caller_identity": {"me": {}}, "aws_ami": {"a": {}}, "aws_ssm_parameter": {"p": {}}, "terraform_remote_state": {"s": {}}},
        "module": {"far": {"source": "registry/x/aws"}}
        """;

    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("$${not}", "'${not}'")]
    [InlineData("${1 + 2 * 3}", "7")]
    [InlineData("${7 / 2}", "3.5")]
    [InlineData("${7 % 4}", "3")]
    [InlineData("${1 / 0}", "Expression(${1 / 0})")]
    [InlineData("${-(3)}", "-3")]
    [InlineData("${1 < 2 && 2 >= 2 && !(1 > 2) && 1 <= 1}", "true")]
    [InlineData("${\"a\" == \"a\" || false}", "true")]
    [InlineData("${1 == \"1\"}", "false")]
    [InlineData("${[1, \"a\"] == [1, \"a\"]}", "true")]
    [InlineData("${{a = 1} != {a = 2}}", "true")]
    [InlineData("${null}", "absent")]
    [InlineData("${null == null}", "true")]
    [InlineData("${[1, 2][1]}", "2")]
    [InlineData("${[1, 2][5]}", "Expression(${[1, 2][5]})")]
    [InlineData("${{a = {b = 3}}.a.b}", "3")]
    [InlineData("${{a = 1}[\"a\"]}", "1")]
    [InlineData("${[{a = 1}, {a = 2}][*].a}", "[1, 2]")]
    [InlineData("${[{a = 1}, {a = 2}].*.a}", "[1, 2]")]
    [InlineData("${[for x in [1, 2, 3] : x * 2 if x != 2]}", "[2, 6]")]
    [InlineData("${[for i, x in [\"a\", \"b\"] : \"${i}${x}\"]}", "['0a', '1b']")]
    [InlineData("${{for k, v in {a = 1, b = 2} : upper(k) => v}}", "{A: 1, B: 2}")]
    [InlineData("${{for x in [\"a\", \"b\", \"a\"] : x => 1...}}", "{a: [1, 1], b: [1]}")]
    [InlineData("a-${1}-${true}", "'a-1-true'")]
    [InlineData("%{ if true }yes%{ else }no%{ endif }!", "'yes!'")]
    [InlineData("%{ for x in [1, 2] }<${x}>%{ endfor }", "'<1><2>'")]
    public void An_expression_of_literals_has_its_value(string template, string expected) =>
        Assert.Equal(expected, Folder.Show(Folder.Evaluate(template)));

    [Theory]
    [InlineData("${var.name}", "'app'")]
    [InlineData("${var.list[1]}", "'b'")]
    [InlineData("${var.map.n.m}", "1")]
    [InlineData("${var.nothing}", "absent")]
    [InlineData("${var.open}", "Parameter(${var.open})")]
    [InlineData("${var.open.a.b}", "Parameter(${var.open.a.b})")]
    [InlineData("${var.env}", "Parameter(${var.env}) of 'dev'|'prod'")]
    [InlineData("x-${var.open}-y", "Parameter(x-${var.open}-y)")]
    [InlineData("${upper(var.open)}", "Parameter(${upper(var.open)})")]
    [InlineData("${local.copy}", "'app-x'")]
    [InlineData("${local.fixed.b}", "['app']")]
    [InlineData("${t.x.arn}", "Attribute(${t.x.arn})→t.x#arn")]
    [InlineData("${t.x}", "Attribute(${t.x})→t.x")]
    [InlineData("${t.x[0].arn}", "Attribute(${t.x.arn})→t.x#arn")]
    [InlineData("${t.x.a.b}", "Attribute(${t.x.a.b})→t.x#a.b")]
    [InlineData("${t.x[*].arn}", "[Attribute(${t.x.arn})→t.x#arn, …]")]
    [InlineData("${t.x.*.arn[0]}", "Attribute(${t.x.arn})→t.x#arn")]
    [InlineData("${join(\"\", t.x.*.arn)}", "Attribute(${t.x.arn})→t.x#arn")]
    [InlineData("${element(concat(t.x.*.id, [\"\"]), 0)}", "Attribute(${t.x.id})→t.x#id")]
    [InlineData("${try({a = 1}.b ? 1 : 2, 3)}", "3")]
    [InlineData("${try(t.x[0].arn, \"\")}", "Attribute(${t.x.arn})→t.x#arn")]
    [InlineData("${one(t.x[*].arn)}", "Attribute(${t.x.arn})→t.x#arn")]
    [InlineData("${t.x.arn}/*", "Attribute(${t.x.arn}/*)→t.x#arn")]
    [InlineData("${[for r in t.x : r.fqdn]}", "[Attribute(${t.x.fqdn})→t.x#fqdn, …]")]
    [InlineData("${data.aws_ami.a.id}", "DataSource(${data.aws_ami.a.id})→data.aws_ami.a#id")]
    [InlineData("${data.aws_caller_identity.me.account_id}", "Pseudo(${AWS::AccountId})→data.aws_caller_identity.me#account_id")]
    [InlineData("arn:aws:iam::${data.aws_caller_identity.me.account_id}:root", "Pseudo(arn:aws:iam::${AWS::AccountId}:root)→data.aws_caller_identity.me#account_id")]
    [InlineData("${data.aws_ssm_parameter.p.value}", "DynamicReference(${data.aws_ssm_parameter.p.value})→data.aws_ssm_parameter.p#value")]
    [InlineData("${data.terraform_remote_state.s.outputs.id}", "Import(${data.terraform_remote_state.s.outputs.id})→data.terraform_remote_state.s#outputs.id")]
    [InlineData("${module.far.id}", "Import(${module.far.id})")]
    [InlineData("${path.module}/x.json", "Pseudo(${path.module}/x.json)")]
    [InlineData("${terraform.workspace}", "Pseudo(${terraform.workspace})")]
    [InlineData("${file(\"x\")}", "Expression(${file(\"x\")})")]
    [InlineData("${uuid()}", "Expression(${uuid()})")]
    public void A_reference_has_its_value_or_its_cause(string template, string expected) =>
        Assert.Equal(expected, Folder.Show(Folder.Evaluate(template, Module)));

    [Theory]
    [InlineData("${true ? 1 : 2}", "1")]
    [InlineData("${var.on ? 1 : 2}", "if true by on then 1 else 2")]
    [InlineData("${var.off ? 1 : 2}", "if false by off then 1 else 2")]
    [InlineData("${var.name == \"app\" && !var.off ? \"y\" : \"n\"}", "if true by name,off then 'y' else 'n'")]
    [InlineData("${local.copy == \"app-x\" ? 1 : 2}", "if true by name then 1 else 2")]
    [InlineData("${var.flag ? 1 : 2}", "if <var.flag> then 1 else 2")]
    [InlineData("${!var.flag ? 1 : 2}", "if !<var.flag> then 1 else 2")]
    [InlineData("${local.is_on ? 1 : 2}", "if <var.flag> then 1 else 2")]
    [InlineData("${local.both ? 1 : 2}", "if (<var.flag> and <var.open == y>) then 1 else 2")]
    [InlineData("${var.open == \"prod\" ? 1 : 2}", "if <prod == var.open> then 1 else 2")]
    [InlineData("${\"prod\" != var.open ? 1 : 2}", "if !<prod == var.open> then 1 else 2")]
    [InlineData("${var.flag && var.off ? 1 : 2}", "if false by off then 1 else 2")]
    [InlineData("${var.flag ? 1 : 1}", "1")]
    [InlineData("${var.nothing != null ? var.nothing.x : \"none\"}", "if false by nothing then Expression(${var.nothing.x}) else 'none'")]
    [InlineData("${upper(var.flag ? \"a\" : \"b\")}", "if <var.flag> then 'A' else 'B'")]
    [InlineData("n-${var.flag ? \"a\" : \"b\"}", "if <var.flag> then 'n-a' else 'n-b'")]
    [InlineData("${(var.flag ? [\"a\"] : [])[0]}", "if <var.flag> then 'a' else Expression(${(var.flag ? [\"a\"] : [])[0]})")]
    [InlineData("${var.flag ? var.on : false}", "if <var.flag> then true else false")]
    [InlineData("${(var.flag ? true : false) ? 1 : 2}", "if <var.flag> then 1 else 2")]
    public void A_condition_is_settled_by_defaults_or_left_to_the_deployment(string template, string expected) =>
        Assert.Equal(expected, Folder.Show(Folder.Evaluate(template, Module)));

    [Fact]
    public void What_a_resource_says_of_an_attribute_is_the_value_it_can_take()
    {
        var template = Folder.Read("""{"resource": {"aws_vpc": {"main": {"cidr_block": "10.0.0.0/16"}}, "t": {"x": {"v": "${aws_vpc.main.cidr_block}", "w": "${aws_vpc.main.id}"}}}}""");

        var body = Folder.Resource(template, "t.x").Body;

        Assert.Equal("Attribute(${aws_vpc.main.cidr_block})→aws_vpc.main#cidr_block of '10.0.0.0/16'", Folder.Show(body.Get("v")));
        Assert.Equal("Attribute(${aws_vpc.main.id})→aws_vpc.main#id", Folder.Show(body.Get("w")));
    }

    [Fact]
    public void A_sensitive_variable_marks_what_is_made_of_it()
    {
        Assert.True(Assert.IsType<ScalarValue>(Folder.Evaluate("${var.secret}", Module)).IsSensitive);
        Assert.True(Assert.IsType<ScalarValue>(Folder.Evaluate("${upper(var.secret)}", Module)).IsSensitive);
        Assert.True(Assert.IsType<ScalarValue>(Folder.Evaluate("p=${var.secret}", Module)).IsSensitive);
        Assert.False(Assert.IsType<ScalarValue>(Folder.Evaluate("${var.name}", Module)).IsSensitive);
    }

    [Fact]
    public void An_unknown_value_is_safe_for_secrets_when_no_reader_can_see_it()
    {
        Assert.True(Assert.IsType<UnknownValue>(Folder.Evaluate("${t.x.password}", Module)).IsSecretSafe);
        Assert.True(Assert.IsType<UnknownValue>(Folder.Evaluate("${var.open}", Module)).IsSecretSafe);
        Assert.False(Assert.IsType<UnknownValue>(Folder.Evaluate("${uuid()}", Module)).IsSecretSafe);
    }

    [Fact]
    public void A_value_stands_where_it_is_used_and_tells_where_it_came_from()
    {
        var value = Folder.Evaluate("${local.copy}", Module);

        Assert.Equal("\"${local.copy}\"", value.Place.Text);
        Assert.Equal("local `copy`", value.Derivation?.What);
        Assert.Equal("name", value.Derivation?.Parameter);
        Assert.Equal("\"${var.name}-x\"", value.Derivation?.Place.Text);
        Assert.Equal("value of variable `name`", value.Derivation?.Next?.What);
        Assert.Equal("\"app\"", value.Derivation?.Next?.Place.Text);

        var list = Assert.IsType<ListValue>(Folder.Evaluate("${var.list}", Module));
        Assert.Equal("var.list", list.Items[0].Place.Text);
        Assert.Equal("default of variable `list`", list.Derivation?.What);
    }

    [Fact]
    public void A_part_inside_a_string_keeps_its_place_there()
    {
        var template = Folder.Read("{\"resource\": {\"t\": {\"x\": {\"v\": \"${jsonencode({\\n \\\"Statement\\\" = [{ Action = \\\"*\\\" }] })}\"}}}}");

        var map = Assert.IsType<MapValue>(Folder.Resource(template, "t.x").Body.Get("v"));
        var statement = Assert.IsType<MapValue>(Assert.IsType<ListValue>(map.Get("Statement")).Items[0]);

        Assert.Equal("\\\"*\\\"", statement.Get("Action").Place.Text);
        Assert.Equal("Action", statement.Entry("Action")?.KeyPlace.Text);
    }

    [Fact]
    public void A_circle_of_locals_ends_with_a_problem()
    {
        var template = Folder.Read("""{"locals": {"a": "${local.b}", "b": "${local.a}"}, "resource": {"t": {"x": {"v": "${local.a}"}}}}""");

        Assert.IsType<UnknownValue>(Folder.Resource(template, "t.x").Body.Get("v"));
        Assert.Contains(template.Problems, p => p.Message == "`local.a` is defined by itself, in a circle. Break the circle.");
    }

    [Theory]
    [InlineData("${var.nmae}", "No variable `nmae` is declared in this module. Declare it in a `variable` block, or correct the name.", "var.nmae")]
    [InlineData("${local.gone}", "No local value `gone` is defined in this module. Define it under `locals`, or correct the name.", "local.gone")]
    [InlineData("a ${aws_s3_bucket.gone.id}", "No resource `aws_s3_bucket.gone` is declared in this module. Declare it, or correct the name.", "aws_s3_bucket.gone.id")]
    [InlineData("${data.aws_ami.gone.id}", "No data source `data.aws_ami.gone` is declared in this module. Declare it, or correct the name.", "data.aws_ami.gone.id")]
    [InlineData("${module.gone.id}", "No module `gone` is called here. Call it in a `module` block, or correct the name.", "module.gone.id")]
    [InlineData("${prod}", "`prod` refers to nothing. Write `var.prod` or `local.prod` for a value of this module, or quote it if it is text.", "prod")]
    [InlineData("${var.name", "A `}` is expected at the end of this `${…}`.", "")]
    public void A_mistake_is_a_problem_at_its_place_inside_the_string(string template, string message, string place)
    {
        var read = Folder.Read($$"""{"variable": {"name": {} }, "resource": {"t": {"x": {"v": {{Folder.Quote(template)}} } } } }""");

        var problem = Assert.Single(read.Problems);
        Assert.Equal(message, problem.Message);
        Assert.Equal(place, problem.Place.Text);
    }

    [Fact]
    public void A_mistake_inside_try_or_can_is_none()
    {
        var read = Folder.Read("""{"resource": {"t": {"x": {"v": "${try(var.gone, 1)}", "w": "${can(local.gone)}"}}}}""");

        Assert.Empty(read.Problems);
    }

    [Fact]
    public void Any_expression_has_some_value_and_never_a_crash()
    {
        var names = FunctionTable.Names.Select(n => n + "(").ToArray();
        var pieces = Gen.OneOf(
            Gen.OneOf([.. new[] { "var.on", "var.open", "var.flag", "var.list", "var.map", "local.loop", "local.fixed", "t.x", "t.x.id", "data.aws_ami.a.id", "module.far.x", "null", "each.key", "x" }.Select(Gen.Const)]),
            Gen.OneOf([.. new[] { "(", ")", "[", "]", "[*]", ".*", "{", "}", ",", ".k", "[0]", " ? ", " : ", " == ", " && ", " + ", " / ", "!", "-", "1", "0", "\"a\"", "\"\"", "k = ", "for x in ", " => ", "..." }.Select(Gen.Const)]),
            Gen.OneOf([.. names.Concat(["try(", "can("]).Select(Gen.Const)]));
        pieces.Array[1, 12].Select(string.Concat).Sample(
            text =>
            {
                foreach (var balanced in (string[])[text, text + ")", text + "]", text + "))"]) Folder.Show(Folder.Evaluate($"${{{balanced}}}", Module));
            },
            iter: 3000);
    }

    [Fact]
    public void Arguments_of_any_kind_crash_no_function()
    {
        string[] values = ["null", "\"\"", "\"a\"", "\"/(/\"", "-1", "1e300", "99999999999", "true", "[]", "[null]", "[1, \"a\", [2]]", "{}", "{a = 1}", "var.open", "var.list", "var.flag ? 1 : 2", "t.x.id", "t.x[*].id", "concat(var.open, [1])"];
        foreach (var name in FunctionTable.Names.Append("try").Append("can"))
        {
            var calls = values.SelectMany(first => values.Select(second => $"{name}({first}, {second})").Concat(values.Select(third => $"{name}({third}, {first}, {third})")).Append($"{name}({first})"));
            var attributes = string.Join(",", calls.Select((call, i) => $"\"v{i}\": {Folder.Quote($"${{{call}}}")}"));
            var template = Folder.Read($$"""{ {{Module}}, "resource": {"t": {"x": { {{attributes}} } } } }""");
            Assert.Equal(values.Length * (1 + (2 * values.Length)), Folder.Resource(template, "t.x").Body.Entries.Length);
        }
    }

    [Fact]
    public void A_chain_of_many_locals_costs_no_stack()
    {
        var locals = string.Join(",", Enumerable.Range(0, 5000).Select(i => $"\"a{i}\": \"${{local.a{i + 1}}}\"")) + ",\"a5000\": 1";
        var template = Folder.Read($$"""{"resource": {"t": {"x": {"v": "${local.a0}"} } }, "locals": { {{locals}} } }""");

        Assert.IsType<UnknownValue>(Folder.Resource(template, "t.x").Body.Get("v"));
    }
}
