using System.Text.Json.Nodes;
using Xunit;

namespace Onus.LanguageServer.Tests.Features;

public class FeatureTests
{
    private const string Uri = "file:///work/app.yaml";

    private const string Template = """
        Resources:
          Data:
            Type: AWS::EC2::Volume
            Properties:
              AvailabilityZone: eu-west-1a
              Size: 10
              Encrypted: false
          More:
            Type: AWS::EC2::Volume
            Properties:
              AvailabilityZone: eu-west-1a
              Size: 10
              Encrypted: false

        """;

    private const string Rich = """
        {"workspace":{"workspaceEdit":{"documentChanges":true,"changeAnnotationSupport":{}}},
         "textDocument":{"codeAction":{"dataSupport":true,"resolveSupport":{"properties":["edit"]}},"hover":{"contentFormat":["markdown"]}}}
        """;

    [Fact]
    public async Task A_hover_on_a_resource_explains_its_duties()
    {
        await using var server = await OpenAsync();
        var hover = await server.Client.AskAsync("textDocument/hover", InProcess.At(Uri, 1, 3));
        Assert.Equal("markdown", (string?)hover?["contents"]?["kind"]);
        Assert.Contains("Data", (string?)hover?["contents"]?["value"]);
        Assert.Equal(1, (int?)hover?["range"]?["start"]?["line"]);
    }

    [Fact]
    public async Task A_finding_is_published_with_its_control_and_the_documents_version()
    {
        await using var server = await OpenAsync();
        var published = await server.Client.NotificationAsync("textDocument/publishDiagnostics");
        Assert.Equal(Uri, (string?)published["uri"]);
        Assert.Equal(1, (int?)published["version"]);
        var finding = Finding(published["diagnostics"], 6);
        Assert.Equal("onus", (string?)finding["source"]);
        Assert.Equal($"file:///extension/docs/controls/{finding["code"]}.md", (string?)finding["codeDescription"]?["href"]);
        Assert.InRange((int?)finding["severity"] ?? 0, 1, 4);
    }

    [Fact]
    public async Task Closing_a_document_takes_its_diagnostics_away()
    {
        await using var server = await OpenAsync();
        await server.Client.NotificationAsync("textDocument/publishDiagnostics");
        await server.Client.NotifyAsync("textDocument/didClose", InProcess.Document(Uri));
        var published = await server.Client.NotificationAsync("textDocument/publishDiagnostics");
        Assert.Empty(published["diagnostics"]!.AsArray());
    }

    [Fact]
    public async Task A_client_that_pulls_gets_the_same_and_nothing_unasked()
    {
        await using var pushed = await OpenAsync();
        var expected = (await pushed.Client.NotificationAsync("textDocument/publishDiagnostics"))["diagnostics"];
        await using var server = await OpenAsync("""{"textDocument":{"diagnostic":{}}}""");
        var report = await server.Client.AskAsync("textDocument/diagnostic", InProcess.Document(Uri));
        Assert.Equal("full", (string?)report?["kind"]);
        Assert.True(JsonNode.DeepEquals(expected, report?["items"]));
        Assert.Empty(server.Client.NotificationsSoFar("textDocument/publishDiagnostics"));

        var again = InProcess.Document(Uri);
        again["previousResultId"] = (string?)report?["resultId"];
        Assert.Equal("unchanged", (string?)(await server.Client.AskAsync("textDocument/diagnostic", again))?["kind"]);
    }

    [Fact]
    public async Task A_quick_fix_mends_its_finding_in_the_version_it_was_made_for()
    {
        await using var server = await OpenAsync(Rich);
        var action = (await ActionsAsync(server, 6)).First(action => action["edit"] is not null);
        Assert.Equal("quickfix", (string?)action["kind"]);
        var change = action["edit"]?["documentChanges"]?[0];
        Assert.Equal(1, (int?)change?["textDocument"]?["version"]);
        var code = (string?)action["diagnostics"]?[0]?["code"];
        await server.ChangeAsync(Uri, 2, [.. change!["edits"]!.AsArray().Select(Change)]);
        var published = await server.Client.NotificationAsync("textDocument/publishDiagnostics", diagnostics => (int?)diagnostics["version"] == 2);
        Assert.DoesNotContain(published["diagnostics"]!.AsArray(), diagnostic => (string?)diagnostic?["code"] == code && (int?)diagnostic?["range"]?["start"]?["line"] == 6);
    }

    [Fact]
    public async Task Edits_come_as_plain_changes_to_a_client_that_knows_no_others()
    {
        await using var server = await OpenAsync();
        var action = (await ActionsAsync(server, 6)).First(action => action["edit"] is not null);
        Assert.NotEmpty(action["edit"]?["changes"]?[Uri]?.AsArray() ?? []);
        Assert.Null(action["edit"]?["documentChanges"]);
    }

    [Fact]
    public async Task An_edit_that_replaces_a_resource_asks_first()
    {
        await using var server = await OpenAsync(Rich);
        var action = (await ActionsAsync(server, 6)).First(action => action["edit"]?["changeAnnotations"] is not null);
        var (name, annotation) = action["edit"]!["changeAnnotations"]!.AsObject().Single();
        Assert.True((bool?)annotation?["needsConfirmation"]);
        Assert.Equal(name, (string?)action["edit"]?["documentChanges"]?[0]?["edits"]?[0]?["annotationId"]);
    }

    [Fact]
    public async Task What_a_person_fills_in_is_a_stop_for_a_client_that_has_such_and_words_for_others()
    {
        const string text = "Resources:\n  Web:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:\n        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}\n";
        await using var asks = await InProcess.StartAsync(Rich.Replace("\"documentChanges\":true", "\"documentChanges\":true,\"snippetEditSupport\":true", StringComparison.Ordinal));
        await asks.OpenAsync(Uri, text);
        var edit = (await ActionsAsync(asks, 5)).Select(action => action["edit"]?["documentChanges"]?[0]?["edits"]?[0]).First(edit => edit?["snippet"] is not null);
        Assert.Equal("snippet", (string?)edit!["snippet"]!["kind"]);
        Assert.Equal("${1:<trusted CIDR>}", (string?)edit["snippet"]!["value"]);
        Assert.Null(edit["newText"]);

        await using var plain = await InProcess.StartAsync(Rich);
        await plain.OpenAsync(Uri, text);
        Assert.Contains(await ActionsAsync(plain, 5), action => (string?)action["edit"]?["documentChanges"]?[0]?["edits"]?[0]?["newText"] == "<trusted CIDR>");
    }

    [Fact]
    public async Task All_findings_of_a_control_are_mended_by_one_action_whose_edit_is_made_when_it_is_chosen()
    {
        await using var server = await OpenAsync(Rich);
        var action = (await ActionsAsync(server, 6)).First(action => ((string?)action["title"])?.StartsWith("Fix all 2 findings", StringComparison.Ordinal) == true);
        Assert.Null(action["edit"]);
        var resolved = await server.Client.AskAsync("codeAction/resolve", action.DeepClone());
        Assert.True(resolved?["edit"]?["documentChanges"]?[0]?["edits"]?.AsArray().Count >= 2);
    }

    [Fact]
    public async Task An_action_offered_for_an_older_version_is_not_made()
    {
        await using var server = await OpenAsync(Rich);
        var action = (await ActionsAsync(server, 6)).First(action => action["data"] is not null);
        await server.ChangeAsync(Uri, 2, InProcess.Change(0, 0, 0, "# more\n"));
        Assert.Equal(-32801, await server.Client.ErrorCodeAsync("codeAction/resolve", action.DeepClone()));
    }

    [Fact]
    public async Task Fixing_all_on_save_gives_one_action_of_the_asked_kind_and_no_other()
    {
        await using var server = await InProcess.StartAsync(Rich);
        await server.OpenAsync(Uri, "Resources:\n  A:\n    Type: AWS::RDS::DBInstance\n");
        var action = Assert.Single(await ActionsAsync(server, 1, "source.fixAll"));
        Assert.Equal("source.fixAll.onus", (string?)action["kind"]);
        var resolved = await server.Client.AskAsync("codeAction/resolve", action.DeepClone());
        Assert.NotEmpty(resolved?["edit"]?["documentChanges"]?.AsArray() ?? []);
    }

    [Fact]
    public async Task Ignoring_asks_the_extension_for_the_reason_and_then_writes_it()
    {
        await using var server = await OpenAsync(Rich, """{"onus":{},"commands":true}""");
        var action = (await ActionsAsync(server, 6)).First(action => (string?)action["command"]?["command"] == "onus.ignoreWithReason");
        var target = action["command"]!["arguments"]![0]!.DeepClone();
        Assert.Equal(Uri, (string?)target["uri"]);
        target["reason"] = "scratch space";
        var edit = await server.Client.AskAsync("onus/ignoreEdit", target);
        Assert.Contains("scratch space", edit?.ToJsonString());

        var gone = target.DeepClone();
        gone["control"] = "no-such-control";
        Assert.Null(await server.Client.AskAsync("onus/ignoreEdit", gone));
    }

    [Fact]
    public async Task Ignoring_is_a_plain_edit_where_there_is_no_extension_to_ask()
    {
        await using var server = await OpenAsync(Rich);
        Assert.Contains(await ActionsAsync(server, 6), action => ((string?)action["title"])?.StartsWith("Ignore", StringComparison.Ordinal) == true && action["edit"]?.ToJsonString().Contains("onus:ignore") == true);
    }

    [Fact]
    public async Task A_lens_over_each_resource_counts_its_duties()
    {
        await using var server = await OpenAsync(options: """{"onus":{},"commands":true}""");
        var lenses = (await server.Client.AskAsync("textDocument/codeLens", InProcess.Document(Uri)))!.AsArray();
        Assert.Equal([1, 7], lenses.Select(lens => (int?)lens?["range"]?["start"]?["line"] ?? 0));
        Assert.Contains("open", (string?)lenses[0]?["command"]?["title"]);
        Assert.Equal(Uri, (string?)lenses[0]?["command"]?["arguments"]?[0]);
    }

    [Fact]
    public async Task The_outline_names_the_resources_under_their_section()
    {
        await using var server = await OpenAsync();
        var symbols = (await server.Client.AskAsync("textDocument/documentSymbol", InProcess.Document(Uri)))!.AsArray();
        Assert.Equal(["Data", "More"], symbols[0]!["children"]!.AsArray().Select(child => (string?)child?["name"]));
        Assert.Equal("AWS::EC2::Volume", (string?)symbols[0]?["children"]?[0]?["detail"]);
    }

    [Fact]
    public async Task The_map_is_a_page_with_links_that_the_extension_follows()
    {
        await using var server = await OpenAsync(options: """{"onus":{},"commands":true}""");
        var report = await server.Client.AskAsync("onus/report", new JsonObject { ["uri"] = Uri });
        Assert.Contains("command:onus.reveal?", (string?)report?["html"]);
        Assert.Null(await server.Client.AskAsync("onus/report", new JsonObject { ["uri"] = "file:///work/none.yaml" }));
    }

    private static async Task<InProcess> OpenAsync(string capabilities = "{}", string options = "{}")
    {
        var server = await InProcess.StartAsync(capabilities, options);
        await server.OpenAsync(Uri, Template);
        return server;
    }

    private static async Task<IReadOnlyList<JsonNode>> ActionsAsync(InProcess server, int line, string? only = null)
    {
        var parameters = InProcess.Document(Uri);
        parameters["range"] = InProcess.Change(line, 0, 200, "")["range"]!.DeepClone();
        parameters["context"] = new JsonObject { ["diagnostics"] = new JsonArray() };
        if (only is not null) parameters["context"]!["only"] = new JsonArray(only);
        return [.. (await server.Client.AskAsync("textDocument/codeAction", parameters))!.AsArray().OfType<JsonNode>()];
    }

    private static JsonObject Change(JsonNode? edit) => new() { ["range"] = edit!["range"]!.DeepClone(), ["text"] = (string?)edit["newText"] };

    private static JsonNode Finding(JsonNode? diagnostics, int line) =>
        diagnostics!.AsArray().OfType<JsonNode>().First(diagnostic => (int?)diagnostic["range"]?["start"]?["line"] == line);
}
