namespace Onus.Engine.Text;

/// <summary>Replaces one span of a text by new text; an empty span inserts.</summary>
public readonly record struct TextEdit(TextSpan Span, string NewText)
{
    /// <summary>Applies edits that do not overlap, all given in offsets of the original text, in any order.</summary>
    /// <exception cref="ArgumentException">Two edits overlap.</exception>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var builder = new System.Text.StringBuilder(text.Length + 64);
        var position = 0;
        foreach (var edit in edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End))
        {
            if (edit.Span.Start < position)
                throw new ArgumentException($"The edits overlap at {edit.Span}.", nameof(edits));
            builder.Append(text, position, edit.Span.Start - position).Append(edit.NewText);
            position = edit.Span.End;
        }

        return builder.Append(text, position, text.Length - position).ToString();
    }
}
