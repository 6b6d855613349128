using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>Chooses the reader for a text, and reads it.</summary>
internal static class SyntaxReader
{
    /// <summary>Deeper nesting than any template needs; the rest of such a text is not read.</summary>
    public const int MaxDepth = 200;

    public static SyntaxTree Read(SourceText text, SyntaxLanguage? language, CancellationToken cancellation)
    {
        var chosen = language ?? Guess(text.Content);
        var tree = ReadAs(text, chosen, cancellation);
        if (language is not null || chosen == SyntaxLanguage.Yaml || tree.Errors.IsEmpty || !IsYamlName(text.Path)) return tree;
        var yaml = ReadAs(text, SyntaxLanguage.Yaml, cancellation);
        return yaml.Errors.Length < tree.Errors.Length ? yaml : tree;
    }

    private static SyntaxTree ReadAs(SourceText text, SyntaxLanguage language, CancellationToken cancellation)
    {
        if (language == SyntaxLanguage.Yaml) return new YamlReader(text, cancellation).Read();
        var tree = new JsonReader(text, mends: false, cancellation).Read();
        return tree.Errors.IsEmpty ? tree : new JsonReader(text, mends: true, cancellation).Read();
    }

    private static SyntaxLanguage Guess(string content)
    {
        foreach (var c in content)
        {
            if (c is ' ' or '\t' or '\r' or '\n' or '\uFEFF') continue;
            return c == '{' ? SyntaxLanguage.Json : SyntaxLanguage.Yaml;
        }

        return SyntaxLanguage.Yaml;
    }

    private static bool IsYamlName(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What both readers collect on their way.</summary>
internal abstract class Reader(SourceText text, CancellationToken cancellation)
{
    private readonly ImmutableArray<SyntaxError>.Builder errors = ImmutableArray.CreateBuilder<SyntaxError>();
    private readonly ImmutableArray<CommentTrivia>.Builder comments = ImmutableArray.CreateBuilder<CommentTrivia>();
    private int depth;

    protected SourceText Source { get; } = text;

    protected string Text { get; } = text.Content;

    protected int Position { get; set; }

    /// <summary>The text is nested too deeply and is not read any further.</summary>
    protected bool HasStopped { get; private set; }

    protected bool AtEnd => Position >= Text.Length;

    /// <summary>The character at the position; NUL past the end.</summary>
    protected char Here => Position < Text.Length ? Text[Position] : '\0';

    protected char Ahead(int offset) => Position + offset < Text.Length ? Text[Position + offset] : '\0';

    protected static bool IsBreak(char c) => c is '\n' or '\r';

    protected static bool IsBlank(char c) => c is ' ' or '\t';

    protected bool HasErrors => errors.Count > 0;

    protected void Error(int start, int end, string message)
    {
        if (!HasStopped) errors.Add(new SyntaxError(TextSpan.FromBounds(start, Math.Max(start, end)), message));
    }

    protected void Comment(int start, int end) => comments.Add(new CommentTrivia(TextSpan.FromBounds(start, end)));

    /// <summary>Goes one level down; false where the text is nested too deeply.</summary>
    protected bool Enter()
    {
        cancellation.ThrowIfCancellationRequested();
        if (++depth <= SyntaxReader.MaxDepth) return true;
        Error(Position, Position + 1, $"This is nested deeper than {SyntaxReader.MaxDepth} levels; Onus reads no further.");
        HasStopped = true;
        Position = Text.Length;
        return false;
    }

    protected void Leave() => depth--;

    protected int EndOfLine(int from)
    {
        var at = Text.AsSpan(from).IndexOfAny('\n', '\r');
        return at < 0 ? Text.Length : from + at;
    }

    protected void PassBreak()
    {
        if (Here == '\r' && Ahead(1) == '\n') Position += 2;
        else Position++;
    }

    protected ScalarNode Scalar(int start, int end, ScalarStyle style, Properties properties = default) => new(Source)
    {
        Span = TextSpan.FromBounds(start, end),
        Style = style,
        Tag = properties.Tag,
        TagSpan = properties.TagSpan,
        Anchor = properties.Anchor,
    };

    /// <summary>Says where a key stands twice in a mapping.</summary>
    protected void CheckDuplicates(ImmutableArray<MappingEntry>.Builder entries)
    {
        if (entries.Count < 2) return;
        if (entries.Count <= 8)
        {
            for (var i = 1; i < entries.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (!SameKey(entries[i], entries[j])) continue;
                    Duplicate(entries[i], entries[j]);
                    break;
                }
            }

            return;
        }

        var seen = new Dictionary<string, MappingEntry>(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Key is ScalarNode { Value: not "<<" } key && !seen.TryAdd(key.Value, entry)) Duplicate(entry, seen[key.Value]);
        }
    }

    protected SyntaxTree Tree(SyntaxLanguage language, ImmutableArray<SyntaxNode> documents)
    {
        errors.Sort(static (a, b) => a.Span.Start.CompareTo(b.Span.Start));
        return new SyntaxTree
        {
            Text = Source,
            Language = language,
            Documents = documents,
            Errors = errors.ToImmutable(),
            Comments = comments.ToImmutable(),
        };
    }

    private static bool SameKey(MappingEntry a, MappingEntry b) =>
        a.Key is ScalarNode { Value: not "<<" } left && b.Key is ScalarNode right && left.Value == right.Value;

    private void Duplicate(MappingEntry entry, MappingEntry first)
    {
        if (first.Name.Length == 0) return;
        var line = Source.PositionOf(first.Key.Span.Start).Line + 1;
        errors.Add(new SyntaxError(entry.Key.Span, $"`{entry.Name}` stands already on line {line}; a key may stand once only.") { IsDuplicateKey = true });
    }

    /// <summary>The tag and anchor before a node.</summary>
    protected readonly record struct Properties(string? Tag, TextSpan TagSpan, string? Anchor)
    {
        public bool IsNone => Tag is null && Anchor is null;
    }
}
