using System.Globalization;
using System.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Writes values as JSON text; unknown parts stay as <c>${…}</c>.</summary>
internal static class JsonText
{
    /// <summary>The JSON text; null where what is unknown in it cannot be shown as text.</summary>
    public static string? Of(Value value)
    {
        var builder = new StringBuilder();
        return Write(builder, value) ? builder.ToString() : null;
    }

    private static bool Write(StringBuilder builder, Value value)
    {
        switch (value)
        {
            case AbsentValue:
                builder.Append("null");
                return true;
            case ScalarValue { Kind: ScalarKind.Text } text:
                Quote(builder, text.Text);
                return true;
            case ScalarValue scalar:
                builder.Append(scalar.Text);
                return true;
            case UnknownValue { Text.Length: > 0 } unknown:
                Quote(builder, unknown.Text);
                return true;
            case ListValue { IsOpen: false } list:
                return WriteAll(builder, '[', list.Items, static (b, item) => Write(b, item), ']');
            case MapValue { IsOpen: false } map:
                return WriteAll(builder, '{', map.Entries, WriteEntry, '}');
            default:
                return false;
        }
    }

    private static bool WriteEntry(StringBuilder builder, MapEntry entry)
    {
        Quote(builder, entry.Key);
        builder.Append(':');
        return Write(builder, entry.Value);
    }

    private static bool WriteAll<T>(StringBuilder builder, char open, IEnumerable<T> parts, Func<StringBuilder, T, bool> write, char close)
    {
        builder.Append(open);
        var isFirst = true;
        foreach (var part in parts)
        {
            if (!isFirst) builder.Append(',');
            isFirst = false;
            if (!write(builder, part)) return false;
        }

        builder.Append(close);
        return true;
    }

    private static void Quote(StringBuilder builder, string text)
    {
        builder.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') builder.Append('\\').Append(c);
            else if (c == '\n') builder.Append("\\n");
            else if (c == '\r') builder.Append("\\r");
            else if (c == '\t') builder.Append("\\t");
            else if (c is < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029') builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else builder.Append(c);
        }

        builder.Append('"');
    }
}
