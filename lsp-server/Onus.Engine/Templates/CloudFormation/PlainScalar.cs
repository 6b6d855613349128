namespace Onus.Engine.Templates.CloudFormation;

/// <summary>
/// What a plain scalar means. CloudFormation reads YAML 1.1, where <c>yes</c>, <c>no</c>, <c>on</c> and <c>off</c> are booleans
/// too; numbers keep their text, as CloudFormation hands them on as text.
/// </summary>
internal static class PlainScalar
{
    public static ScalarKind KindOf(string text, out string canonical)
    {
        canonical = text;
        if (text.Length == 0) return ScalarKind.Text;
        var first = text[0];
        if (first is 't' or 'T' or 'y' or 'Y' or 'o' or 'O' or 'f' or 'F' or 'n' or 'N')
        {
            if (text is "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON")
            {
                canonical = "true";
                return ScalarKind.Boolean;
            }

            if (text is "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF")
            {
                canonical = "false";
                return ScalarKind.Boolean;
            }

            return ScalarKind.Text;
        }

        return IsNumber(text) ? ScalarKind.Number : ScalarKind.Text;
    }

    private static bool IsNumber(string text)
    {
        var at = text[0] is '-' or '+' ? 1 : 0;
        var digits = 0;
        var points = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c)) digits++;
            else if (c == '.' && points == 0) points++;
            else if (c is 'e' or 'E' && digits > 0) return IsExponent(text.AsSpan(at + 1));
            else return false;
        }

        return digits > 0;
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && text[0] is '-' or '+') text = text[1..];
        return !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
    }
}
