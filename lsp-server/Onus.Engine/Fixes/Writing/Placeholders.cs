using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>
/// Keeps track of the parts a person must fill in. While a text is drafted they stand between two marks, noncharacters that no text
/// holds, so that they keep their place through any number of edits; the marks are taken out at the end.
/// </summary>
internal static class Placeholders
{
    private const char Start = '\uFDD0';
    private const char End = '\uFDD1';

    public static string Mark(string words) => $"{Start}{words}{End}";

    public static bool AreIn(string text) => text.Contains(Start);

    public static string Strip(string text) =>
        AreIn(text) ? text.Replace("\uFDD0", "", StringComparison.Ordinal).Replace("\uFDD1", "", StringComparison.Ordinal) : text;

    /// <summary>Takes the marks out of an edit's text and says where they were.</summary>
    public static TextEdit Extract(TextEdit edit, int editIndex, ImmutableArray<Placeholder>.Builder found)
    {
        if (!AreIn(edit.NewText)) return edit;
        var text = new StringBuilder();
        var start = 0;
        foreach (var character in edit.NewText)
        {
            if (character == Start)
            {
                start = text.Length;
            }
            else if (character == End)
            {
                var words = text.ToString(start, text.Length - start);
                found.Add(new Placeholder(editIndex, TextSpan.FromBounds(start, text.Length), words.Trim('<', '>')));
            }
            else
            {
                text.Append(character);
            }
        }

        return edit with { NewText = text.ToString() };
    }
}
