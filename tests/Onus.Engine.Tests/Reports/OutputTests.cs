using System.Text.Json;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Reports;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Reports;

/// <summary>What scripts and terminals read.</summary>
public sealed class OutputTests
{
    /// <summary>A reference to nothing, and a duty of which nobody can tell.</summary>
    private const string DanglingText = """
        Resources:
          T:
            Type: AWS::SNS::Topic
            Properties: {TopicName: !Ref Nothing}
          D:
            Type: AWS::RDS::DBInstance
            Properties: {Engine: mysql, StorageEncrypted: !Ref Encrypted}
        Parameters:
          Encrypted: {Type: String}

        """;

    private static readonly CheckedUnit Databases = ReportFixtures.Checked(ReportFixtures.Analyse("databases.yaml"));

    private static readonly CheckedUnit Broken = ReportFixtures.Checked(ReportFixtures.AnalyseText("broken.yaml", "Resources:\n  T:\n    Type: AWS::SNS::Topic\n  U: [\n"));

    private static readonly CheckedUnit Dangling = ReportFixtures.Checked(ReportFixtures.AnalyseText("dangling.yaml", DanglingText));

    [Fact]
    public void The_text_has_a_line_for_each_finding_under_its_file_in_order()
    {
        var text = TextReport.Write(Databases, colours: false).ReplaceLineEndings("\n");
        Snapshot.Matches("databases.yaml.txt", text + TextReport.Summary(new Tally().Plus(Databases)) + "\n");
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("databases.yaml", lines[0]);
        Assert.Equal(Databases.Findings.Count(), lines.Length - 1);
        var rows = lines.Skip(1).Select(line => int.Parse(line.Trim().Split(':')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(rows.Order(), rows);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Colours_are_used_only_where_they_may_be() => Assert.Contains("\u001b[31m", TextReport.Write(Databases, colours: true), StringComparison.Ordinal);

    [Theory]
    [InlineData("Base83908E77", "Type: AWS::RDS::DBInstance, Metadata: {'aws:cdk:path': Shop/Base/Resource}", "Shop/Base")]
    [InlineData("Table", "Type: AWS::Serverless::SimpleTable", "Table")]
    public void A_line_calls_a_resource_what_people_call_it(string name, string body, string called)
    {
        var unit = ReportFixtures.Checked(ReportFixtures.AnalyseText("named.yaml", $"Transform: AWS::Serverless-2016-10-31\nResources:\n  {name}: {{{body}}}\n"));
        Assert.NotEmpty(unit.Findings);
        Assert.All(TextReport.Write(unit, colours: false).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Where(line => line.Trim().Length > 0), line => Assert.Contains($" {called}: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_wrong_with_a_text_is_a_line_of_its_own()
    {
        Assert.NotEmpty(Broken.Problems);
        Assert.Contains($" error        {Broken.Problems[0].Message}", TextReport.Write(Broken, colours: false), StringComparison.Ordinal);
        Assert.Contains($"  4:29     warning      {Dangling.Problems[0].Message}\n", TextReport.Write(Dangling, colours: false).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_nothing_is_a_warning_and_in_no_count()
    {
        var problem = Assert.Single(Dangling.Problems);
        Assert.Equal(Severity.Warning, problem.Severity);
        Assert.Contains("`Nothing`", problem.Message, StringComparison.Ordinal);
        Assert.Equal(Dangling.Findings.Count(), new Tally().Plus(Dangling).Findings);
        using var json = JsonDocument.Parse(ReportFixtures.Written(stream => JsonReport.Write([Dangling, Broken], stream)));
        Assert.Equal(["warning", .. Broken.Problems.Select(_ => "error")], json.RootElement.GetProperty("problems").EnumerateArray().Select(one => one.GetProperty("severity").GetString()));
    }

    [Theory]
    [InlineData(false, true, "warning")]
    [InlineData(true, false, "warning", "error")]
    public void The_SARIF_log_fails_only_where_a_text_could_not_be_read(bool isBroken, bool isSuccess, params string[] levels)
    {
        var invocation = Sarif(isBroken ? [Dangling, Broken] : [Dangling]).GetProperty("runs")[0].GetProperty("invocations")[0];
        Assert.Equal(isSuccess, invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal(levels, invocation.GetProperty("toolExecutionNotifications").EnumerateArray().Select(one => one.GetProperty("level").GetString()));
    }

    [Theory]
    [InlineData(0, 0, 0, "No templates found.")]
    [InlineData(1, 1, 0, "1 template, 1 resource: nothing open, 0 met, 0 cannot be told.")]
    [InlineData(2, 3, 1, "2 templates, 3 resources: 1 duty open (1 error), 0 met, 0 cannot be told.")]
    public void The_last_line_counts(int templates, int resources, int errors, string expected) =>
        Assert.Equal(expected, TextReport.Summary(new Tally { Templates = templates, Resources = resources, Errors = errors }));

    [Fact]
    public void The_JSON_names_each_finding_and_what_is_unknown()
    {
        using var json = JsonDocument.Parse(ReportFixtures.Written(stream => JsonReport.Write([Databases, Broken], stream)));
        var root = json.RootElement;
        Assert.Equal(["findings", "unknown", "accepted", "problems", "summary"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(Databases.Findings.Count() + Broken.Findings.Count(), root.GetProperty("findings").GetArrayLength());
        foreach (var finding in root.GetProperty("findings").EnumerateArray())
        {
            Assert.NotEmpty(finding.GetProperty("control").GetString()!);
            Assert.NotEmpty(finding.GetProperty("message").GetString()!);
            Assert.Contains(finding.GetProperty("severity").GetString(), new[] { "error", "warning", "information", "hint" });
            Assert.True(finding.GetProperty("line").GetInt32() >= 1);
        }

        Assert.NotEmpty(root.GetProperty("unknown").EnumerateArray());
        Assert.Equal(Broken.Problems.Length, root.GetProperty("problems").GetArrayLength());
        Assert.Equal(2, root.GetProperty("summary").GetProperty("templates").GetInt32());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Writing_lets_go_of_the_templates_that_were_written(bool isSarif)
    {
        var written = new List<WeakReference>();
        var units = Enumerable.Range(0, 8).Select(_ =>
        {
            GC.Collect();
            // The last one may still be in use; the ones before may not.
            Assert.DoesNotContain(written.SkipLast(4), held => held.IsAlive);
            var unit = ReportFixtures.Checked(ReportFixtures.AnalyseText("dangling.yaml", DanglingText));
            written.Add(new WeakReference(unit.Verdicts.First(verdict => verdict.Kind == VerdictKind.Unknown)));
            written.Add(new WeakReference(Assert.Single(unit.Problems).Place.Document));
            return unit;
        });
        if (isSarif) SarifReport.Write(units, "1.0.0", Stream.Null);
        else JsonReport.Write(units, Stream.Null);
        Assert.Equal(16, written.Count);
    }

    [Fact]
    public void The_SARIF_log_has_what_code_scanning_asks_of_a_result()
    {
        var log = Sarif([Databases, ReportFixtures.Checked(ReportFixtures.Analyse("databases.tf.json"))]);
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(rules.Select(rule => rule.GetProperty("id").GetString()).Distinct().Count(), rules.Count);
        foreach (var rule in rules)
        {
            Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!);
            Assert.NotEmpty(rule.GetProperty("fullDescription").GetProperty("text").GetString()!);
            Assert.StartsWith("https://", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), new[] { "error", "warning", "note" });
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            var location = result.GetProperty("locations")[0];
            CheckRegion(location.GetProperty("physicalLocation").GetProperty("region"));
            Assert.NotEmpty(location.GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString()!);
        }
    }

    [Theory]
    [InlineData("databases.yaml", "OrdersDb")]
    [InlineData("databases.tf.json", "aws_db_instance.orders")]
    public void A_result_names_its_resource_as_its_framework_does(string name, string resource) =>
        Assert.Contains(Results([ReportFixtures.Checked(ReportFixtures.Analyse(name))]), result => LogicalName(result) == resource);

    [Fact]
    public void What_SAM_derives_is_named_by_what_is_written() =>
        Assert.All(
            Results([ReportFixtures.Checked(ReportFixtures.Analyse("serverless.yaml"))]),
            result => Assert.Contains($"  {LogicalName(result)}:", File.ReadAllText(Path.Combine(ReportFixtures.Folder, "serverless.yaml")), StringComparison.Ordinal));

    [Theory]
    [InlineData("infra/my stack.yaml", null, "infra/my%20stack.yaml")]
    [InlineData("./infra/stack.yaml", null, "infra/stack.yaml")]
    [InlineData(@"infra\stack.yaml", null, "infra/stack.yaml")]
    [InlineData("/home/me/shop/infra/stack#1.yaml", "/home/me/shop", "infra/stack%231.yaml")]
    [InlineData("/home/me/shop/infra/stack.yaml", "/home/me/shop/", "infra/stack.yaml")]
    [InlineData("/home/me/shopping/stack.yaml", "/home/me/shop", "file:///home/me/shopping/stack.yaml")]
    public void An_address_is_relative_and_can_be_read_as_one(string path, string? root, string expected)
    {
        var unit = ReportFixtures.Checked(ReportFixtures.AnalyseText(path, "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"));
        var log = JsonDocument.Parse(ReportFixtures.Written(stream => SarifReport.Write([unit], "1.2.3", stream, root))).RootElement;
        var uris = log.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal([expected], uris.Distinct());
        Assert.True(Uri.IsWellFormedUriString(expected, UriKind.RelativeOrAbsolute));
    }

    [Fact]
    public void A_broken_text_makes_the_run_unsuccessful_and_is_told()
    {
        var invocation = Sarif([Broken]).GetProperty("runs")[0].GetProperty("invocations")[0];
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.NotEmpty(invocation.GetProperty("toolExecutionNotifications").EnumerateArray());
        Assert.True(Sarif([Databases]).GetProperty("runs")[0].GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
    }

    [Fact]
    public void The_rules_are_listed_with_all_that_is_promised_of_them()
    {
        var controls = ReportFixtures.Catalogue.AllControls;
        using var json = JsonDocument.Parse(ReportFixtures.Written(stream => RulesReport.WriteJson(controls, stream)));
        Assert.Equal(controls.Length, json.RootElement.GetArrayLength());
        foreach (var rule in json.RootElement.EnumerateArray())
        {
            foreach (var name in new[] { "id", "title", "duty", "severity", "profile" }) Assert.NotEmpty(rule.GetProperty(name).GetString()!);
            Assert.NotEmpty(rule.GetProperty("frameworks").EnumerateArray());
            Assert.NotEmpty(rule.GetProperty("types").EnumerateArray());
            Assert.All(rule.GetProperty("aliases").EnumerateArray(), alias => Assert.Equal(JsonValueKind.String, alias.ValueKind));
            Assert.Equal(JsonValueKind.Object, rule.GetProperty("references").ValueKind);
        }

        var lines = RulesReport.WriteText(controls).ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal(controls.Length + 1, lines.Length);
        Assert.Equal($"{controls.Length} controls.", lines[^1]);
    }

    [Fact]
    public void Why_follows_a_value_to_where_it_comes_from()
    {
        var analysis = ReportFixtures.Analyse("databases.yaml");
        var why = Why(analysis, "StorageEncrypted: !Ref Encrypted");
        Assert.Contains("**OrdersDb** · `Properties.StorageEncrypted` = `false`", why, StringComparison.Ordinal);
        Assert.Contains("default of parameter `Encrypted`", why, StringComparison.Ordinal);
        Assert.Contains(" — databases.yaml:", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_says_what_settled_a_condition_and_what_it_would_be_otherwise()
    {
        var why = Why(ReportFixtures.Analyse("serverless.yaml"), "KmsKeyArn: !If");
        Assert.Contains("condition `IsProd` is false here, decided by `Stage`", why, StringComparison.Ordinal);
        Assert.Contains("were it true: ", why, StringComparison.Ordinal);
    }

    private static string Why(Analysis analysis, string written)
    {
        SourceText text = analysis.Trees[0].Text;
        var line = text.PositionOf(text.Content.IndexOf(written, StringComparison.Ordinal)).Line;
        return string.Join("\n", Explanations.WhyOn(analysis, text, line).Select(explanation => explanation.Markdown));
    }

    private static JsonElement Sarif(IEnumerable<CheckedUnit> units) =>
        JsonDocument.Parse(ReportFixtures.Written(stream => SarifReport.Write(units, "1.2.3", stream))).RootElement;

    private static IEnumerable<JsonElement> Results(IEnumerable<CheckedUnit> units) => Sarif(units).GetProperty("runs")[0].GetProperty("results").EnumerateArray();

    private static string? LogicalName(JsonElement result) =>
        result.GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString();

    private static void CheckRegion(JsonElement region)
    {
        var (startLine, startColumn) = (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32());
        var (endLine, endColumn) = (region.GetProperty("endLine").GetInt32(), region.GetProperty("endColumn").GetInt32());
        Assert.True(startLine >= 1 && startColumn >= 1);
        Assert.True((endLine, endColumn).CompareTo((startLine, startColumn)) > 0);
    }
}
