using System.Text.Json.Nodes;
using Xunit;

namespace Onus.LanguageServer.Tests.Features;

/// <summary>Controls that a workspace adds in <c>.onus/controls</c>.</summary>
public class OwnControlTests
{
    private const string Uri = "file:///work/inner/app.yaml";

    private const string Template = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: theirs}\n  Db:\n    Type: AWS::RDS::DBInstance\n";

    private const string ControlUri = "file:///work/.onus/controls/ours.yaml";

    private const string Control = "service: ours\nname: Ours\ncontrols:\n  - id: ours-queue-named\n    title: Name queues as we do\n    duty: configuration\n    severity: error\n    why: We find them by name.\n"
        + "    only: It is all we use.\n    cloudformation:\n      - type: AWS::SQS::Queue\n        require: Properties.QueueName matches '^ours-'\n        missing: { default: insecure, verdict: open }\n"
        + "    fix: { apply: manual, note: A name is a decision. }\n";

    private static Dictionary<string, string> Files() => new() { ["/work/.onus/controls/ours.yaml"] = Control };

    [Fact]
    public async Task They_count_and_their_findings_lead_to_their_file()
    {
        await using var server = await InProcess.StartAsync(files: Files());
        await server.OpenAsync(Uri, Template);
        var own = (await DiagnosticsAsync(server, Uri, found => found.Any(IsOurs))).Single(IsOurs);
        Assert.Equal(ControlUri, (string?)own?["codeDescription"]?["href"]);
    }

    [Fact]
    public async Task In_a_workspace_that_is_not_trusted_they_do_not_count_until_it_is()
    {
        await using var server = await InProcess.StartAsync(options: """{"onus":{"trusted":false}}""", files: Files());
        await server.OpenAsync(Uri, Template);
        Assert.DoesNotContain(await DiagnosticsAsync(server, Uri, found => found.Count > 0), IsOurs);
        await server.Client.NotifyAsync("workspace/didChangeConfiguration", JsonNode.Parse("""{"settings":{"onus":{"trusted":true}}}"""));
        await DiagnosticsAsync(server, Uri, found => found.Any(IsOurs));
    }

    [Fact]
    public async Task An_edit_of_them_counts_at_once_and_a_fault_is_said_at_its_place()
    {
        await using var server = await InProcess.StartAsync(files: Files());
        await server.OpenAsync(Uri, Template);
        await DiagnosticsAsync(server, Uri, found => found.Any(IsOurs));
        await server.OpenAsync(ControlUri, Control.Replace("matches '^ours-'", "matches"));
        await DiagnosticsAsync(server, Uri, found => !found.Any(IsOurs));
        var faults = await server.Client.AskAsync("textDocument/diagnostic", InProcess.Document(ControlUri));
        var fault = Assert.Single(faults!["items"]!.AsArray());
        Assert.Equal(11, (int?)fault?["range"]?["start"]?["line"]);
        Assert.Contains("cannot be read", (string?)fault?["message"]);
    }

    [Fact]
    public async Task A_new_file_on_disk_counts_once_that_is_said()
    {
        var files = new Dictionary<string, string>();
        await using var server = await InProcess.StartAsync(files: files);
        await server.OpenAsync(Uri, Template);
        await DiagnosticsAsync(server, Uri, found => found.Count > 0 && !found.Any(IsOurs));
        files["/work/.onus/controls/ours.yaml"] = Control;
        await server.Client.NotifyAsync("workspace/didChangeWatchedFiles", JsonNode.Parse($$"""{"changes":[{"uri":"{{ControlUri}}","type":1}]}"""));
        await DiagnosticsAsync(server, Uri, found => found.Any(IsOurs));
    }

    private static bool IsOurs(JsonNode? diagnostic) => (string?)diagnostic?["code"] == "ours-queue-named";

    private static async Task<JsonArray> DiagnosticsAsync(InProcess server, string uri, Func<JsonArray, bool> isWanted)
    {
        var published = await server.Client.NotificationAsync(
            "textDocument/publishDiagnostics", diagnostics => (string?)diagnostics["uri"] == uri && isWanted(diagnostics["diagnostics"]!.AsArray()));
        return published["diagnostics"]!.AsArray();
    }
}
