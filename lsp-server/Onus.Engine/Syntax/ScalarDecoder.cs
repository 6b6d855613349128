using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

internal static class ScalarDecoder
{
    public static string Decode(string text, TextSpan span, ScalarStyle style) => text.Substring(span.Start, span.Length);
}
