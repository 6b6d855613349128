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
        var chosen = language ?? Guess(text);
        var tree = ReadAs(text, chosen, cancellation);
        if (language is not null || chosen == SyntaxLanguage.Yaml || tree.Errors.IsEmpty || !IsYamlName(text.Path)) return tree;
        var yaml = ReadAs(text, SyntaxLanguage.Yaml, cancellation);
        return yaml.Errors.Length < tree.Errors.Length ? yaml : tree;
    }

    private static SyntaxTree ReadAs(SourceText text, SyntaxLanguage language, CancellationToken cancellation)
    {
        if (language == SyntaxLanguage.Yaml) return new YamlReader(text, cancellation).Read();
        return new JsonReader(text, cancellation).TryRead() ?? Mend(text, cancellation);
    }

    /// <summary>By layout, unless the brackets alone explain the text with fewer errors, as where nobody laid it out.</summary>
    private static SyntaxTree Mend(SourceText text, CancellationToken cancellation)
    {
        var laidOut = new JsonMender(text, byLayout: true, cancellation).Read();
        if (Breaks(laidOut) <= 1) return laidOut;
        var bracketed = new JsonMender(text, byLayout: false, cancellation).Read();
        return Breaks(bracketed) < Breaks(laidOut) ? bracketed : laidOut;
    }

    private static int Breaks(SyntaxTree tree) => tree.Errors.Count(error => !error.IsSemantic);

    /// <summary>What starts with a brace is JSON; so is a <c>.json</c> file that has lost its first brace.</summary>
    private static SyntaxLanguage Guess(SourceText text)
    {
        foreach (var c in text.Content)
        {
            if (c is ' ' or '\t' or '\r' or '\n' or '\uFEFF') continue;
            return c == '{' || (c is '"' or '[' or '}' && text.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) ? SyntaxLanguage.Json : SyntaxLanguage.Yaml;
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
    private readonly List<(MappingEntry Entry, MappingEntry Earlier)> duplicates = [];
    private int depth;

    protected SourceText Source { get; } = text;

    /// <summary>
    /// Terraform takes no comma after the last entry, and a key that stands twice for two blocks unless a scalar stands there;
    /// CloudFormation takes the comma, and refuses the second key.
    /// </summary>
    protected bool IsTerraform { get; } = text.Path.EndsWith(".tf.json", StringComparison.OrdinalIgnoreCase);

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

    protected void Error(int start, int end, string message, bool isSemantic = false)
    {
        if (HasStopped) return;
        start = Math.Min(start, Text.Length);
        errors.Add(new SyntaxError(TextSpan.FromBounds(start, Math.Clamp(end, start, Text.Length)), message) { IsSemantic = isSemantic });
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

    /// <summary>Says where a key stands twice in a mapping; of a run of keys that stands twice only the first.</summary>
    protected void CheckDuplicates(ImmutableArray<MappingEntry> entries)
    {
        if (entries.Length < 2) return;
        var told = -1;
        if (entries.Length <= 8)
        {
            for (var i = 1; i < entries.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (!SameKey(entries[i], entries[j])) continue;
                    Duplicate(entries, i, j, ref told);
                    break;
                }
            }

            return;
        }

        var seen = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Key is ScalarNode { Value: not "<<" } key && !seen.TryAdd(key.Value, i)) Duplicate(entries, i, seen[key.Value], ref told);
        }
    }

    protected SyntaxTree Tree(SyntaxLanguage language, ImmutableArray<SyntaxNode> documents, bool isEntangled = false) => new(new TreeContents(documents, AllComments()))
    {
        Text = Source,
        Language = language,
        Errors = AllErrors(),
        IsEntangled = isEntangled,
    };

    /// <summary>What was found wrong, in order of the text.</summary>
    protected ImmutableArray<SyntaxError> AllErrors()
    {
        AddDuplicates();
        errors.Sort(static (a, b) => a.Span.Start.CompareTo(b.Span.Start));
        return errors.ToImmutable();
    }

    protected ImmutableArray<CommentTrivia> AllComments() => comments.ToImmutable();

    private static bool SameKey(MappingEntry a, MappingEntry b) =>
        a.Key is ScalarNode { Value: not "<<" } left && b.Key is ScalarNode right && left.Value == right.Value;

    /// <param name="entries">The mapping's entries.</param>
    /// <param name="index">The entry whose key stands already.</param>
    /// <param name="first">The entry with the same key before it.</param>
    /// <param name="told">The last entry that was told; where what stood before it stands again, it is the same slip.</param>
    private void Duplicate(ImmutableArray<MappingEntry> entries, int index, int first, ref int told)
    {
        var (entry, earlier) = (entries[index], entries[first]);
        if (first < told || earlier.Name.Length == 0 || (IsTerraform && !(earlier.Value is ScalarNode && entry.Value is ScalarNode))) return;
        told = index;
        duplicates.Add((entry, earlier));
    }

    /// <summary>A line that is broken anyway is not told to stand twice as well.</summary>
    private void AddDuplicates()
    {
        if (duplicates.Count == 0) return;
        var broken = errors.Select(error => LineOf(error.Span.Start)).ToHashSet();
        foreach (var (entry, earlier) in duplicates)
        {
            var line = LineOf(earlier.Key.Span.Start);
            if (broken.Contains(line) || broken.Contains(LineOf(entry.Key.Span.Start))) continue;
            var message = $"`{entry.Name}` stands already on line {line + 1}; a key may stand once only.";
            errors.Add(new SyntaxError(entry.Key.Span, message) { IsSemantic = true });
        }
    }

    private int LineOf(int offset) => Source.PositionOf(offset).Line;

    /// <summary>The tag and anchor before a node.</summary>
    protected readonly record struct Properties(string? Tag, TextSpan TagSpan, string? Anchor)
    {
        public bool IsNone => Tag is null && Anchor is null;
    }
}
