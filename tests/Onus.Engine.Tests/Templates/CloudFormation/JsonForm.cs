using System.Text;
using System.Text.Encodings.Web;
using Onus.Engine.Syntax;

namespace Onus.Engine.Tests.Templates.CloudFormation;

/// <summary>Writes a YAML tree as JSON, short forms of functions in their long form.</summary>
internal static class JsonForm
{
    public static string Of(SyntaxTree tree)
    {
        var result = new StringBuilder();
        Write(tree.Root!, result, overlookTag: false);
        return result.ToString();
    }

    private static void Write(SyntaxNode node, StringBuilder result, bool overlookTag)
    {
        if (!overlookTag && node.Tag is { Length: > 1 } tag && tag[0] == '!' && tag[1] != '!')
        {
            var name = tag is "!Ref" or "!Condition" || tag.StartsWith("!Rain::", StringComparison.Ordinal) ? tag[1..] : "Fn::" + tag[1..];
            result.Append('{').Append(Quoted(name)).Append(':');
            Write(node, result, overlookTag: true);
            result.Append('}');
            return;
        }

        switch (node)
        {
            case ScalarNode { Style: ScalarStyle.Plain, Tag: null } scalar when Plain(scalar.Value) is { } literal:
                result.Append(literal);
                break;
            case ScalarNode scalar:
                result.Append(Quoted(scalar.Value));
                break;
            case SequenceNode sequence:
                result.Append('[');
                WriteAll(sequence.Items, result, item => Write(item, result, false));
                result.Append(']');
                break;
            case MappingNode mapping:
                result.Append('{');
                WriteAll(mapping.Entries, result, entry =>
                {
                    result.Append(Quoted(entry.Name)).Append(':');
                    Write(entry.Value, result, false);
                });
                result.Append('}');
                break;
            case AliasNode { Target: { } target }:
                Write(target, result, false);
                break;
        }
    }

    private static void WriteAll<T>(IEnumerable<T> items, StringBuilder result, Action<T> write)
    {
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst) result.Append(",\n");
            isFirst = false;
            write(item);
        }
    }

    private static string? Plain(string text) => text switch
    {
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => "true",
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => "false",
        "null" or "~" or "Null" or "NULL" or "" => "null",
        _ => null,
    };

    private static string Quoted(string text) => "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + "\"";
}
