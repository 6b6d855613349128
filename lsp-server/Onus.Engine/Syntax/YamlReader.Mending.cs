using System.Buffers;
using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

internal sealed partial class YamlReader
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    /// <summary>
    /// A line too far right for an item. Items go on as the list's own where they are off by one column, else as a list in the list;
    /// keys go to the item above.
    /// </summary>
    private void AddMisindented(int parent, int column, ImmutableArray<SyntaxNode>.Builder items)
    {
        Misplaced("This line stands too far right to belong to the list above: it has spaces too many, or the line above it is missing.");
        var isSlip = Column == column + 1;
        var node = Block(Math.Max(parent, column), default, Position);
        if (node is SequenceNode list && isSlip)
        {
            items.AddRange(list.Items);
        }
        else if (node is SequenceNode)
        {
            items.Add(node);
        }
        else if (node is MappingNode extra && items.Count > 0 && items[^1] is MappingNode last)
        {
            items[^1] = new MappingNode
            {
                Span = TextSpan.FromBounds(last.Span.Start, Math.Max(last.Span.End, extra.Span.End)),
                Entries = [.. last.Entries, .. extra.Entries],
                Tag = last.Tag,
                TagSpan = last.TagSpan,
                Anchor = last.Anchor,
            };
        }

        if (!ToNextLine()) SkipRest();
    }

    /// <summary>
    /// The mapping goes on further left than it started: what stands above has spaces too many, or lies under a key whose line is
    /// missing.
    /// </summary>
    private void Rebase(ImmutableArray<MappingEntry>.Builder entries, int column)
    {
        var first = entries[0].Span.Start;
        if (Column == column - 1 || first - StartOfLine(first) != IndentAt(first))
        {
            Misplaced("This key does not stand under the keys above it.");
            return;
        }

        ComplainOfFirst(first, "This line is indented further than the keys below it: it has spaces too many, or the key above it is missing.");
        var lost = new MappingNode { Span = TextSpan.FromBounds(first, entries[^1].Span.End), Entries = entries.ToImmutable() };
        entries.Clear();
        entries.Add(Nameless(lost));
    }

    /// <summary>A list that keys follow in its own column is the value of a key among them whose line is missing.</summary>
    private SyntaxNode WithKeysBelow(SyntaxNode list, int column, int parent, Properties properties)
    {
        if (AtEnd || Column != column || column <= parent || AtAnyMarker() || !AtKey()) return list;
        ComplainOfFirst(list.Span.Start, "A key is missing above this list; keys stand below it in the same column.");
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        entries.Add(Nameless(list));
        return KeysAfter(entries, column, parent, properties);
    }

    /// <summary>Says of a collection's first line that it stands too far right, unless something has been said of it.</summary>
    private void ComplainOfFirst(int first, string message)
    {
        if (complainedLine == lineStart || (complainedLine >= 0 && complainedLine <= first && first <= EndOfLine(complainedLine))) return;
        Error(first, EndOfLine(first), message);
        complainedLine = lineStart;
    }

    /// <summary>What belongs to a key whose line is missing keeps its values, but under no name.</summary>
    private MappingEntry Nameless(SyntaxNode value) =>
        new(Scalar(value.FullSpan.Start, value.FullSpan.Start, ScalarStyle.Plain), value, value.FullSpan);

    private void ComplainOfColon(SyntaxNode key)
    {
        var (start, end) = (key.Span.Start, Math.Max(key.Span.End, key.Span.Start + 1));
        var word = Text.AsSpan(start, Math.Min(end, Text.Length) - start);
        var colon = word.IndexOf(':');
        if (colon > 0 && colon + 1 < word.Length && word[..colon].IndexOfAnyExcept(NameCharacters) < 0)
            Complain(start + colon, start + colon + 1, $"A space is missing after the colon: write `{word[..colon]}: {word[(colon + 1)..]}`.");
        else Complain(start, end, "This line has no colon: write `key: value`.");
    }

    /// <summary>What stands further right below a key without a colon is its value.</summary>
    private SyntaxNode ValueBelow(int column, int afterKey)
    {
        SkipToContent();
        if (AtEnd || AtAnyMarker()) return Scalar(afterKey, afterKey, ScalarStyle.Plain);
        if (Column > column && (AtKey() || AtIndicator('-'))) return Block(column, default, afterKey);
        if (Column == column && AtIndicator('-')) return Sequence(column, column, default);
        var start = Position;
        while (!AtEnd && Column > column && !AtAnyMarker())
        {
            Position = EndOfLine(Position);
            SkipToContent();
        }

        return start == Position ? Scalar(afterKey, afterKey, ScalarStyle.Plain) : Scalar(start, EndBefore(Position), ScalarStyle.Plain);
    }

    /// <summary>The end of the last line before an offset that holds anything.</summary>
    private int EndBefore(int offset)
    {
        while (offset > 0 && (IsBlank(Text[offset - 1]) || IsBreak(Text[offset - 1]))) offset--;
        return offset;
    }

    /// <summary>The blanks at the start of the line that an offset stands on.</summary>
    private int IndentAt(int offset)
    {
        var start = StartOfLine(offset);
        var at = start;
        while (at < Text.Length && IsBlank(Text[at])) at++;
        return at - start;
    }

    private void Misplaced(string message) => Complain(Position, EndOfLine(Position), message);

    /// <summary>Says what is wrong on a line, unless something has just been said of it.</summary>
    private void Complain(int start, int end, string message)
    {
        var line = lineStart;
        if (start < line) line = StartOfLine(start);
        if (complainedLine == line) return;
        complainedLine = line;
        Error(start, end, message);
    }

    private int StartOfLine(int at)
    {
        while (at > 0 && !IsBreak(Text[at - 1])) at--;
        return at;
    }
}
