namespace Onus.Engine.Text;

/// <summary>Replaces one span of a text by new text; an empty span inserts.</summary>
public readonly record struct TextEdit(TextSpan Span, string NewText)
{
    /// <summary>Applies edits that do not overlap, all given in offsets of the original text, in any order.</summary>
    /// <exception cref="ArgumentException">Two edits overlap.</exception>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var inOrder = edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End).ToList();
        var (length, position) = (text.Length, 0);
        foreach (var edit in inOrder)
        {
            if (edit.Span.Start < position)
                throw new ArgumentException($"The edits overlap at {edit.Span}.", nameof(edits));
            length += edit.NewText.Length - edit.Span.Length;
            position = edit.Span.End;
        }

        return string.Create(length, (text, inOrder), static (to, from) =>
        {
            var position = 0;
            foreach (var edit in from.inOrder)
            {
                var kept = from.text.AsSpan(position, edit.Span.Start - position);
                kept.CopyTo(to);
                edit.NewText.CopyTo(to[kept.Length..]);
                to = to[(kept.Length + edit.NewText.Length)..];
                position = edit.Span.End;
            }

            from.text.AsSpan(position).CopyTo(to);
        });
    }
}
