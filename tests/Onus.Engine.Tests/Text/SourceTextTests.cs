using CsCheck;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Text;

public class SourceTextTests
{
    private static readonly Gen<string> Contents = Gen.OneOf([.. new[] { "a", "bc", "\n", "\r\n", "\r", "😀" }.Select(Gen.Const)]).List[0, 30].Select(string.Concat);

    [Fact]
    public void An_edited_text_has_the_lines_of_the_same_text_written_anew() =>
        Gen.Select(Contents, Contents, Gen.Int[0, 60], Gen.Int[0, 10], Gen.Bool).Sample((content, replacement, at, length, isTableMade) =>
        {
            var text = new SourceText("a", content);
            if (isTableMade) _ = text.LineCount;
            var start = Math.Min(at, content.Length);
            var span = new TextSpan(start, Math.Min(length, content.Length - start));
            var edited = text.With(span, replacement);
            var anew = new SourceText("a", content[..span.Start] + replacement + content[span.End..]);
            Assert.Equal(anew.Content, edited.Content);
            Assert.Equal(anew.Path, edited.Path);
            Assert.Equal(Lines(anew), Lines(edited));
        });

    [Fact]
    public void A_line_to_begin_with_changes_no_position() =>
        Gen.Select(Contents, Gen.Int[-5, 70], Gen.Int[-3, 40]).Sample((content, offset, near) =>
        {
            var text = new SourceText("a", content);
            Assert.Equal(text.PositionOf(offset), text.PositionOf(offset, near));
        });

    [Fact]
    public void A_position_is_the_line_and_what_stands_before_it_there() =>
        Contents.Sample(content =>
        {
            var text = new SourceText("a", content);
            var (line, start) = (0, 0);
            for (var offset = 0; offset <= content.Length; offset++)
            {
                var isAfterBreak = offset > 0 && (content[offset - 1] == '\n' || content[offset - 1] == '\r' && (offset == content.Length || content[offset] != '\n'));
                if (isAfterBreak) (line, start) = (line + 1, offset);
                Assert.Equal(new LinePosition(line, offset - start), text.PositionOf(offset));
            }
        });

    private static IEnumerable<TextSpan> Lines(SourceText text) => Enumerable.Range(0, text.LineCount).Select(text.LineSpan);
}
