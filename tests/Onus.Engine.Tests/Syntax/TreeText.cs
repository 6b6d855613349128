using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Onus.Engine.Syntax;
using Onus.Engine.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Onus.Engine.Tests.Syntax;

/// <summary>
/// Trees as lines of text, so that our reader and the authorities can be compared: structure, tags, values, and the spans of
/// scalars as far as the authority gives them (Newtonsoft.Json gives the ends of values).
/// </summary>
internal static class TreeText
{
    public static string Of(SyntaxTree tree)
    {
        var text = new StringBuilder();
        foreach (var document in tree.Documents) Append(text, document);
        return text.ToString();
    }

    /// <summary>All that a tree says: each node with its spans, style, tag and anchor, the errors and the comments.</summary>
    public static string AllOf(SyntaxTree tree)
    {
        var text = new StringBuilder();
        foreach (var document in tree.Documents) AppendAll(text, document);
        foreach (var error in tree.Errors) text.Append(CultureInfo.InvariantCulture, $"error {error}\n");
        foreach (var comment in tree.Comments) text.Append(CultureInfo.InvariantCulture, $"comment {comment.Span}\n");
        return text.ToString();
    }

    private static void AppendAll(StringBuilder text, SyntaxNode node)
    {
        text.Append(CultureInfo.InvariantCulture, $"{node.GetType().Name} {node.Span} {node.FullSpan} {node.Tag} {node.TagSpan} {node.Anchor} ");
        switch (node)
        {
            case ScalarNode scalar:
                text.Append(CultureInfo.InvariantCulture, $"{scalar.Style} {scalar.Value} {scalar.Raw}\n");
                break;
            case MappingNode mapping:
                text.Append(CultureInfo.InvariantCulture, $"{mapping.IsFlow}\n");
                foreach (var entry in mapping.Entries)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{entry.Span}\n");
                    AppendAll(text, entry.Key);
                    AppendAll(text, entry.Value);
                }

                break;
            case SequenceNode sequence:
                text.Append(CultureInfo.InvariantCulture, $"{sequence.IsFlow} {sequence.Items.Length}\n");
                foreach (var item in sequence.Items) AppendAll(text, item);
                break;
            default:
                text.Append('\n');
                break;
        }
    }

    /// <summary>The same lines from YamlDotNet's events; null where it finds the text invalid.</summary>
    public static string? OfYamlDotNet(string content)
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
                        text.Append('=').Append(Tag(scalar)).Append(Escape(scalar.Value));
                        var isBlock = scalar.Style is YamlDotNet.Core.ScalarStyle.Literal or YamlDotNet.Core.ScalarStyle.Folded;
                        if (scalar.Value.Length > 0 || scalar.Style != YamlDotNet.Core.ScalarStyle.Plain)
                            AppendSpan(text, scalar.Start.Index, scalar.End.Index, hasStart: scalar.Tag.IsEmpty && scalar.Anchor.IsEmpty, hasEnd: !isBlock);
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
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
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
            var source = new SourceText("sample.json", content);
            using var reader = new JsonTextReader(new StringReader(content)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MaxDepth = 500 };
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonToken.StartObject: text.Append("{\n"); break;
                    case JsonToken.EndObject: text.Append("}\n"); break;
                    case JsonToken.StartArray: text.Append("[\n"); break;
                    case JsonToken.EndArray: text.Append("]\n"); break;
                    case JsonToken.Comment: return null;
                    case JsonToken.PropertyName:
                        text.Append('=').Append(Escape((string)reader.Value!)).Append('\n');
                        break;
                    case JsonToken.String:
                        text.Append('=').Append(Escape((string)reader.Value!)).Append('@').Append(End(source, reader)).Append('\n');
                        break;
                    default:
                        text.Append("=#@").Append(End(source, reader)).Append('\n');
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

    private static int End(SourceText source, JsonTextReader reader) => source.OffsetOf(new LinePosition(reader.LineNumber - 1, reader.LinePosition));

    /// <summary>Our tree with numbers, booleans and null as Newtonsoft's lines show them.</summary>
    public static string OfJson(SyntaxTree tree)
    {
        var text = new StringBuilder();
        foreach (var document in tree.Documents) AppendJson(text, document, isKey: false);
        return text.ToString();
    }

    private static void AppendJson(StringBuilder text, SyntaxNode node, bool isKey)
    {
        switch (node)
        {
            case MappingNode mapping:
                text.Append("{\n");
                foreach (var entry in mapping.Entries)
                {
                    AppendJson(text, entry.Key, isKey: true);
                    AppendJson(text, entry.Value, isKey: false);
                }

                text.Append("}\n");
                break;
            case SequenceNode sequence:
                text.Append("[\n");
                foreach (var item in sequence.Items) AppendJson(text, item, isKey: false);
                text.Append("]\n");
                break;
            case ScalarNode { Style: Engine.Syntax.ScalarStyle.Plain }:
                text.Append("=#@").Append(node.Span.End).Append('\n');
                break;
            case ScalarNode scalar:
                text.Append('=').Append(Escape(scalar.Value));
                if (!isKey) text.Append('@').Append(scalar.Span.End);
                text.Append('\n');
                break;
        }
    }

    /// <summary>YamlDotNet gives no start of a scalar behind its tag or anchor, and no exact end of a block scalar.</summary>
    private static void AppendSpan(StringBuilder text, long start, long end, bool hasStart, bool hasEnd)
    {
        text.Append('@');
        if (hasStart) text.Append(start);
        if (hasEnd) text.Append('-').Append(end);
    }

    private static void Append(StringBuilder text, SyntaxNode node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                text.Append('=').Append(scalar.Tag).Append(Escape(scalar.Value));
                var isBlock = scalar.Style is Engine.Syntax.ScalarStyle.Literal or Engine.Syntax.ScalarStyle.Folded;
                if (scalar.Value.Length > 0 || scalar.Style != Engine.Syntax.ScalarStyle.Plain)
                    AppendSpan(text, scalar.Span.Start, scalar.Span.End, hasStart: scalar.Tag is null && scalar.Anchor is null, hasEnd: !isBlock);
                text.Append('\n');
                break;
            case AliasNode alias:
                text.Append('*').Append(alias.Name).Append('\n');
                break;
            case MappingNode mapping:
                text.Append('{').Append(mapping.Tag).Append('\n');
                foreach (var entry in mapping.Entries)
                {
                    Append(text, entry.Key);
                    Append(text, entry.Value);
                }

                text.Append("}\n");
                break;
            case SequenceNode sequence:
                text.Append('[').Append(sequence.Tag).Append('\n');
                foreach (var item in sequence.Items) Append(text, item);
                text.Append("]\n");
                break;
        }
    }

    private static string Tag(NodeEvent node) => node.Tag.IsEmpty ? "" : node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) ? "!!" + node.Tag.Value[18..] : node.Tag.Value;

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
