using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Onus.LanguageServer.Protocol;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer.Rpc;

/// <summary>
/// Writes a diagnostic as the generated contract does, byte for byte, but several times as fast: a large template has thousands of
/// them at every keystroke. What all diagnostics of a control have alike is written by the contract once and kept; only the range
/// and the message are written each time.
/// </summary>
internal sealed class DiagnosticConverter : JsonConverter<Diagnostic>
{
    /// <summary>More than Onus has controls. Only controls that somebody is writing can bring more, and the older ones of those are of no more use.</summary>
    private const int MostKinds = 4096;

    /// <summary>More than four numbers, and what stands between them, can take.</summary>
    private const int LongestRange = 128;

    private static readonly JsonTypeInfo<Diagnostic> Contract = new ProtocolJson(RpcJson.CreateContractOptions()).Diagnostic;

    private readonly ConcurrentDictionary<Kind, byte[]> middles = new();

    private static readonly Range Nowhere = new() { Start = new Position { Line = 0, Character = 0 }, End = new Position { Line = 0, Character = 0 } };

    private static ReadOnlySpan<byte> WrittenNowhere => """{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}}"""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    public override Diagnostic? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize(ref reader, Contract);

    public override void Write(Utf8JsonWriter writer, Diagnostic value, JsonSerializerOptions options)
    {
        // What few diagnostics have, and no message has, is left to the contract.
        if (value.Tags is not null || value.RelatedInformation is not null || writer.Options.Indented || writer.Options.Encoder is { } encoder && encoder != JavaScriptEncoder.Default)
        {
            JsonSerializer.Serialize(writer, value, Contract);
            return;
        }

        var middle = MiddleOf(value);
        var buffer = ArrayPool<byte>.Shared.Rent(LongestRange + middle.Length + (value.Message.Length * EscapedText.Longest) + End.Length);
        var to = buffer.AsSpan();
        Put(ref to, """{"range":{"start":"""u8);
        Put(ref to, value.Range.Start);
        Put(ref to, ""","end":"""u8);
        Put(ref to, value.Range.End);
        Put(ref to, "}"u8);
        Put(ref to, middle);
        to = to[EscapedText.Write(value.Message, to)..];
        Put(ref to, End);
        writer.WriteRawValue(buffer.AsSpan(0, buffer.Length - to.Length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void Put(ref Span<byte> to, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(to);
        to = to[bytes.Length..];
    }

    private static void Put(ref Span<byte> to, Position position)
    {
        Put(ref to, """{"line":"""u8);
        Put(ref to, position.Line);
        Put(ref to, ""","character":"""u8);
        Put(ref to, position.Character);
        Put(ref to, "}"u8);
    }

    private static void Put(ref Span<byte> to, uint number)
    {
        number.TryFormat(to, out var length);
        to = to[length..];
    }

    /// <summary>What stands between a diagnostic's range and the text of its message.</summary>
    private byte[] MiddleOf(Diagnostic value)
    {
        var kind = new Kind(value.Code, value.Severity, value.CodeDescription?.Href, value.Source);
        if (middles.TryGetValue(kind, out var middle)) return middle;
        if (middles.Count >= MostKinds) middles.Clear();
        var whole = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(whole)) JsonSerializer.Serialize(writer, value with { Range = Nowhere, Message = "" }, Contract);
        return middles[kind] = whole.WrittenSpan[WrittenNowhere.Length..^End.Length].ToArray();
    }

    /// <summary>What decides about all of a diagnostic but its range and its message.</summary>
    private readonly record struct Kind(string? Code, DiagnosticSeverity? Severity, string? Page, string? Source)
    {
        // The code says nearly all of it.
        public override int GetHashCode() => Code?.GetHashCode(StringComparison.Ordinal) ?? 0;
    }
}
