using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

public enum SyntaxLanguage
{
    Yaml,
    Json,
}

/// <summary>How a scalar is written.</summary>
public enum ScalarStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}

/// <summary>A node of the tree that YAML and JSON texts share. Immutable once read.</summary>
public abstract class SyntaxNode
{
    /// <summary>
    /// The node's own text in UTF-16 offsets: with quotes and brackets, without tag and anchor. A block collection reaches from
    /// its first key or dash to the end of its last entry; an empty scalar is an empty span where it would stand.
    /// </summary>
    public required TextSpan Span { get; init; }

    /// <summary>The tag as written, such as <c>!Ref</c> or <c>!!str</c>; null where there is none.</summary>
    public string? Tag { get; init; }

    public TextSpan TagSpan { get; init; }

    /// <summary>The anchor's name without its ampersand; null where there is none.</summary>
    public string? Anchor { get; init; }

    /// <summary>The span with tag and anchor.</summary>
    public TextSpan FullSpan => Tag is null ? Span : TextSpan.FromBounds(Math.Min(TagSpan.Start, Span.Start), Span.End);
}

/// <summary>A scalar; its value is decoded on first use.</summary>
public sealed class ScalarNode : SyntaxNode
{
    private string? value;

    internal ScalarNode(SourceText source) => Source = source;

    public required ScalarStyle Style { get; init; }

    /// <summary>The decoded value: escapes, folding and chomping resolved. An empty node gives the empty string.</summary>
    public string Value => value ??= ScalarDecoder.Decode(Source.Content, Span, Style, BlockIndent);

    /// <summary>For block scalars, the columns that the content is indented by; else 0.</summary>
    internal int BlockIndent { get; init; }

    /// <summary>The text as written, quotes included.</summary>
    public string Raw => Source[Span];

    /// <summary>The text it stands in.</summary>
    internal SourceText Source { get; }

    /// <summary>The same scalar standing elsewhere; one without tag and anchor.</summary>
    internal ScalarNode At(SourceText source, TextSpan span) => new(source) { Span = span, Style = Style, BlockIndent = BlockIndent, value = value };

    /// <summary>A plain scalar that YAML or JSON reads as something else than text: <c>null</c>, <c>~</c> or nothing.</summary>
    public bool IsNull => Style == ScalarStyle.Plain && Tag is null && Value is "" or "null" or "~" or "Null" or "NULL";
}

public sealed class MappingNode : SyntaxNode
{
    public required ImmutableArray<MappingEntry> Entries { get; init; }

    /// <summary>Written with braces; always so in JSON.</summary>
    public bool IsFlow { get; init; }

    /// <summary>The first entry with this key, merge keys not followed; null where there is none.</summary>
    public MappingEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key is ScalarNode scalar && scalar.Value == key) return entry;
        }

        return null;
    }
}

/// <summary>A key with its value. The span reaches from the key's start to the value's end.</summary>
public sealed class MappingEntry
{
    private SyntaxNode? value;

    public MappingEntry(SyntaxNode key, SyntaxNode value, TextSpan span)
    {
        Key = key;
        this.value = value;
        Span = span;
    }

    /// <summary>An entry of a block mapping in YAML whose value is read when it is first asked for.</summary>
    internal MappingEntry(ScalarNode key, TextSpan span)
    {
        Key = key;
        Span = span;
    }

    public SyntaxNode Key { get; }

    public SyntaxNode Value => value ?? Interlocked.CompareExchange(ref value, YamlReader.ReadEntry((ScalarNode)Key).Value, null) ?? value;

    public TextSpan Span { get; }

    /// <summary>The decoded key; the empty string where the key is not a scalar.</summary>
    public string Name => (Key as ScalarNode)?.Value ?? "";
}

public sealed class SequenceNode : SyntaxNode
{
    public required ImmutableArray<SyntaxNode> Items { get; init; }

    /// <summary>Written with brackets; always so in JSON.</summary>
    public bool IsFlow { get; init; }
}

/// <summary>An alias such as <c>*name</c>. <see cref="Target"/> is null where no such anchor stands before it.</summary>
public sealed class AliasNode : SyntaxNode
{
    public required string Name { get; init; }

    public SyntaxNode? Target { get; init; }
}
