using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

internal sealed partial class YamlReader
{
    private SyntaxNode Sequence(int column, int parent, Properties properties)
    {
        var start = Position;
        var items = ImmutableArray.CreateBuilder<SyntaxNode>();
        var end = start + 1;
        if (!Enter()) return Scalar(start, start, ScalarStyle.Plain);
        while (!AtEnd && AtIndicator('-') && !AtAnyMarker())
        {
            end = Position + 1;
            Position++;
            var item = Value(column, mayBeSequenceAtParent: false);
            items.Add(item);
            end = Math.Max(end, item.FullSpan.End);
            if (!ToNextLine()) SkipRest();
            while (!AtEnd && Column > column && !AtAnyMarker() && SkipMisindented(parent, column, items)) { }
            if (AtEnd || Column != column)
            {
                if (AtEnd || Column < column && Column <= parent || !AtIndicator('-') || AtAnyMarker()) break;
                Misplaced("This dash does not stand under the one above it.");
            }
        }

        Leave();
        return new SequenceNode
        {
            Span = TextSpan.FromBounds(start, end),
            Items = items.ToImmutable(),
            Tag = properties.Tag,
            TagSpan = properties.TagSpan,
            Anchor = properties.Anchor,
        };
    }

    /// <summary>A line inside a sequence that is no item and belongs to none is told and, if it holds anything, kept as an item.</summary>
    private bool SkipMisindented(int parent, int column, ImmutableArray<SyntaxNode>.Builder items)
    {
        if (AtIndicator('-')) return false;
        Misplaced("This line stands too far right to belong to the list above.");
        var node = Block(Math.Max(parent, column), default, Position);
        if (node is MappingNode extra && items.Count > 0 && items[^1] is MappingNode last)
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
        return true;
    }

    private SyntaxNode Mapping(int column, int parent, Properties properties, int start, Properties firstKey)
    {
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        if (!Enter()) return Scalar(start, start, ScalarStyle.Plain);
        entries.Add(Entry(column, firstKey));
        while (NextEntry(column, parent, entries)) { }
        Leave();
        CheckDuplicates(entries);
        var end = entries[^1].Span.End;
        return new MappingNode
        {
            Span = TextSpan.FromBounds(entries[0].Span.Start, Math.Max(end, entries[0].Span.End)),
            Entries = entries.ToImmutable(),
            Tag = properties.Tag,
            TagSpan = properties.TagSpan,
            Anchor = properties.Anchor,
        };
    }

    /// <summary>Reads the next entry, or what stands in its place by mistake; false where the mapping has ended.</summary>
    private bool NextEntry(int column, int parent, ImmutableArray<MappingEntry>.Builder entries)
    {
        if (!ToNextLine())
        {
            SkipRest();
            return true;
        }

        if (AtEnd || AtAnyMarker()) return false;
        if (Column == column)
        {
            if (AtIndicator('-'))
            {
                Misplaced("A list item cannot stand beside keys; indent it below the key it belongs to.");
                _ = Sequence(column, column, default);
                return true;
            }

            entries.Add(Entry(column, default));
            return true;
        }

        if (Column > column)
        {
            Misplaced("This line is indented further than the keys it stands among.");
            if (Block(column, default, Position) is MappingNode extra) entries.AddRange(extra.Entries);
            return true;
        }

        if (Column <= parent) return false;
        if (AtIndicator('-')) return false;
        Misplaced("This line's indentation fits none of the lines above it.");
        entries.Add(Entry(Column, default));
        return true;
    }

    /// <summary>Passes to the next line's content; false where the current line still holds something.</summary>
    private bool ToNextLine() => SkipToContent() || AtEnd || IsIndentation();

    private void SkipRest()
    {
        var end = EndOfLine(Position);
        if (complainedLine != lineStart)
        {
            complainedLine = lineStart;
            Error(Position, end, "Nothing may follow here on this line; a quote, comma or bracket is out of place.");
        }

        Position = end;
    }

    private MappingEntry Entry(int column, Properties keyProperties)
    {
        var start = Position;
        if (keyProperties.TagSpan.Length > 0) start = keyProperties.TagSpan.Start;
        if (AtIndicator('?')) return ExplicitEntry(column, start);
        var end = Position;
        var properties = keyProperties.IsNone ? ReadProperties(ref end) : keyProperties;
        var key = Key(properties);
        var afterKey = Position;
        SkipBlanks();
        if (Here != ':')
        {
            Position = afterKey;
            Error(key.Span.Start, Math.Max(key.Span.End, key.Span.Start + 1), "This line has no colon: write `key: value`.");
            complainedLine = lineStart;
            Position = EndOfLine(Position);
            return new MappingEntry(key, Scalar(afterKey, afterKey, ScalarStyle.Plain), TextSpan.FromBounds(start, afterKey));
        }

        Position++;
        var afterColon = Position;
        var value = Value(column, mayBeSequenceAtParent: true);
        return new MappingEntry(key, value, TextSpan.FromBounds(start, Math.Max(afterColon, value.FullSpan.End)));
    }

    private MappingEntry ExplicitEntry(int column, int start)
    {
        Position++;
        var key = Value(column, mayBeSequenceAtParent: false);
        var afterKey = Math.Max(Position, key.Span.End);
        if (!ToNextLine()) SkipRest();
        if (AtEnd || Column != column || !AtIndicator(':'))
            return new MappingEntry(key, Scalar(key.Span.End, key.Span.End, ScalarStyle.Plain), TextSpan.FromBounds(start, key.Span.End));
        Position++;
        var value = Value(column, mayBeSequenceAtParent: true);
        return new MappingEntry(key, value, TextSpan.FromBounds(start, Math.Max(value.FullSpan.End, Math.Min(afterKey, Text.Length))));
    }

    /// <summary>An implicit key: quoted, an alias, or plain up to its colon.</summary>
    private SyntaxNode Key(Properties properties)
    {
        switch (Here)
        {
            case '"' or '\'':
                return Register(QuotedOnLine(properties));
            case '*':
                return Alias();
            case '[' or '{':
                return Register(Flow(Column, properties));
        }

        var start = Position;
        var end = KeyEnd(start);
        if (end < 0)
        {
            end = EndOfLine(start);
            var comment = Text.AsSpan(start, end - start).IndexOf(" #", StringComparison.Ordinal);
            if (comment >= 0) end = start + comment;
        }

        Position = end;
        while (end > start && IsBlank(Text[end - 1])) end--;
        return Register(Scalar(start, end, ScalarStyle.Plain, properties));
    }

    /// <summary>Whether an implicit key with its colon stands here.</summary>
    private bool AtKey() => KeyAt(Position);

    private bool KeyAt(int at)
    {
        if (at >= Text.Length) return false;
        switch (Text[at])
        {
            case '"' or '\'':
                var close = CloseOnLine(at);
                if (close < 0) return false;
                close++;
                while (close < Text.Length && IsBlank(Text[close])) close++;
                return close < Text.Length && Text[close] == ':' && EndsKey(close);
            case '[' or '{':
                return FlowKeyAt(at);
            case '|' or '>' or '%' or '@' or '`' or '#' or ',' or ']' or '}':
                return false;
            case '-' or '?' when at + 1 >= Text.Length || Text[at + 1] is ' ' or '\t' or '\n' or '\r':
                return false;
            case '*':
            default:
                return KeyEnd(at) >= 0;
        }
    }

    /// <summary>Where the colon of a plain key stands on its line; -1 where there is none.</summary>
    private int KeyEnd(int start)
    {
        for (var at = start; at < Text.Length; at++)
        {
            var c = Text[at];
            if (c == ':' && EndsKey(at)) return at;
            if (IsBreak(c) || (c == '#' && at > start && IsBlank(Text[at - 1]))) return -1;
        }

        return -1;
    }

    private bool EndsKey(int colon) => colon + 1 >= Text.Length || Text[colon + 1] is ' ' or '\t' or '\n' or '\r';

    private bool FlowKeyAt(int at)
    {
        var end = EndOfLine(at);
        var depth = 0;
        for (var i = at; i < end; i++)
        {
            if (Text[i] is '[' or '{') depth++;
            else if (Text[i] is ']' or '}' && --depth == 0) return i + 1 < end && Text[i + 1] == ':' && EndsKey(i + 1);
        }

        return false;
    }

    private int CloseOnLine(int at)
    {
        var quote = Text[at];
        for (var i = at + 1; i < Text.Length && !IsBreak(Text[i]); i++)
        {
            if (quote == '"' && Text[i] == '\\') i++;
            else if (Text[i] == quote)
            {
                if (quote == '\'' && i + 1 < Text.Length && Text[i + 1] == '\'') i++;
                else return i;
            }
        }

        return -1;
    }

    /// <summary>A word without colon whose next line is a key in the same column is a key being typed.</summary>
    private bool HalfTypedKey(int column)
    {
        if (Here is '"' or '\'' or '[' or '{' or '|' or '>' or '*' or '#' or '%' or '@' or '`') return false;
        var at = EndOfLine(Position);
        while (at < Text.Length)
        {
            at += Text[at] == '\r' && at + 1 < Text.Length && Text[at + 1] == '\n' ? 2 : 1;
            var content = at;
            while (content < Text.Length && Text[content] == ' ') content++;
            if (content >= Text.Length) return false;
            if (IsBreak(Text[content]) || Text[content] == '#')
            {
                at = EndOfLine(content);
                continue;
            }

            return content - at == column && KeyAt(content);
        }

        return false;
    }
}
