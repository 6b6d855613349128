using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Text;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Equal("", UnifiedDiff.Of("t.yaml", "a\n", "a\n"));

    [Fact]
    public void A_changed_line_is_shown_with_three_lines_around_it()
    {
        var before = string.Concat(Enumerable.Range(1, 9).Select(n => $"{n}\n"));
        Assert.Equal(
            "--- a/t.yaml\n+++ b/t.yaml\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+and\n 6\n 7\n 8\n",
            UnifiedDiff.Of("t.yaml", before, before.Replace("5\n", "five\nand\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void Far_changes_stand_in_hunks_of_their_own()
    {
        var before = string.Concat(Enumerable.Range(1, 30).Select(n => $"{n}\n"));
        var after = before.Replace("\n3\n", "\nx\n", StringComparison.Ordinal).Replace("\n20\n", "\n", StringComparison.Ordinal);
        Assert.Equal(
            "--- a/t\n+++ b/t\n@@ -1,6 +1,6 @@\n 1\n 2\n-3\n+x\n 4\n 5\n 6\n@@ -17,7 +17,6 @@\n 17\n 18\n 19\n-20\n 21\n 22\n 23\n",
            UnifiedDiff.Of("t", before, after));
    }

    [Fact]
    public void A_missing_last_line_break_is_said()
    {
        Assert.Equal("--- a/t\n+++ b/t\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n", UnifiedDiff.Of("t", "a", "a\nb\n"));
    }

    [Fact]
    public void A_new_text_counts_from_nothing()
    {
        Assert.Equal("--- a/t\n+++ b/t\n@@ -0,0 +1 @@\n+a\n", UnifiedDiff.Of("t", "", "a\n"));
    }

    [Theory]
    [InlineData("/home/me/t.yaml", "home/me/t.yaml")]
    [InlineData("./x/t.yaml", "x/t.yaml")]
    [InlineData("C:\\x\\t.yaml", "C:/x/t.yaml")]
    public void A_path_is_named_so_that_git_and_patch_find_it(string path, string name) =>
        Assert.StartsWith($"--- a/{name}\n+++ b/{name}\n@@", UnifiedDiff.Of(path, "a\n", "b\n"), StringComparison.Ordinal);

    [Fact]
    public void A_tab_ends_a_name_with_blanks() =>
        Assert.StartsWith("--- a/my file\t\n+++ b/my file\t\n@@", UnifiedDiff.Of("my file", "a\n", "b\n"), StringComparison.Ordinal);

    [Fact]
    public void A_name_with_a_quote_is_quoted() =>
        Assert.StartsWith("--- \"a/x\\\"y\"\n", UnifiedDiff.Of("x\"y", "a\n", "b\n"), StringComparison.Ordinal);
}
