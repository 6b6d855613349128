using Onus.Engine.Text;

namespace Onus.Engine.Tests.Templates;

/// <summary>A text with one line broken, as typing breaks it.</summary>
internal sealed record Break(string Kind, int Line, TextSpan Span, SourceText Text)
{
    /// <summary>Every line that holds more than a comment: deleted, half typed, and doubled.</summary>
    public static IEnumerable<Break> Of(SourceText text, int first, int step)
    {
        for (var number = first; number < text.LineCount; number += step)
        {
            var span = text.LineSpan(number);
            var line = text[span];
            var content = line.Trim();
            if (content.Length == 0 || content[0] == '#') continue;
            var next = number + 1 < text.LineCount ? text.LineSpan(number + 1).Start : text.Length;
            yield return new Break("deleted", number, span, text.WithContent(text.Content.Remove(span.Start, next - span.Start)));
            var indent = line.Length - line.TrimStart().Length;
            var half = line[..(indent + content.Length / 2)];
            yield return new Break("half typed", number, span, text.WithContent(text.Content[..span.Start] + half + text.Content[span.End..]));
            var twice = text.Content[span.Start..next];
            if (!twice.EndsWith('\n')) twice += "\n";
            yield return new Break("doubled", number, span, text.WithContent(text.Content.Insert(span.Start, twice)));
        }
    }
}
