using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Templates.Terraform.Evaluation;
using static Onus.Engine.Templates.Terraform.Functions.Arguments;

namespace Onus.Engine.Templates.Terraform.Functions;

internal static class EncodingFunctions
{
    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("jsonencode", JsonEncode),
        new("jsondecode", JsonDecode),
        new("base64encode", OfText(t => Convert.ToBase64String(Encoding.UTF8.GetBytes(t)))),
        new("base64decode", OfTexts(1, t => Base64Decode(t[0]))),
        new("urlencode", OfText(t => Uri.EscapeDataString(t).Replace("%20", "+", StringComparison.Ordinal))),
    ];

    // A list or map stays what it is: whoever reads a policy or a document takes it in this form, with the places of its parts.
    private static Value? JsonEncode(ImmutableArray<Value> arguments) => arguments switch
    {
        [ListValue or MapValue] => arguments[0],
        [UnknownValue unknown] => unknown,
        [var value] => JsonText.Of(value) is { } text ? Values.Text(text) : null,
        _ => Fault,
    };

    private static Value? JsonDecode(ImmutableArray<Value> arguments) => arguments switch
    {
        [ScalarValue text] => ParsedJson.Of(text.Text, text.Place, CancellationToken.None) ?? Fault,
        [ListValue or MapValue] => arguments[0],
        [UnknownValue] => null,
        _ => Fault,
    };

    private static Value Base64Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? Values.Text(Encoding.UTF8.GetString(bytes, 0, count)) : Fault;
    }
}
