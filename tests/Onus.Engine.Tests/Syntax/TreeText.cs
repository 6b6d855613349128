using System.Text;
using Newtonsoft.Json;
using Onus.Engine.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Onus.Engine.Tests.Syntax;

/// <summary>Trees as lines of text, so that our reader and the authorities can be compared.</summary>
internal static class TreeText
{
    public static string Of(SyntaxTree tree, bool withStarts)
    {
        var text = new StringBuilder();
        foreach (var document in tree.Documents) Append(text, document, withStarts);
        return text.ToString();
    }

    /// <summary>The same lines from YamlDotNet's events; null where it finds the text invalid.</summary>
    public static string? OfYamlDotNet(string content, bool withStarts)
    {
        var text = new StringBuilder();
        try
        {
            var parser = new Parser(new Scanner(new StringReader(content), skipComments: true));
            while (parser.MoveNext())
            {
                switch (parser.Current)
                {
                    case YamlDotNet.Core.Events.Scalar scalar:
                        var isEmpty = scalar.Value.Length == 0 && scalar.Style == YamlDotNet.Core.ScalarStyle.Plain;
                        text.Append('=').Append(Tag(scalar)).Append(Escape(scalar.Value));
                        if (withStarts && !isEmpty && scalar.Tag.IsEmpty && scalar.Anchor.IsEmpty) text.Append('@').Append(scalar.Start.Index);
                        text.Append('\n');
                        break;
                    case AnchorAlias alias:
                        text.Append('*').Append(alias.Value.Value).Append('\n');
                        break;
                    case MappingStart mapping:
                        text.Append('{').Append(Tag(mapping)).Append('\n');
                        break;
                    case SequenceStart sequence:
                        text.Append('[').Append(Tag(sequence)).Append('\n');
                        break;
                    case MappingEnd:
                        text.Append("}\n");
                        break;
                    case SequenceEnd:
                        text.Append("]\n");
                        break;
                }
            }
        }
        catch (YamlException)
        {
            return null;
        }

        return text.ToString();
    }

    /// <summary>The same lines from Newtonsoft's tokens; null where it finds the text invalid.</summary>
    public static string? OfNewtonsoft(string content)
    {
        var text = new StringBuilder();
        try
        {
            using var reader = new JsonTextReader(new StringReader(content.TrimStart('\uFEFF'))) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MaxDepth = 500 };
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonToken.StartObject: text.Append("{\n"); break;
                    case JsonToken.EndObject: text.Append("}\n"); break;
                    case JsonToken.StartArray: text.Append("[\n"); break;
                    case JsonToken.EndArray: text.Append("]\n"); break;
                    case JsonToken.Comment: return null;
                    case JsonToken.PropertyName or JsonToken.String:
                        text.Append('=').Append(Escape((string)reader.Value!)).Append('\n');
                        break;
                    default:
                        text.Append("=#\n");
                        break;
                }
            }
        }
        catch (JsonReaderException)
        {
            return null;
        }

        return text.ToString();
    }

    /// <summary>Our tree with numbers, booleans and null as Newtonsoft's lines show them.</summary>
    public static string OfJson(SyntaxTree tree)
    {
        var text = new StringBuilder();
        foreach (var document in tree.Documents) AppendJson(text, document);
        return text.ToString();
    }

    private static void AppendJson(StringBuilder text, SyntaxNode node)
    {
        switch (node)
        {
            case MappingNode mapping:
                text.Append("{\n");
                foreach (var entry in mapping.Entries)
                {
                    AppendJson(text, entry.Key);
                    AppendJson(text, entry.Value);
                }

                text.Append("}\n");
                break;
            case SequenceNode sequence:
                text.Append("[\n");
                foreach (var item in sequence.Items) AppendJson(text, item);
                text.Append("]\n");
                break;
            case ScalarNode { Style: Engine.Syntax.ScalarStyle.Plain }:
                text.Append("=#\n");
                break;
            case ScalarNode scalar:
                text.Append('=').Append(Escape(scalar.Value)).Append('\n');
                break;
        }
    }

    private static void Append(StringBuilder text, SyntaxNode node, bool withStarts)
    {
        switch (node)
        {
            case ScalarNode scalar:
                text.Append('=').Append(scalar.Tag).Append(Escape(scalar.Value));
                var isEmpty = scalar.Value.Length == 0 && scalar.Style == Engine.Syntax.ScalarStyle.Plain;
                if (withStarts && !isEmpty && scalar.Tag is null && scalar.Anchor is null) text.Append('@').Append(scalar.Span.Start);
                text.Append('\n');
                break;
            case AliasNode alias:
                text.Append('*').Append(alias.Name).Append('\n');
                break;
            case MappingNode mapping:
                text.Append('{').Append(mapping.Tag).Append('\n');
                foreach (var entry in mapping.Entries)
                {
                    Append(text, entry.Key, withStarts);
                    Append(text, entry.Value, withStarts);
                }

                text.Append("}\n");
                break;
            case SequenceNode sequence:
                text.Append('[').Append(sequence.Tag).Append('\n');
                foreach (var item in sequence.Items) Append(text, item, withStarts);
                text.Append("]\n");
                break;
        }
    }

    private static string Tag(NodeEvent node) => node.Tag.IsEmpty ? "" : node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) ? "!!" + node.Tag.Value[18..] : node.Tag.Value;

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
