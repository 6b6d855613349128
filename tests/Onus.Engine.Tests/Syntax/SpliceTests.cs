using Onus.Engine.Syntax;
using Onus.Engine.Tests.Assessment.Reuse;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Syntax;

/// <summary>A tree of which one entry was read anew is the tree that reading all of the text gives.</summary>
public sealed class SpliceTests(ITestOutputHelper output)
{
    [Fact]
    public void Edited_samples_read_entry_by_entry_as_they_read_whole()
    {
        var (edits, spliced) = (0, 0);
        foreach (var (sample, index) in Samples.All.Where(sample => sample.IsYaml).Select((sample, index) => (sample, index)))
        {
            var random = new Random(index);
            var tree = SyntaxTree.Read(sample.Text);
            for (var edit = 0; edit < (Whole.IsAsked ? 500 : 20); edit++)
            {
                var text = sample.Text.WithContent(Editing.Edit(random.Next(5) == 0 ? sample.Content : tree.Text.Content, random));
                var whole = SyntaxTree.Read(text);
                edits++;
                if (Splice.TryRead(tree, TextShift.Between(tree.Text, text)) is { } splice)
                {
                    spliced++;
                    Assert.Equal(TreeText.AllOf(whole), TreeText.AllOf(splice.Tree));
                    // Every other time the next edit finds a tree that nobody has looked into.
                    tree = random.Next(2) == 0 ? Splice.TryRead(tree, TextShift.Between(tree.Text, text))!.Tree : splice.Tree;
                }
                else
                {
                    tree = whole;
                }
            }
        }

        output.WriteLine($"{edits} edits, {spliced} of them read entry by entry");
        Assert.True(spliced > edits / 10);
    }
}
