using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>One entry of a block mapping, read by itself.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Errors">What is wrong in it, in order of the text.</param>
/// <param name="Comments">The comments from its key up to the next one.</param>
internal sealed record EntryReading(MappingEntry Entry, ImmutableArray<SyntaxError> Errors, ImmutableArray<CommentTrivia> Comments);

internal sealed partial class YamlReader
{
    /// <summary>The levels that the root and its section take; an entry of a section is read below them.</summary>
    private const int LevelsAround = 2;

    /// <summary>Reads an entry by its key, as the reader of the whole text does when it comes to it.</summary>
    /// <param name="key">Stands first on its line, in a text in which no entry hangs on another.</param>
    public static MappingEntry ReadEntry(ScalarNode key)
    {
        var reader = new YamlReader(key.Source, CancellationToken.None);
        return reader.Entry(reader.StartAt(key.Span.Start), default);
    }

    /// <summary>Reads an entry, if its reading ends where the next one begins; from there on the text reads as if this entry were another.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the key stands, first on its line.</param>
    /// <param name="next">Where the next key of the mapping or of one around it stands; the text's end where there is none.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null where the reading ends elsewhere, or where the entry has to do with others.</returns>
    public static EntryReading? ReadEntry(SourceText text, int start, int next, CancellationToken cancellation)
    {
        var reader = new YamlReader(text, cancellation);
        var entry = reader.Entry(reader.StartAt(start), default);
        if (!reader.ToNextLine() || reader.Position != next || reader.isEntangled || reader.HasStopped) return null;
        return new EntryReading(entry, reader.AllErrors(), reader.AllComments());
    }

    /// <summary>Goes to a key; gives its column.</summary>
    private int StartAt(int key)
    {
        Position = key;
        lineStart = StartOfLine(key);
        for (var level = 0; level < LevelsAround; level++) Enter();
        return Column;
    }
}
