using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using Xunit;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer.Tests.Rpc;

public class DiagnosticConverterTests
{
    private static readonly SystemTextJsonFormatter Ours = new() { JsonSerializerOptions = RpcJson.CreateOptions() };

    private static readonly SystemTextJsonFormatter Contract = new() { JsonSerializerOptions = RpcJson.CreateContractOptions() };

    /// <summary>Plain ones, what JSON escapes, what only the encoder escapes, beyond ASCII, beyond 16 bits, and halves of those.</summary>
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf([.. new[] { "a", "public bucket ", "`", "\"", "\\", "/", "\n", "\u0001", "<", "+", "é", "€", "\u2028", "\uFFFE", "😀", "\uD83D", "\uDE00" }.Select(Gen.Const)]).List[0, 20].Select(string.Concat),
        Gen.Char.Array[0, 8].Select(characters => new string(characters)),
        Gen.Const(new string('x', 5000)));

    private static readonly Gen<Range> Ranges = Gen.Select(Positions, Positions, (start, end) => new Range { Start = start, End = end });

    private static readonly Gen<DiagnosticRelatedInformation> Related =
        Gen.Select(Ranges, Texts, (range, message) => new DiagnosticRelatedInformation { Location = new Location { Uri = "file:///a%20b.yaml", Range = range }, Message = message });

    /// <summary>Of few codes, so that what is kept of one is used for others that differ from it in a single property.</summary>
    private static readonly Gen<Diagnostic> Diagnostics =
        from range in Ranges
        from message in Texts
        from severity in Gen.OneOf([.. new DiagnosticSeverity?[] { null, DiagnosticSeverity.Error, DiagnosticSeverity.Hint }.Select(Gen.Const)])
        from code in Gen.OneOf([.. new string?[] { null, "a", "b-`é`" }.Select(Gen.Const)])
        from page in Gen.OneOf([.. new string?[] { null, "file:///a", "file:///b?c=<d>" }.Select(Gen.Const)])
        from source in Gen.OneOf([.. new string?[] { null, "onus", "" }.Select(Gen.Const)])
        from tags in Gen.Frequency((5, Gen.Const((IReadOnlyList<DiagnosticTag>?)null)), (1, Gen.Const((IReadOnlyList<DiagnosticTag>?)[DiagnosticTag.Unnecessary])))
        from related in Gen.Frequency((3, Gen.Const((IReadOnlyList<DiagnosticRelatedInformation>?)null)), (1, Related.Array[0, 3].Select(items => (IReadOnlyList<DiagnosticRelatedInformation>?)items)))
        select new Diagnostic
        {
            Range = range,
            Severity = severity,
            Code = code,
            CodeDescription = page is null ? null : new CodeDescription { Href = page },
            Source = source,
            Message = message,
            Tags = tags,
            RelatedInformation = related,
        };

    private static Gen<Position> Positions => Gen.Select(
        Gen.OneOf(Gen.UInt[0, 20], Gen.UInt, Gen.Const(uint.MaxValue)), Gen.UInt[0, 2000], (line, character) => new Position { Line = line, Character = character });

    private static Range Nowhere => new() { Start = new Position { Line = 0, Character = 0 }, End = new Position { Line = 0, Character = 0 } };

    [Fact]
    public void Diagnostics_are_written_with_the_bytes_that_the_contract_writes() => Diagnostics.Array[0, 12].Sample(items =>
    {
        Same(new JsonRpcRequest { Method = "textDocument/publishDiagnostics", Arguments = new PublishDiagnosticsParams { Uri = "file:///a", Version = 3, Diagnostics = items } });
        Same(new JsonRpcResult { RequestId = new RequestId(1), Result = new DocumentDiagnosticReport { Kind = "full", ResultId = "1", Items = items } });
        Same(new JsonRpcResult { RequestId = new RequestId(2), Result = new CodeAction { Title = "a", Diagnostics = items } });
    });

    [Fact]
    public void Every_character_is_escaped_as_the_contract_escapes_it()
    {
        var all = string.Concat(Enumerable.Range(0, 0x10000).Select(code => (char)code)) + "😀\U0010FFFF";
        Same(new JsonRpcRequest { Method = "a", Arguments = new Diagnostic { Range = Nowhere, Message = all } });
    }

    [Fact]
    public void What_is_kept_of_controls_stays_within_bounds_and_right()
    {
        for (var i = 0; i < 5000; i++) Same(new JsonRpcRequest { Method = "a", Arguments = new Diagnostic { Range = Nowhere, Code = $"control-{i % 4500}", Message = "a" } });
    }

    [Fact]
    public void A_client_that_asks_for_other_escapes_or_lines_gets_them() => Diagnostics.Sample(diagnostic =>
    {
        foreach (var options in new[] { new JsonWriterOptions { Indented = true }, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping } })
            Assert.Equal(Write(diagnostic, options, RpcJson.CreateContractOptions()), Write(diagnostic, options, RpcJson.CreateOptions()));
    });

    [Fact]
    public void A_diagnostic_that_a_client_sends_back_is_read()
    {
        const string Sent = """{"range":{"start":{"line":1,"character":2},"end":{"line":3,"character":4}},"severity":2,"code":"a","message":"b","unknown":[]}""";
        var expected = new Diagnostic
        {
            Range = new Range { Start = new Position { Line = 1, Character = 2 }, End = new Position { Line = 3, Character = 4 } },
            Severity = DiagnosticSeverity.Warning,
            Code = "a",
            Message = "b",
        };
        Assert.Equal(expected, JsonSerializer.Deserialize(Sent, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Diagnostic>)RpcJson.CreateOptions().GetTypeInfo(typeof(Diagnostic))));
    }

    private static void Same(JsonRpcMessage message) => Assert.Equal(Write(Contract, message), Write(Ours, message));

    private static string Write(SystemTextJsonFormatter formatter, JsonRpcMessage message)
    {
        var body = new ArrayBufferWriter<byte>();
        formatter.Serialize(body, message);
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }

    private static string Write(Diagnostic diagnostic, JsonWriterOptions writing, JsonSerializerOptions options)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, writing)) JsonSerializer.Serialize(writer, diagnostic, options.GetTypeInfo(typeof(Diagnostic)));
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
