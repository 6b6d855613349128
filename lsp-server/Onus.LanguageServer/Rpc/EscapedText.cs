using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Onus.LanguageServer.Rpc;

/// <summary>
/// Writes what stands between the quotes of a JSON string as <see cref="JavaScriptEncoder.Default"/> would. That takes its slow way from
/// the first character on that is to be escaped, and every message of Onus has backticks; here only those characters are slow.
/// </summary>
internal static class EscapedText
{
    /// <summary>No UTF-16 code unit takes more bytes.</summary>
    public const int Longest = 6;

    private static readonly SearchValues<char> AsTheyAre = SearchValues.Create([.. Ascii().Where(static character => !JavaScriptEncoder.Default.WillEncode(character))]);

    private static readonly byte[][] Escapes = [.. Ascii().Select(static character => Escape([character]))];

    /// <param name="text">Any text; half a surrogate pair becomes U+FFFD.</param>
    /// <param name="to">Has room for <see cref="Longest"/> bytes a code unit.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<byte> to)
    {
        var room = to.Length;
        while (true)
        {
            var run = text.IndexOfAnyExcept(AsTheyAre) is var found and >= 0 ? found : text.Length;
            to = to[Encoding.ASCII.GetBytes(text[..run], to)..];
            text = text[run..];
            if (text.IsEmpty) return room - to.Length;
            Rune.DecodeFromUtf16(text, out _, out var length);
            var escape = char.IsAscii(text[0]) ? Escapes[text[0]] : Escape(text[..length]);
            escape.CopyTo(to);
            to = to[escape.Length..];
            text = text[length..];
        }
    }

    private static IEnumerable<char> Ascii() => Enumerable.Range(0, 128).Select(static code => (char)code);

    private static byte[] Escape(ReadOnlySpan<char> character) => Encoding.ASCII.GetBytes(JavaScriptEncoder.Default.Encode(character.ToString()));
}
