using System.Text;
using Onus.Engine.Catalogue;
using Onus.Engine.Text;
using Onus.LanguageServer.Protocol;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer;

/// <summary>Turns places of texts into the protocol's and back, in the encoding agreed on with the client.</summary>
/// <param name="isUtf8">Characters are counted in bytes of UTF-8; else in UTF-16 code units, as the engine does.</param>
internal sealed class Conversions(bool isUtf8)
{
    public string Encoding => isUtf8 ? PositionEncodingKind.UTF8 : PositionEncodingKind.UTF16;

    /// <summary>The offset of a position; one past a line's end means that end, one past the text the text's end.</summary>
    public int OffsetOf(SourceText text, Position position)
    {
        var line = (int)Math.Min(position.Line, int.MaxValue);
        if (line >= text.LineCount) return text.Length;
        var span = text.LineSpan(line);
        var character = (int)Math.Min(position.Character, int.MaxValue);
        return span.Start + (isUtf8 ? FromUtf8(text.Content.AsSpan(span.Start, span.Length), character) : Math.Min(character, span.Length));
    }

    /// <inheritdoc cref="SourceText.PositionOf"/>
    public Position PositionOf(SourceText text, int offset, int near = -1)
    {
        var position = text.PositionOf(offset, near);
        var character = position.Character;
        if (isUtf8)
        {
            var end = Math.Clamp(offset, 0, text.Length);
            character = System.Text.Encoding.UTF8.GetByteCount(text.Content.AsSpan(end - character, character));
        }

        return new Position { Line = (uint)position.Line, Character = (uint)character };
    }

    public TextSpan SpanOf(SourceText text, Range range)
    {
        var (start, end) = (OffsetOf(text, range.Start), OffsetOf(text, range.End));
        return start <= end ? TextSpan.FromBounds(start, end) : TextSpan.FromBounds(end, start);
    }

    public Range RangeOf(SourceText text, TextSpan span, int near = -1)
    {
        var start = PositionOf(text, span.Start, near);
        return new Range { Start = start, End = PositionOf(text, span.End, (int)start.Line) };
    }

    /// <param name="place">The place.</param>
    /// <param name="near">A line that it may start in or a little after; any other costs only time.</param>
    public Range RangeOf(Place place, int near = -1) => RangeOf(place.Document, place.Span, near);

    public static DiagnosticSeverity SeverityOf(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        Severity.Information => DiagnosticSeverity.Information,
        _ => DiagnosticSeverity.Hint,
    };

    private static int FromUtf8(ReadOnlySpan<char> line, int bytes)
    {
        var at = 0;
        while (at < line.Length)
        {
            Rune.DecodeFromUtf16(line[at..], out var rune, out var length);
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0) break;
            at += length;
        }

        return at;
    }
}
