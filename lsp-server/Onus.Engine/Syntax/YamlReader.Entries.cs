using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>An entry of a block mapping, read by itself, with those that were put below it.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Errors">What is wrong in them, in order of the text.</param>
/// <param name="Comments">The comments from the first key up to the one below the last entry.</param>
internal sealed record EntryReading(ImmutableArray<MappingEntry> Entries, ImmutableArray<SyntaxError> Errors, ImmutableArray<CommentTrivia> Comments);

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

    /// <summary>
    /// Reads an entry and those below it, if their reading ends where a known one begins; from there on the text reads as if it had
    /// been read from its start.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the key stands, first on its line.</param>
    /// <param name="next">Where the next known key of the mapping or of one around it stands; the text's end where there is none.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null where the reading ends elsewhere, or where what was read has to do with other entries.</returns>
    public static EntryReading? ReadEntries(SourceText text, int start, int next, CancellationToken cancellation)
    {
        var reader = new YamlReader(text, cancellation);
        var column = reader.StartAt(start);
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        do
        {
            entries.Add(reader.Entry(column, default));
            if (!reader.ToNextLine() || reader.isEntangled || reader.HasStopped) return null;
        }
        while (reader.Position < next && reader.Column == column && !reader.AtIndicator('-') && !reader.AtAnyMarker());

        return reader.Position == next ? new EntryReading(entries.ToImmutable(), reader.AllErrors(), reader.AllComments()) : null;
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
