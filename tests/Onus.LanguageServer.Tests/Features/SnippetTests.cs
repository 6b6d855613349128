using Onus.Engine.Fixes;
using Onus.Engine.Text;
using Onus.LanguageServer.Features;
using Xunit;

namespace Onus.LanguageServer.Tests.Features;

public sealed class SnippetTests
{
    [Fact]
    public void The_same_words_are_the_same_stop_and_signs_of_a_snippet_are_escaped() =>
        Assert.Equal("[${1:<a>}, \\${x\\}${2:<b>}, ${1:<a>}]", Of("k: ", 3, "[<a>, ${x}<b>, <a>]", "a", "b", "a"));

    [Fact]
    public void Lines_lose_the_indentation_that_the_editor_gives_them() =>
        Assert.Equal("\n${1:<a>}: x\n  y: z", Of("r:\n  k: 1", 8, "\n  <a>: x\n    y: z", "a"));

    [Fact]
    public void A_text_whose_lines_stand_further_left_is_no_snippet() => Assert.Null(Of("r:\n  k: 1", 8, "\nq: <a>", "a"));

    [Fact]
    public void Edits_that_come_along_with_a_snippet_are_written_so_too()
    {
        var text = new SourceText("t.yaml", "r:\n  k: 1\n  q: 2\n");
        DocumentEdit[] edits = [new(text, new TextEdit(new TextSpan(8, 0), "\n  x: $")), new(text, new TextEdit(new TextSpan(14, 1), "<a>"))];
        Assert.Equal(["\nx: \\$", "${1:<a>}"], Snippets.Of(new Fix("", null, [.. edits], false, Placeholders: [new Placeholder(1, new TextSpan(0, 3), "a")]), edits));
    }

    [Fact]
    public void A_complete_text_is_no_snippet() => Assert.Null(Of("k: 1", 3, "2"));

    private static string? Of(string text, int at, string added, params string[] hints)
    {
        var edit = new DocumentEdit(new SourceText("t.yaml", text), new TextEdit(new TextSpan(at, 0), added));
        var from = 0;
        var stops = hints.Select(hint =>
        {
            var start = added.IndexOf($"<{hint}>", from, StringComparison.Ordinal);
            from = start + 1;
            return new Placeholder(0, new TextSpan(start, hint.Length + 2), hint);
        });
        return Snippets.Of(new Fix("", null, [edit], false, Placeholders: [.. stops]), [edit])?[0];
    }
}
