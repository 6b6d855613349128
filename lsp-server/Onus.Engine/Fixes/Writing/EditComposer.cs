using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Makes one set of edits of two that were made one after the other.</summary>
internal static class EditComposer
{
    /// <summary>A stretch of the text between the two sets: kept from the original, or new.</summary>
    private readonly record struct Piece(TextSpan Original, string? NewText)
    {
        public int Length => NewText?.Length ?? Original.Length;

        public Piece Cut(int start, int length) => NewText is null
            ? new Piece(new TextSpan(Original.Start + start, length), null)
            : new Piece(default, NewText.Substring(start, length));
    }

    /// <param name="originalLength">The length of the text that <paramref name="first"/> is for.</param>
    /// <param name="first">Edits of the original; they do not overlap.</param>
    /// <param name="second">Edits of what the first ones make; they do not overlap.</param>
    /// <returns>Edits of the original that have the effect of both.</returns>
    public static ImmutableArray<TextEdit> Compose(int originalLength, IEnumerable<TextEdit> first, IEnumerable<TextEdit> second)
    {
        var result = new List<Piece>();
        var reader = new PieceReader(Pieces(originalLength, first));
        var position = 0;
        foreach (var edit in second.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End))
        {
            reader.Take(edit.Span.Start - position, result);
            reader.Take(edit.Span.Length, null);
            if (edit.NewText.Length > 0) result.Add(new Piece(default, edit.NewText));
            position = edit.Span.End;
        }

        reader.Take(int.MaxValue, result);
        return ToEdits(result, originalLength);
    }

    private static List<Piece> Pieces(int length, IEnumerable<TextEdit> edits)
    {
        var pieces = new List<Piece>();
        var position = 0;
        foreach (var edit in edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End))
        {
            if (edit.Span.Start > position) pieces.Add(new Piece(TextSpan.FromBounds(position, edit.Span.Start), null));
            if (edit.NewText.Length > 0) pieces.Add(new Piece(default, edit.NewText));
            position = edit.Span.End;
        }

        if (length > position) pieces.Add(new Piece(TextSpan.FromBounds(position, length), null));
        return pieces;
    }

    private static ImmutableArray<TextEdit> ToEdits(List<Piece> pieces, int length)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        var position = 0;
        var text = new System.Text.StringBuilder();
        foreach (var piece in pieces.Append(new Piece(new TextSpan(length, 0), null)))
        {
            if (piece.NewText is not null)
            {
                text.Append(piece.NewText);
                continue;
            }

            if (text.Length > 0 || piece.Original.Start > position)
                edits.Add(new TextEdit(TextSpan.FromBounds(position, piece.Original.Start), text.ToString()));
            text.Clear();
            position = piece.Original.End;
        }

        return edits.ToImmutable();
    }

    private sealed class PieceReader(List<Piece> pieces)
    {
        private int index;
        private int within;

        /// <summary>Moves over the next characters, copying their pieces where a list is given.</summary>
        public void Take(int length, List<Piece>? into)
        {
            while (length > 0 && index < pieces.Count)
            {
                var piece = pieces[index];
                var taken = Math.Min(length, piece.Length - within);
                into?.Add(piece.Cut(within, taken));
                length -= taken;
                within += taken;
                if (within < piece.Length) return;
                index++;
                within = 0;
            }
        }
    }
}
