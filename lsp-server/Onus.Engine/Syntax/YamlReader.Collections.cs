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
            while (!AtEnd && Column > column && !AtAnyMarker()) AddMisindented(parent, column, items);
            if (AtEnd || Column == column) continue;
            if (Column <= parent || !AtIndicator('-') || AtAnyMarker()) break;
            if (Column == column - 1) Misplaced("This dash does not stand under the dashes above it.");
            else ComplainOfFirst(start, "This item is indented further than those below it: it has spaces too many, or the line above it is missing.");
            column = Column;
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

    private SyntaxNode Mapping(int column, int parent, Properties properties, int start, Properties firstKey)
    {
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        if (!Enter()) return Scalar(start, start, ScalarStyle.Plain);
        entries.Add(Entry(column, firstKey));
        Leave();
        return KeysAfter(entries, column, parent, properties);
    }

    private MappingNode KeysAfter(ImmutableArray<MappingEntry>.Builder entries, int column, int parent, Properties properties)
    {
        Enter();
        while (NextEntry(ref column, parent, entries)) { }
        Leave();
        var (first, last) = (entries[0].Span, entries[^1].Span);
        var all = Finished(entries);
        return new MappingNode
        {
            Span = TextSpan.FromBounds(first.Start, Math.Max(last.End, first.End)),
            Entries = all,
            Tag = properties.Tag,
            TagSpan = properties.TagSpan,
            Anchor = properties.Anchor,
        };
    }

    /// <summary>
    /// The entries. Of two with the same key one below the other, the upper one is dropped if nothing stands in it: it is being typed,
    /// or its line was doubled.
    /// </summary>
    private ImmutableArray<MappingEntry> Finished(ImmutableArray<MappingEntry>.Builder entries)
    {
        var all = entries.DrainToImmutable();
        CheckDuplicates(all);
        for (var i = all.Length - 2; i >= 0; i--)
        {
            if (all[i].Value is ScalarNode { Span.Length: 0, Tag: null } && all[i].Name.Length > 0 && all[i].Name == all[i + 1].Name)
                (all, isEntangled) = (all.RemoveAt(i), true);
        }

        return all;
    }

    /// <summary>Reads the next entry, or what stands in its place by mistake; false where the mapping has ended.</summary>
    private bool NextEntry(ref int column, int parent, ImmutableArray<MappingEntry>.Builder entries)
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
                entries.Add(Nameless(Sequence(column, column, default)));
                return true;
            }

            entries.Add(Entry(column, default));
            return true;
        }

        if (Column > column)
        {
            Misplaced("This line is indented further than the keys it stands among: it has spaces too many, or the key above it is missing.");
            var isSlip = Column == column + 1;
            var extra = Block(column, default, Position);
            if (!isSlip) entries.Add(Nameless(extra));
            else if (extra is MappingNode mapping) entries.AddRange(mapping.Entries);
            return true;
        }

        if (Column <= parent) return false;
        if (AtIndicator('-')) return false;
        Rebase(entries, column);
        column = Column;
        entries.Add(Entry(column, default));
        return true;
    }

    /// <summary>Passes to the next line's content; false where the current line still holds something.</summary>
    private bool ToNextLine() => SkipToContent() || AtEnd || IsIndentation();

    private void SkipRest()
    {
        Misplaced("Nothing may follow here on this line; a quote, comma or bracket is out of place.");
        Position = EndOfLine(Position);
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
            ComplainOfColon(key);
            Position = EndOfLine(Position);
            var below = ValueBelow(column, afterKey);
            return new MappingEntry(key, below, TextSpan.FromBounds(start, Math.Max(afterKey, below.FullSpan.End)));
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
}
