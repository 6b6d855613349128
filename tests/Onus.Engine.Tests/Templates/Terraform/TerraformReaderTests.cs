using System.Collections.Immutable;
using CsCheck;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates.Terraform;

public class TerraformReaderTests
{
    [Fact]
    public void Each_kind_of_block_has_its_name_and_type()
    {
        var template = Folder.Read("""
            {
              "//": "a comment",
              "terraform": {"required_version": ">= 1.5"},
              "provider": {"aws": [{"region": "eu-west-1", "default_tags": {"tags": {"a": "b"}}}, {"alias": "us", "region": "us-east-1"}]},
              "variable": {"v": {"type": "string", "default": "${not a template}"}},
              "locals": {"l": 1},
              "data": {"aws_ami": {"a": {"owners": ["self"]}}},
              "resource": {"aws_s3_bucket": {"b": {"bucket": "x"}}},
              "module": {"m": {"source": "registry/x/aws"}},
              "output": {"o": {"value": "${var.v}"}},
              "moved": [{"from": "a.b", "to": "a.c"}], "import": {"to": "a.b", "id": "x"}, "removed": {}, "check": {"c": {}}
            }
            """);

        Assert.Equal(
            ["terraform terraform", "provider provider.aws", "provider provider.aws.us", "variable variable.v", "data.aws_ami data.aws_ami.a", "aws_s3_bucket aws_s3_bucket.b", "module module.m", "output output.o"],
            template.Resources.Select(r => $"{r.Type} {r.Name}"));
        Assert.Equal(["aws_s3_bucket.b"], template.Resources.Where(r => r.IsDeployed).Select(r => r.Name));
        Assert.Equal("'${not a template}'", Folder.Show(Folder.Resource(template, "output.o").Body.Get("value")));
        Assert.Equal("{a: 'b'}", Folder.Show(((MapValue)Folder.Resource(template, "provider.aws").Body.Get("default_tags")).Get("tags")));
        Assert.Empty(template.Problems);
        Assert.Equal("\"resource\"", template.ResourcesPlace?.Text);
        Assert.Equal(Framework.Terraform, template.Framework);
    }

    [Fact]
    public void A_resource_has_the_places_of_its_labels_and_body()
    {
        var bucket = Folder.Resource(Folder.Read("""{"resource": {"aws_s3_bucket": {"b": {"bucket": "x"}}}}"""), "aws_s3_bucket.b");

        Assert.Equal("\"b\"", bucket.NamePlace.Text);
        Assert.Equal("\"aws_s3_bucket\"", bucket.TypePlace.Text);
        Assert.Equal("\"b\": {\"bucket\": \"x\"}", bucket.WholePlace.Text);
        Assert.Equal("{\"bucket\": \"x\"}", bucket.Body.Place.Text);
        Assert.Equal("\"x\"", bucket.Body.Get("bucket").Place.Text);
        Assert.Equal("\"bucket\"", bucket.Body.Entry("bucket")?.KeyPlace.Text);
    }

    [Fact]
    public void Every_legal_encoding_of_the_same_blocks_gives_the_same_model()
    {
        const string plain = """{"resource": {"aws_a": {"x": {"n": 1, "b": [{"k": "v"}], "dynamic": {"d": {"for_each": [1, 2], "content": {"i": "${d.value}"}}}}, "y": {}}, "aws_b": {"x": {"r": "${aws_a.x.id}"}}}, "data": {"aws_c": {"z": {"q": null}}}, "provider": {"aws": {"region": "r"}}, "locals": {"l": 1}}""";
        var expected = Model(Folder.Read(plain));

        Gen.Int[0, int.MaxValue].Select(seed => Encode(plain, new Random(seed))).Sample(text => Assert.Equal(expected, Model(Folder.Read(text))), iter: 300);
    }

    [Fact]
    public void Trees_that_are_no_configuration_are_passed_over()
    {
        var trees = new[] { ("a.tf.json", ""), ("x.json", "{\"a\": 1}"), ("b.tf.json", """[{"resource": {"t": {"x": {}}}}]""") }
            .Select(t => SyntaxTree.Read(new SourceText(t.Item1, t.Item2), SyntaxLanguage.Json));

        var template = TemplateReader.Read([.. trees], new TemplateContext());

        Assert.Equal("t.x", Assert.Single(Assert.IsType<Template>(template).Resources).Name);
    }

    private static string Model(Template template) =>
        string.Join('\n', template.Resources.Select(r => $"{r.Type} {r.Name} {Folder.Show(r.Body)}").Order());

    // Wraps objects of block labels into lists, and splits the root, as the JSON syntax admits.
    private static string Encode(string json, Random random)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        var blocks = document.RootElement.EnumerateObject()
            .Select(kind => $"{{\"{kind.Name}\": {Level(kind.Value, kind.Name switch { "resource" or "data" => 2, "provider" => 1, _ => 0 })}}}")
            .ToList();
        return random.Next(2) == 0 ? $"[{string.Join(", ", blocks)}]" : $"{{{string.Join(", ", blocks.Select(b => b[1..^1]))}, \"//\": \"c\"}}";

        string Level(System.Text.Json.JsonElement element, int depth)
        {
            if (depth == 0)
            {
                var body = element.GetRawText();
                if (random.Next(2) == 0) body = body.Replace("{\"d\": {\"for_each\"", "[{\"d\": [{\"for_each\"").Replace("\"${d.value}\"}}}", "\"${d.value}\"}}]}]");
                if (random.Next(2) == 0) body = body.Insert(1, "\"//\": \"note\"" + (body.Length > 2 ? ", " : ""));
                return random.Next(2) == 0 ? body : $"[{body}]";
            }

            var entries = element.EnumerateObject().Select(e => $"\"{e.Name}\": {Level(e.Value, depth - 1)}").ToList();
            return random.Next(3) switch
            {
                0 => $"{{{string.Join(", ", entries)}}}",
                1 => $"[{{{string.Join(", ", entries)}}}]",
                _ => $"[{string.Join(", ", entries.Select(e => $"{{{e}}}"))}]",
            };
        }
    }

    [Fact]
    public void Variables_are_given_by_files_and_configuration_over_defaults()
    {
        var folder = new Folder { Parameters = ImmutableDictionary<string, string>.Empty.Add("e", "5").Add("f", "[\"x\"]").Add("g", "007") }
            .With("main.tf.json", """
                {"variable": {"a": {"default": 0}, "b": {"default": 0}, "c": {"default": 0}, "d": {"default": 0}, "e": {"default": 0}, "f": {}, "g": {"type": "string"}, "h": {}},
                 "resource": {"t": {"x": {"a": "${var.a}", "b": "${var.b}", "c": "${var.c}", "d": "${var.d}", "e": "${var.e}", "f": "${var.f}", "g": "${var.g}", "h": "${var.h}"}}}}
                """)
            .With("terraform.tfvars", "b = 1\nh = { k = [1, \"z\"] }\n")
            .With("terraform.tfvars.json", """{"b": 2, "c": 2, "d": 2, "e": 2}""")
            .With("b.auto.tfvars.json", """{"d": 4}""")
            .With("a.auto.tfvars", "c = 3\nd = 3");
        var body = Folder.Resource(folder.Read(), "t.x").Body;

        Assert.Equal("{a: 0, b: 2, c: 3, d: 4, e: 5, f: ['x'], g: '007', h: {k: [1, 'z']}}", Folder.Show(body));
        Assert.Equal("variable `d`, set in `b.auto.tfvars.json`", body.Get("d").Derivation?.What);
        Assert.Equal("4", body.Get("d").Derivation?.Place.Text);
        Assert.Equal("variable `e`, as configured", body.Get("e").Derivation?.What);
        Assert.Equal("e", body.Get("e").Derivation?.Parameter);
    }

    [Fact]
    public void A_variable_has_the_kind_and_the_optional_attributes_of_its_type()
    {
        var template = Folder.Read("""
            {"variable": {"n": {"type": "number", "default": "5"}, "o": {"type": "${list(object({a = string, b = optional(bool, true), c = optional(string)}))}", "default": [{"a": 1}]}},
             "resource": {"t": {"x": {"n": "${var.n}", "o": "${var.o}", "c": "${var.o[0].c == null}"}}}}
            """);

        Assert.Equal("{n: 5, o: [{a: '1', b: true, c: absent}], c: true}", Folder.Show(Folder.Resource(template, "t.x").Body));
    }

    [Theory]
    [InlineData("\"count\": 0", "false")]
    [InlineData("\"count\": 2", "always")]
    [InlineData("\"count\": \"${var.off ? 1 : 0}\"", "false by off")]
    [InlineData("\"count\": \"${var.open ? 1 : 0}\"", "<var.open>")]
    [InlineData("\"count\": \"${var.open ? 0 : 1}\"", "!<var.open>")]
    [InlineData("\"count\": \"${var.n}\"", "<var.n > 0>")]
    [InlineData("\"count\": \"${length(var.list)}\"", "true by list")]
    [InlineData("\"for_each\": {}", "false")]
    [InlineData("\"for_each\": {\"a\": 1}", "always")]
    [InlineData("\"for_each\": \"${toset([])}\"", "false")]
    [InlineData("\"for_each\": \"${var.n}\"", "<any of var.n>")]
    [InlineData("\"for_each\": \"${var.open ? {a = 1} : {}}\"", "<var.open>")]
    public void Count_and_for_each_say_when_a_resource_exists(string argument, string expected)
    {
        var template = Folder.Read($$"""{"variable": {"off": {"default": false}, "open": {}, "n": {}, "list": {"default": [1]} }, "resource": {"t": {"x": { {{argument}} } } } }""");

        var condition = Folder.Resource(template, "t.x").Condition;

        Assert.Equal(expected, condition is null ? "always" : Folder.Show(condition.Logic) + (condition.DecidedBy.IsEmpty ? "" : $" by {string.Join(',', condition.DecidedBy)}"));
    }

    [Theory]
    [InlineData("\"count\": 1", "count.index", "0")]
    [InlineData("\"count\": 3", "count.index", "Expression(${count.index})")]
    [InlineData("\"count\": 2", "[\"a\", \"b\"][count.index]", "Expression(${[\"a\", \"b\"][count.index]}) of 'a'|'b'")]
    [InlineData("\"count\": 2", "[\"a\", \"a\"][count.index]", "'a'")]
    [InlineData("\"for_each\": {\"k\": {\"p\": 1}}", "each.value.p", "1")]
    [InlineData("\"for_each\": {\"k\": {\"p\": 1}}", "each.key", "'k'")]
    [InlineData("\"for_each\": {\"k\": {\"p\": 1, \"q\": 1}, \"l\": {\"p\": 1, \"q\": 2}}", "each.value", "{p: 1, q: Expression(${each.value.q}) of 1|2}")]
    [InlineData("\"for_each\": {\"k\": {\"p\": 1}, \"l\": {\"p\": 1}}", "each.key", "Expression(${each.key}) of 'k'|'l'")]
    [InlineData("\"for_each\": \"${toset([\"k\"])}\"", "each.value", "'k'")]
    [InlineData("\"for_each\": \"${var.open ? {a = 5} : {}}\"", "each.value", "5")]
    [InlineData("\"for_each\": \"${var.open}\"", "each.value.p", "Parameter(${each.value.p})")]
    [InlineData("\"for_each\": \"${t.y}\"", "each.value.p", "Attribute(${t.y.p})→t.y#p")]
    public void Instances_are_read_as_one(string argument, string expression, string expected)
    {
        argument = argument.Contains("toset") ? argument.Replace("[\"k\"]", "[\\\"k\\\"]") : argument;
        var template = Folder.Read($$"""{"variable": {"open": {} }, "resource": {"t": {"y": {}, "x": { {{argument}}, "v": {{Folder.Quote($"${{{expression}}}")}} } } } }""");

        Assert.Equal(expected, Folder.Show(Folder.Resource(template, "t.x").Body.Get("v")));
    }

    [Theory]
    [InlineData("[1, 2]", "[{p: 1}, {p: 2}]")]
    [InlineData("{\"a\": 3}", "[{p: 3}]")]
    [InlineData("[]", "[]")]
    [InlineData("\"${var.off ? [1] : []}\"", "[if false by off then {p: 1} else absent]")]
    [InlineData("\"${var.open ? [1] : [2]}\"", "[if <var.open> then {p: 1} else absent, if <var.open> then absent else {p: 2}]")]
    [InlineData("\"${var.list}\"", "[if <any of var.list> then {p: Parameter(${b.value})} else absent]")]
    public void A_dynamic_block_makes_its_blocks(string source, string expected)
    {
        var template = Folder.Read($$"""
            {"variable": {"open": {}, "list": {}, "off": {"default": false} },
             "resource": {"t": {"x": {"dynamic": {"b": {"for_each": {{source}}, "content": {"p": "${b.value}"} } } } } } }
            """);

        Assert.Equal(expected, Folder.Show(Folder.Resource(template, "t.x").Body.Get("b")));
    }

    [Fact]
    public void Dynamic_blocks_nest_have_iterators_and_stand_beside_written_ones()
    {
        var template = Folder.Read("""
            {"resource": {"t": {"x": {
              "b": {"p": 0},
              "dynamic": {"b": {"for_each": {"k": ["u", "v"]}, "iterator": "it", "content": [{"p": "${it.key}", "dynamic": {"c": {"for_each": "${it.value}", "content": {"q": "${it.key}-${c.value}"}}}}]}}
            }}}}
            """);

        Assert.Equal("{b: [{p: 0}, {p: 'k', c: [{q: 'k-u'}, {q: 'k-v'}]}]}", Folder.Show(Folder.Resource(template, "t.x").Body));
    }

    [Fact]
    public void An_override_file_replaces_arguments()
    {
        var template = new Folder()
            .With("main.tf.json", """{"resource": {"t": {"x": {"a": 1, "b": 1}}}, "locals": {"l": 1, "m": 1}}""")
            .With("x_override.tf.json", """{"resource": {"t": {"x": {"b": "${local.l + local.m}"}}}, "locals": {"l": 2}}""")
            .Read();

        Assert.Equal("{a: 1, b: 3}", Folder.Show(Folder.Resource(template, "t.x").Body));
        Assert.Equal("x_override.tf.json", Folder.Resource(template, "t.x").Body.Get("b").Place.Document.Path);
        Assert.Single(template.Resources);
    }

    [Fact]
    public void Meta_arguments_hold_names()
    {
        var template = Folder.Read("""{"resource": {"t": {"x": {"depends_on": ["t.gone"], "provider": "aws.us", "lifecycle": {"prevent_destroy": true, "ignore_changes": ["tags"]}}}}}""");

        Assert.Equal("{depends_on: ['t.gone'], provider: 'aws.us', lifecycle: {prevent_destroy: true, ignore_changes: ['tags']}}", Folder.Show(Folder.Resource(template, "t.x").Body));
        Assert.Empty(template.Problems);
    }

    [Fact]
    public void A_construct_path_is_the_display_name()
    {
        var template = Folder.Read("""{"//": {"metadata": {"stackName": "s"}}, "resource": {"t": {"x": {"//": {"metadata": {"path": "s/Logs", "uniqueId": "x"}}, "a": 1}}}}""");

        Assert.Equal("s/Logs", Folder.Resource(template, "t.x").DisplayName);
        Assert.Equal("{a: 1}", Folder.Show(Folder.Resource(template, "t.x").Body));
    }

    [Fact]
    public void Half_typed_values_are_unknown_and_the_rest_is_read()
    {
        var template = Folder.Read("{\"resource\": {\"t\": {\"x\": {\"a\": , \"b\": tru, \"c\": \"${var.\", \"d\": 1}}}}");

        Assert.Equal("{a: Broken(), b: Broken(tru), c: Broken(${var.), d: 1, …}", Folder.Show(Folder.Resource(template, "t.x").Body));
    }

    [Fact]
    public void While_a_part_cannot_be_read_no_name_is_blamed()
    {
        Assert.Empty(Folder.Read("""{"resource": {"t": {"x": {"v": "${var.later}", "w": }}}}""").Problems);
        Assert.Single(Folder.Read("""{"resource": {"t": {"x": {"v": "${var.later}", "w": 1}}}}""").Problems);
    }

    [Fact]
    public void Files_that_are_not_read_are_named_and_silence_doubts_about_names()
    {
        var template = new Folder()
            .With("main.tf.json", """{"resource": {"t": {"x": {"v": "${var.elsewhere}"}}}, "module": {"far": {"source": "terraform-aws-modules/vpc/aws"}}}""")
            .With("rest.tf", "variable \"elsewhere\" {}")
            .Read();

        Assert.Equal(["rest.tf is HCL, which Onus does not read", "module `far` comes from `terraform-aws-modules/vpc/aws`, which is not read here"], template.Hidden);
        Assert.Empty(template.Problems);
    }

    [Fact]
    public void All_blocks_and_locals_stand_under_the_root()
    {
        var template = Folder.Read("""{"locals": {"key": "AKIA"}, "provider": {"aws": {"access_key": "x"}}}""");

        Assert.Equal("{Blocks: {local.key: 'AKIA', provider.aws: {access_key: 'x'}}}", Folder.Show(template.Roots));
    }

    [Theory]
    [InlineData("\"onus:ignore s3-x, s3-y -- public site\"", "onus", "s3-x s3-y", "public site")]
    [InlineData("[\"about\", \"onus:ignore s3-x -- why\"]", "onus", "s3-x", "why")]
    [InlineData("\"onus:ignore s3-x\"", "onus", "s3-x", "")]
    [InlineData("\"checkov:skip=CKV_AWS_20: public by purpose\"", "checkov", "CKV_AWS_20", "public by purpose")]
    [InlineData("\"#checkov:skip=CKV_AWS_20,CKV_AWS_21\"", "checkov", "CKV_AWS_20 CKV_AWS_21", "")]
    [InlineData("\"trivy:ignore:AVD-AWS-0086 no need\"", "trivy", "AVD-AWS-0086", "")]
    [InlineData("\"tfsec:ignore:aws-s3-enable-versioning\"", "trivy", "aws-s3-enable-versioning", "")]
    [InlineData("\"trivy:ignore:aws-s3-x[name=b]:exp:2030-01-01\"", "trivy", "aws-s3-x", "")]
    public void A_comment_key_lets_checks_pass(string comment, string tool, string ids, string reason)
    {
        var template = Folder.Read($$"""{"resource": {"t": {"x": {"//": {{comment}} } } } }""");

        var suppression = Assert.Single(template.Suppressions);
        Assert.Equal((tool, ids, reason, "t.x"), (suppression.Tool, string.Join(' ', suppression.Ids), suppression.Reason, suppression.Resource));
        Assert.Contains(suppression.Ids[0], suppression.Place.Text);
    }

    [Fact]
    public void A_comment_key_at_the_root_is_for_the_document()
    {
        var suppression = Assert.Single(Folder.Read("""{"//": "onus:ignore s3-x -- all", "resource": {}}""").Suppressions);

        Assert.Null(suppression.Resource);
    }

    [Fact]
    public void A_block_whose_key_stands_twice_is_two_blocks()
    {
        var template = Folder.Read("""{"resource": {"aws_security_group": {"a": {"ingress": {"to_port": 22}, "ingress": [{"to_port": 80}, {"to_port": 81}]}}, "aws_security_group": {"b": {}}}, "resource": {"aws_x": {"c": {}}}}""");

        Assert.Equal(["aws_security_group.a", "aws_security_group.b", "aws_x.c"], template.Resources.Select(r => r.Name));
        Assert.Equal("[{to_port: 22}, {to_port: 80}, {to_port: 81}]", Folder.Show(Folder.Resource(template, "aws_security_group.a").Body.Get("ingress")));
    }

    [Theory]
    [InlineData("{\n  \"resou\n    \"aws_x\": {\n      \"a\": {\"v\": 1}\n    }\n  }\n}")]
    [InlineData("{\n    \"aws_x\": {\n      \"a\": {\"v\": 1}\n    }\n  }\n}")]
    [InlineData("\"resource\": {\n    \"aws_x\": {\n      \"a\": {\"v\": 1}\n    }\n  }\n}")]
    public void Resources_under_a_lost_or_half_typed_key_are_kept(string json) =>
        Assert.Equal("1", Assert.IsType<ScalarValue>(Folder.Resource(Folder.Read(json), "aws_x.a").Body.Get("v")).Text);

    [Fact]
    public void A_value_picked_by_a_variable_tells_the_variable_too()
    {
        var template = Folder.Read("""{"variable": {"env": {"default": "dev"}}, "locals": {"sizes": {"dev": 1, "prod": 2}}, "resource": {"t": {"x": {"v": "${local.sizes[var.env]}"}}}}""");
        var value = Folder.Resource(template, "t.x").Body.Get("v");

        Assert.Equal("1", Assert.IsType<ScalarValue>(value).Text);
        Assert.Equal(["local `sizes`", "value of variable `env`"], Steps(value));
    }

    private static IEnumerable<string> Steps(Value value)
    {
        for (var step = value.Derivation; step is not null; step = step.Next) yield return step.What;
    }
}
