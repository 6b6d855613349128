using System.Text;
using Onus.Engine.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Syntax;

/// <summary>The mistakes that people make while typing, each with what they are told, for people to read.</summary>
public class TypingMistakeTests
{
    [Fact]
    public void Every_mistake_is_told_in_plain_words_at_its_place()
    {
        var shown = new StringBuilder();
        foreach (var piece in Pieces.Of("typing-mistakes.txt"))
        {
            var text = new SourceText(piece.StartsWith('{') ? "template.json" : "template.yaml", piece);
            var problems = SyntaxProblems.Of(SyntaxTree.Read(text));
            Assert.NotEmpty(problems);
            Assert.All(problems, problem => Assert.EndsWith(".", problem.Message));
            Show(text, problems, shown);
        }

        Snapshot.Matches("typing-mistakes.txt", shown.ToString());
    }

    /// <summary>The text, below each line with an error its marks and message.</summary>
    private static void Show(SourceText text, IReadOnlyList<SyntaxError> problems, StringBuilder shown)
    {
        for (var line = 0; line < text.LineCount; line++)
        {
            shown.Append("    ").AppendLine(text[text.LineSpan(line)].Replace("\t", "→", StringComparison.Ordinal));
            foreach (var problem in problems.Where(p => text.PositionOf(p.Span.Start).Line == line))
            {
                var column = text.PositionOf(problem.Span.Start).Character;
                var length = Math.Max(1, Math.Min(problem.Span.Length, text.LineSpan(line).Length - column));
                shown.Append("    ").Append(' ', column).Append('^', length).Append(' ').AppendLine(problem.Message);
            }
        }

        shown.AppendLine();
    }
}
