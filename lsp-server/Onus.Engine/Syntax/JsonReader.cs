using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>Reads sound JSON. Of a broken text it only finds out that it is broken; the mender reads that.</summary>
internal sealed class JsonReader(SourceText text, CancellationToken cancellation) : JsonTokens(text, cancellation)
{
    private bool isBroken;

    /// <summary>The tree of a text without errors but keys that stand twice; null where anything else is wrong.</summary>
    public SyntaxTree? TryRead()
    {
        if (Here == '\uFEFF') Position++;
        LineStart = Position;
        SkipBlank();
        if (AtEnd) return isBroken ? null : Tree(SyntaxLanguage.Json, []);
        var root = Value();
        if (isBroken) return null;
        SkipBlank();
        return isBroken || !AtEnd ? null : Tree(SyntaxLanguage.Json, [root]);
    }

    protected override void Complain(int start, int end, string message) => isBroken = true;

    private SyntaxNode Value()
    {
        switch (Here)
        {
            case '{':
                return Mapping();
            case '[':
                return Sequence();
            case '"':
                return Quoted();
            default:
                var word = Word();
                isBroken |= word.Span.IsEmpty;
                return word;
        }
    }

    private SyntaxNode Mapping()
    {
        var start = Position;
        if (!Enter()) return Broken(start);
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        Position++;
        SkipBlank();
        while (!isBroken && (Here != '}' || entries.Count > 0))
        {
            if (Here != '"') return Broken(start);
            var key = Quoted();
            SkipBlank();
            if (Here != ':') return Broken(start);
            Position++;
            SkipBlank();
            var value = Value();
            entries.Add(new MappingEntry(key, value, TextSpan.FromBounds(key.Span.Start, value.Span.End)));
            if (!HasNext('}')) break;
        }

        Leave();
        if (isBroken || Here != '}') return Broken(start);
        Position++;
        var all = entries.DrainToImmutable();
        CheckDuplicates(all);
        return new MappingNode { Span = TextSpan.FromBounds(start, Position), Entries = all, IsFlow = true };
    }

    private SyntaxNode Sequence()
    {
        var start = Position;
        if (!Enter()) return Broken(start);
        var items = ImmutableArray.CreateBuilder<SyntaxNode>();
        Position++;
        SkipBlank();
        while (!isBroken && (Here != ']' || items.Count > 0))
        {
            items.Add(Value());
            if (!HasNext(']')) break;
        }

        Leave();
        if (isBroken || Here != ']') return Broken(start);
        Position++;
        return new SequenceNode { Span = TextSpan.FromBounds(start, Position), Items = items.DrainToImmutable(), IsFlow = true };
    }

    /// <summary>
    /// Passes the comma behind an entry; false where the collection closes, or is broken. CloudFormation takes a comma after the
    /// last entry, Terraform does not.
    /// </summary>
    private bool HasNext(char close)
    {
        SkipBlank();
        if (isBroken || Here == close) return false;
        isBroken |= Here != ',';
        Position++;
        SkipBlank();
        if (Here != close) return !isBroken;
        isBroken |= IsTerraform;
        return false;
    }

    private ScalarNode Broken(int start)
    {
        isBroken = true;
        return Scalar(start, start, ScalarStyle.Plain);
    }
}
