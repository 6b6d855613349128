using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Onus.Engine.Catalogue;

namespace Onus.LanguageServer.Tests;

/// <summary>The server over pipes in this process, with a disk in memory.</summary>
internal sealed class InProcess : IAsyncDisposable
{
    private readonly Pipe toServer = new();
    private readonly Pipe fromServer = new();

    private InProcess(Func<ICatalogue> catalogue, IReadOnlyDictionary<string, string> files)
    {
        Client = new TestClient(toServer.Writer.AsStream(), fromServer.Reader.AsStream());
        Exit = Server.RunAsync(toServer.Reader.AsStream(), fromServer.Writer.AsStream(), catalogue, Disk(files), CancellationToken.None);
    }

    public TestClient Client { get; }

    public Task<int> Exit { get; }

    /// <summary>A server that has not been asked to initialize yet.</summary>
    public static InProcess Fresh(Func<ICatalogue>? catalogue = null, IReadOnlyDictionary<string, string>? files = null) =>
        new(catalogue ?? (() => TestCatalogue.Shipped), files ?? new Dictionary<string, string>());

    /// <summary>A server ready for documents.</summary>
    public static async Task<InProcess> StartAsync(
        string capabilities = "{}", string options = "{}", IReadOnlyDictionary<string, string>? files = null, Func<ICatalogue>? catalogue = null)
    {
        var server = Fresh(catalogue, files);
        var parameters = new JsonObject
        {
            ["processId"] = null,
            ["rootUri"] = null,
            ["capabilities"] = JsonNode.Parse(capabilities),
            ["initializationOptions"] = JsonNode.Parse(options),
            ["workspaceFolders"] = new JsonArray(new JsonObject { ["uri"] = "file:///work", ["name"] = "work" }),
        };
        server.Capabilities = (await server.Client.AskAsync("initialize", parameters))?["capabilities"];
        await server.Client.NotifyAsync("initialized", new JsonObject());
        return server;
    }

    public JsonNode? Capabilities { get; private set; }

    public Task OpenAsync(string uri, string text, int version = 1) => Client.NotifyAsync("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = "yaml", ["version"] = version, ["text"] = text },
    });

    public Task ChangeAsync(string uri, int version, params JsonObject[] changes) => Client.NotifyAsync("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = version },
        ["contentChanges"] = new JsonArray([.. changes]),
    });

    public static JsonObject Document(string uri) => new() { ["textDocument"] = new JsonObject { ["uri"] = uri } };

    public static JsonObject At(string uri, int line, int character)
    {
        var parameters = Document(uri);
        parameters["position"] = new JsonObject { ["line"] = line, ["character"] = character };
        return parameters;
    }

    public static JsonObject Change(int line, int start, int end, string text) => new()
    {
        ["range"] = new JsonObject
        {
            ["start"] = new JsonObject { ["line"] = line, ["character"] = start },
            ["end"] = new JsonObject { ["line"] = line, ["character"] = end },
        },
        ["text"] = text,
    };

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Exit.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static WorkspaceFiles Disk(IReadOnlyDictionary<string, string> files) => new(
        path => files.GetValueOrDefault(path),
        folder => [.. files.Keys.Where(path => Path.GetDirectoryName(path) == folder).Select(Path.GetFileName).OfType<string>()],
        folder => [.. files.Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)).Select(path => path[(folder.Length + 1)..]).Where(rest => rest.Contains('/')).Select(rest => rest[..rest.IndexOf('/')]).Distinct()]);
}
