using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

internal sealed partial class YamlReader
{
    /// <summary>A collection in brackets or braces. One never closed ends before the first line at or left of the parent that looks like a key or item.</summary>
    private SyntaxNode Flow(int parent, Properties properties)
    {
        var start = Position;
        var isMapping = Here == '{';
        var close = isMapping ? '}' : ']';
        if (!Enter()) return Scalar(start, start, ScalarStyle.Plain);
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        var items = ImmutableArray.CreateBuilder<SyntaxNode>();
        Position++;
        flowDepth++;
        var end = Position;
        var needsComma = false;
        while (true)
        {
            var crossed = SkipToContent();
            if (AtEnd || (crossed && EndsFlow(parent)))
            {
                if (!AtEnd) Position = BackToLineEnd();
                Complain(start, start + 1, $"This `{Text[start]}` is never closed; write the `{close}` that belongs to it.");
                break;
            }

            if (Here == close)
            {
                end = ++Position;
                break;
            }

            if (Here == ',')
            {
                if (!needsComma) Complain(Position, Position + 1, "This comma separates nothing; take it out.");
                Position++;
                end = Position;
                needsComma = false;
                continue;
            }

            if (Here is ']' or '}')
            {
                Complain(Position, Position + 1, $"This `{Here}` does not close the `{Text[start]}` before it; a `{close}` is missing.");
                end = ++Position;
                break;
            }

            if (needsComma) Complain(end, end, "A comma is missing here.");
            end = isMapping ? FlowEntry(entries, parent) : FlowItem(items, parent);
            needsComma = true;
        }

        Leave();
        flowDepth--;
        var span = TextSpan.FromBounds(start, end);
        if (!isMapping)
            return new SequenceNode { Span = span, Items = items.ToImmutable(), IsFlow = true, Tag = properties.Tag, TagSpan = properties.TagSpan, Anchor = properties.Anchor };
        var all = entries.ToImmutable();
        CheckDuplicates(all);
        return new MappingNode { Span = span, Entries = all, IsFlow = true, Tag = properties.Tag, TagSpan = properties.TagSpan, Anchor = properties.Anchor };
    }

    private bool EndsFlow(int parent)
    {
        if (AtAnyMarker()) return true;
        if (Column > parent) return false;
        return Here is not ('"' or '\'' or ']' or '}' or ',' or '[' or '{') && (AtKey() || AtIndicator('-'));
    }

    /// <summary>Passes to the next content; true, without passing, where the collection must have ended before it.</summary>
    private bool EndsAfter(int parent)
    {
        if (SkipToContent() && !AtEnd && EndsFlow(parent)) Position = BackToLineEnd();
        return AtEnd || IsBreak(Here);
    }

    /// <summary>Goes back from a line's content to the end of the line before it.</summary>
    private int BackToLineEnd()
    {
        var at = lineStart;
        while (at > 0 && IsBreak(Text[at - 1])) at--;
        var start = at;
        while (start > 0 && !IsBreak(Text[start - 1])) start--;
        lineStart = start;
        return at;
    }

    private int FlowEntry(ImmutableArray<MappingEntry>.Builder entries, int parent)
    {
        var start = Position;
        if (AtIndicator('?')) Position++;
        SkipToContent();
        var key = FlowNode(parent);
        var end = key.FullSpan.End;
        if (!FlowColon(key, parent))
        {
            entries.Add(new MappingEntry(key, Scalar(end, end, ScalarStyle.Plain), TextSpan.FromBounds(start, end)));
            return end;
        }

        var after = Position;
        SyntaxNode value = EndsAfter(parent) || Here is ',' or '}' or ']' ? Scalar(after, after, ScalarStyle.Plain) : FlowNode(parent);
        end = Math.Max(after, value.FullSpan.End);
        entries.Add(new MappingEntry(key, value, TextSpan.FromBounds(start, end)));
        return end;
    }

    /// <summary>Passes the colon after a key, if it stands there.</summary>
    private bool FlowColon(SyntaxNode key, int parent)
    {
        var (back, backLine) = (Position, lineStart);
        var crossed = SkipToContent();
        if (Here == ':' && !(crossed && EndsFlow(parent)) && (key is not ScalarNode { Style: ScalarStyle.Plain } || Ahead(1) is ' ' or '\t' or '\n' or '\r' or ',' or '}' or ']' or '\0'))
        {
            Position++;
            return true;
        }

        (Position, lineStart) = (back, backLine);
        return false;
    }

    /// <summary>An item of a sequence, which may be a single pair.</summary>
    private int FlowItem(ImmutableArray<SyntaxNode>.Builder items, int parent)
    {
        var start = Position;
        if (AtIndicator('?'))
        {
            Position++;
            SkipToContent();
        }

        var item = FlowNode(parent);
        var end = item.FullSpan.End;
        if (FlowColon(item, parent))
        {
            var after = Position;
            SyntaxNode value = EndsAfter(parent) || Here is ',' or ']' or '}' ? Scalar(after, after, ScalarStyle.Plain) : FlowNode(parent);
            end = Math.Max(after, value.FullSpan.End);
            var span = TextSpan.FromBounds(start, end);
            item = new MappingNode { Span = span, Entries = [new MappingEntry(item, value, span)], IsFlow = true };
        }

        items.Add(item);
        return end;
    }

    private SyntaxNode FlowNode(int parent)
    {
        var after = Position;
        var properties = ReadProperties(ref after);
        if (!properties.IsNone && EndsAfter(parent)) return Register(Scalar(after, after, ScalarStyle.Plain, properties));
        switch (Here)
        {
            case '[' or '{':
                return Register(Flow(parent, properties));
            case '"' or '\'':
                return Register(Quoted(parent, properties));
            case '*':
                return Alias();
            default:
                return Register(FlowPlain(parent, properties, after));
        }
    }

    private ScalarNode FlowPlain(int parent, Properties properties, int after)
    {
        var start = Position;
        if (Here is ',' or ']' or '}' || AtEnd) return Scalar(after, after, ScalarStyle.Plain, properties);
        var end = start;
        while (!AtEnd)
        {
            var c = Here;
            if (c is ',' or '[' or ']' or '{' or '}') break;
            if (c == ':' && Ahead(1) is ' ' or '\t' or '\n' or '\r' or ',' or '[' or ']' or '{' or '}' or '\0') break;
            if (c == '#' && Position > start && IsBlank(Text[Position - 1])) break;
            if (IsBreak(c))
            {
                var (back, backLine) = (Position, lineStart);
                PassBreak();
                lineStart = Position;
                while (IsBlank(Here)) Position++;
                if (AtEnd || Here == '#' || EndsFlow(parent))
                {
                    (Position, lineStart) = (back, backLine);
                    break;
                }

                continue;
            }

            Position++;
            if (!IsBlank(c)) end = Position;
        }

        if (end == start && !AtEnd)
        {
            Complain(start, start + 1, $"`{Here}` is out of place here.");
            end = ++Position;
        }

        return Scalar(start, end, ScalarStyle.Plain, properties);
    }
}
