using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onus.Benchmarks;

/// <summary>
/// A running server, spoken to over its standard streams without threads or tasks of our own, so that what is measured is the
/// server. Messages are told apart by their bytes; an answer is parsed only after the clock has stopped.
/// </summary>
internal sealed class ServerUnderTest : IDisposable
{
    private readonly Process process;
    private readonly Stream input;
    private readonly Stream output;
    private byte[] buffer = new byte[1 << 20];
    private int start;
    private int end;
    private int lastId;

    private ServerUnderTest(Process process)
    {
        this.process = process;
        input = process.StandardInput.BaseStream;
        output = process.StandardOutput.BaseStream;
    }

    /// <summary>Resident memory now, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Resident memory, in bytes, once the server has had nothing to do for so long that it has given back what it could.</summary>
    public long MemoryAtRest
    {
        get
        {
            Thread.Sleep(TimeSpan.FromSeconds(3));
            return Memory;
        }
    }

    /// <summary>The most memory that was ever resident, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>What the processors have spent on it; unlike the clock, it hardly depends on what else the machine does.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the program and waits for its answer to <c>initialize</c>.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="pulls">The client asks for diagnostics, as VS Code does; else they are sent unasked.</param>
    public static ServerUnderTest Start(string program, bool pulls = false)
    {
        var process = Process.Start(new ProcessStartInfo(program, ["lsp"]) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var server = new ServerUnderTest(process);
        var document = new JsonObject
        {
            ["hover"] = new JsonObject { ["contentFormat"] = new JsonArray("markdown", "plaintext") },
            ["codeAction"] = new JsonObject
            {
                ["dataSupport"] = true,
                ["isPreferredSupport"] = true,
                ["resolveSupport"] = new JsonObject { ["properties"] = new JsonArray("edit") },
                ["codeActionLiteralSupport"] = new JsonObject { ["codeActionKind"] = new JsonObject { ["valueSet"] = new JsonArray("quickfix", "source.fixAll") } },
            },
            ["publishDiagnostics"] = new JsonObject { ["relatedInformation"] = true, ["codeDescriptionSupport"] = true, ["versionSupport"] = true },
        };
        if (pulls) document["diagnostic"] = new JsonObject { ["relatedDocumentSupport"] = false };
        server.Ask("initialize", new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["rootUri"] = null,
            ["capabilities"] = new JsonObject { ["workspace"] = new JsonObject { ["workspaceEdit"] = new JsonObject { ["documentChanges"] = true } }, ["textDocument"] = document },
            ["initializationOptions"] = new JsonObject { ["profile"] = "strict", ["commands"] = true },
        });
        server.Notify("initialized", new JsonObject());
        return server;
    }

    public void Open(string uri, string languageId, string text) => Notify("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = languageId, ["version"] = 1, ["text"] = text },
    });

    public void Close(string uri) => Notify("textDocument/didClose", Of(uri));

    public void Change(string uri, int version, Keystroke keystroke) => Notify("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = version },
        ["contentChanges"] = new JsonArray(new JsonObject
        {
            ["range"] = Range(keystroke.StartLine, keystroke.StartCharacter, keystroke.EndLine, keystroke.EndCharacter),
            ["text"] = keystroke.Text,
        }),
    });

    /// <summary>Waits for the published diagnostics of a version.</summary>
    /// <returns>The bytes of the message, valid until the next call.</returns>
    public ReadOnlySpan<byte> WaitForDiagnostics(int version)
    {
        var wanted = Encoding.ASCII.GetBytes($"\"version\":{version.ToString(CultureInfo.InvariantCulture)},");
        while (true)
        {
            var body = Read();
            if (body.IndexOf("publishDiagnostics"u8) >= 0 && body.IndexOf(wanted) >= 0) return body;
        }
    }

    /// <summary>Asks and waits for the answer.</summary>
    /// <returns>The bytes of the message, valid until the next call.</returns>
    public ReadOnlySpan<byte> Ask(string method, JsonObject parameters)
    {
        var id = ++lastId;
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        var wanted = Encoding.ASCII.GetBytes($"\"id\":{id.ToString(CultureInfo.InvariantCulture)},");
        while (true)
        {
            var body = Read();
            if (body.IndexOf(wanted) is < 0 or > 64 || body.IndexOf("\"method\""u8) is >= 0 and < 64) continue;
            if (body.IndexOf("\"error\":"u8) is >= 0 and < 64) throw new InvalidOperationException(Encoding.UTF8.GetString(body));
            return body;
        }
    }

    public static JsonObject Range(int startLine, int startCharacter, int endLine, int endCharacter) => new()
    {
        ["start"] = new JsonObject { ["line"] = startLine, ["character"] = startCharacter },
        ["end"] = new JsonObject { ["line"] = endLine, ["character"] = endCharacter },
    };

    public static JsonObject Of(string uri) => new() { ["textDocument"] = new JsonObject { ["uri"] = uri } };

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void Notify(string method, JsonObject parameters) => Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    private void Send(JsonObject message)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            message.WriteTo(writer);
        input.Write(Encoding.ASCII.GetBytes($"Content-Length: {body.WrittenCount}\r\n\r\n"));
        input.Write(body.WrittenSpan);
        input.Flush();
    }

    private ReadOnlySpan<byte> Read()
    {
        int headEnd;
        while ((headEnd = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8)) < 0) Fill(1);
        var head = Encoding.ASCII.GetString(buffer, start, headEnd);
        var length = int.Parse(head.AsSpan(head.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        var body = headEnd + 4;
        if (end - start < body + length) Fill(body + length - (end - start));
        var found = buffer.AsSpan(start + body, length);
        start += body + length;
        return found;
    }

    private void Fill(int least)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (buffer.Length < end + least) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, end + least));
        for (var wanted = end + least; end < wanted;)
        {
            var read = output.Read(buffer, end, buffer.Length - end);
            if (read == 0) throw new InvalidOperationException("The server ended.");
            end += read;
        }
    }
}
