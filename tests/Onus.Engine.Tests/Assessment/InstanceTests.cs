using Onus.Engine.Assessment;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Templates.Terraform;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

/// <summary>Instances that a block or a module makes all deploy, so each is judged; and what a caller decides is told where it calls.</summary>
public sealed class InstanceTests
{
    private static readonly string Safe = Judged.Control("safe == true");

    private const string Child = """
        {"variable": {"on": {"type": "bool", "default": true}, "off": {"default": false}},
         "resource": {"aws_thing": {"t": {"safe": "${var.on}"}, "u": {"safe": "${var.off ? false : true}"}}}}
        """;

    [Theory]
    [InlineData("""{"for_each": {"a": true, "b": false}, "safe": "[|${each.value}|]"}""", "Do it: `safe` is `false` (instance `b`).")]
    [InlineData("""{"for_each": {"a": {"s": true}, "b": {"s": false}}, "safe": "[|${each.value.s}|]"}""", "Do it: `safe` is `false` (instance `b`).")]
    [InlineData("""{"for_each": "${toset([\"a\", \"b\"])}", "safe": "[|${each.key == \"a\"}|]"}""", "Do it: `safe` is `false`.")]
    [InlineData("""{"count": 2, "safe": "[|${count.index == 0}|]"}""", "Do it: `safe` is `false`.")]
    public void One_instance_that_is_open_is_a_finding(string body, string message)
    {
        var (result, marked) = Judged.Text($$"""{"resource": {"aws_thing": {"t": {{body.Replace("\"[|", "[|\"", StringComparison.Ordinal).Replace("|]\"", "\"|]", StringComparison.Ordinal)}} } } }""", Safe);
        var finding = Assert.Single(result.Findings);
        Assert.Equal(message, finding.Message);
        Assert.Equal(marked, [finding.Place.Span]);
    }

    [Theory]
    [InlineData("""{"for_each": {"a": true, "b": true}, "safe": "${each.value}"}""", VerdictKind.Met)]
    [InlineData("""{"for_each": {"a": 1, "b": 2}, "safe": "${each.value > 0}"}""", VerdictKind.Met)]
    [InlineData("""{"for_each": {"a": true, "b": "${data.aws_x.y.z}"}, "safe": "${each.value}"}""", VerdictKind.Unknown)]
    [InlineData("""{"for_each": "${data.aws_x.y.all}", "safe": "${each.value}"}""", VerdictKind.Unknown)]
    [InlineData("""{"count": 0, "safe": false}""", null)]
    public void Instances_that_are_not_open_are_what_the_gravest_of_them_is(string body, VerdictKind? kind)
    {
        var (result, _) = Judged.Text($$"""{"data": {"aws_x": {"y": {} } }, "resource": {"aws_thing": {"t": {{body}} } } } """, Safe);
        Assert.Equal(kind, result.Verdicts.SingleOrDefault()?.Kind);
    }

    [Theory]
    [InlineData("\"on\": false", "t", "false", "Do it: `safe` is `false` (argument `on` of module `m`).")]
    [InlineData("\"off\": true", "u", "true", "Do it: `safe` is `false` (argument `off` of module `m`).")]
    [InlineData("\"on\": \"${var.w}\"", "t", "\"${var.w}\"", "Do it: `safe` is `false` (argument `on` of module `m`).")]
    [InlineData("\"off\": \"${!var.w}\"", "u", "\"${!var.w}\"", "Do it: `safe` is `false` (argument `off` of module `m`).")]
    [InlineData("\"for_each\": {\"a\": true, \"b\": false}, \"on\": \"${each.value}\"", "t", "\"${each.value}\"", "Do it: `safe` is `false` (argument `on` of module `m`).")]
    public void What_an_argument_decides_is_told_where_the_module_is_called(string arguments, string resource, string place, string message)
    {
        var finding = Assert.Single(Assess(new Folder()
            .With("main.tf.json", $$"""{"variable": {"w": {"default": false} }, "module": {"m": {"source": "./m", {{arguments}} } } } """)
            .With("m/main.tf.json", Child)).Findings);
        Assert.Equal($"module.m.aws_thing.{resource}", finding.Resource.Name);
        Assert.Equal("main.tf.json", finding.Place.Document.Path);
        Assert.Equal(place, finding.Place.Text);
        Assert.Equal(message, finding.Message);
    }

    [Theory]
    [InlineData("\"on\": false", "t", "false", "(argument `on` of module `m`).")]
    [InlineData("\"off\": true", "u", "true", "(argument `off` of module `m`).")]
    public void What_goes_through_several_modules_is_told_at_the_outermost_call(string arguments, string resource, string place, string message)
    {
        const string inner = """
            {"variable": {"on": {"default": true}, "off": {"default": false}, "more": {"default": null}},
             "resource": {"aws_thing": {
               "t": {"safe": "${var.more != null ? coalesce(var.on, true) : var.on}"},
               "u": {"safe": "${var.more == null && var.off ? false : true}"}}}}
            """;
        var finding = Assert.Single(Assess(new Folder()
            .With("main.tf.json", $$"""{"module": {"m": {"source": "./m", {{arguments}} } } }""")
            .With("m/main.tf.json", """{"variable": {"on": {"default": true}, "off": {"default": false}, "more": {"default": null}}, "module": {"i": {"source": "./i", "on": "${var.on}", "off": "${var.off}", "more": "${var.more}"}}}""")
            .With("m/i/main.tf.json", inner)).Findings);
        Assert.Equal($"module.m.module.i.aws_thing.{resource}", finding.Resource.Name);
        Assert.Equal(("main.tf.json", place), (finding.Place.Document.Path, finding.Place.Text));
        Assert.EndsWith(message, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_module_decides_itself_is_told_in_the_module()
    {
        var finding = Assert.Single(Assess(new Folder()
            .With("main.tf.json", """{"module": {"m": {"source": "./m", "name": "x"}}}""")
            .With("m/main.tf.json", """{"variable": {"name": {}}, "resource": {"aws_thing": {"t": {"name": "${var.name}", "safe": false}}}}""")).Findings);
        Assert.Equal("m/main.tf.json", finding.Place.Document.Path);
    }

    private static AssessmentResult Assess(Folder folder) => Assessor.Assess(folder.Read(), SmallCatalogue.Of(Safe), new AssessmentOptions());
}
