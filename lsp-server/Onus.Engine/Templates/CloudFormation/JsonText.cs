using System.Text.Encodings.Web;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Writes a value as JSON text; unknown parts stand as <c>${Name}</c> in quotes.</summary>
internal static class JsonText
{
    /// <summary>False where the value holds a choice, or may hold more than can be seen.</summary>
    public static bool TryWrite(Value value, TextAssembly result)
    {
        switch (value)
        {
            case ScalarValue { Kind: ScalarKind.Text } text:
                result.Literal("\"");
                result.Add(Values.At(Escaped(text), text.Place));
                result.Literal("\"");
                return true;
            case ScalarValue:
                result.Add(value);
                return true;
            case UnknownValue:
                result.Literal("\"");
                result.Add(value);
                result.Literal("\"");
                return true;
            case ListValue { IsOpen: false } list:
                return TryWriteList(list, result);
            case MapValue { IsOpen: false } map:
                return TryWriteMap(map, result);
            default:
                return false;
        }
    }

    private static bool TryWriteList(ListValue list, TextAssembly result)
    {
        result.Literal("[");
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (i > 0) result.Literal(",");
            if (!TryWrite(list.Items[i], result)) return false;
        }

        result.Literal("]");
        return true;
    }

    private static bool TryWriteMap(MapValue map, TextAssembly result)
    {
        result.Literal("{");
        for (var i = 0; i < map.Entries.Length; i++)
        {
            if (i > 0) result.Literal(",");
            result.Literal("\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(map.Entries[i].Key) + "\":");
            if (!TryWrite(map.Entries[i].Value, result)) return false;
        }

        result.Literal("}");
        return true;
    }

    private static ScalarValue Escaped(ScalarValue text) => new()
    {
        Text = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text.Text),
        IsSensitive = text.IsSensitive,
        Place = text.Place,
        Derivation = text.Derivation,
    };
}
