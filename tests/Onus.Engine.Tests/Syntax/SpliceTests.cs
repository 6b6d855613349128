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

    [Fact]
    public void An_entry_read_in_a_text_of_its_own_says_what_it_says_in_the_whole()
    {
        var tried = 0;
        foreach (var (sample, index) in Samples.All.Where(sample => sample.IsYaml).Select((sample, index) => (sample, index)))
        {
            var random = new Random(index);
            var tree = SyntaxTree.Read(sample.Text);
            for (var edit = 0; edit < (Whole.IsAsked ? 500 : 20); edit++)
            {
                var text = sample.Text.WithContent(Editing.Edit(sample.Content, random));
                if (Splice.Try(tree, [Difference(sample.Content, text.Content)]) is not { } alone) continue;
                tried++;
                var whole = SyntaxTree.Read(text);
                Assert.Empty(whole.Errors);
                var section = Assert.IsType<MappingNode>(((MappingNode)whole.Root!).Find("Resources")!.Value);
                Assert.Equal(section.Entries.Skip(alone.Index).Take(alone.Entries.Length).Select(Said), alone.Entries.Select(Said));
                Assert.Equal(((MappingNode)((MappingNode)tree.Root!).Find("Resources")!.Value).Entries.Length + alone.Added, section.Entries.Length);
            }
        }

        output.WriteLine($"{tried} entries");
        Assert.True(tried > 100);
    }

    private static TextEdit Difference(string before, string after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        return new TextEdit(TextSpan.FromBounds(start, before.Length - end), after[start..^end]);
    }

    private static string Said(MappingEntry entry) => $"{entry.Name}: {Said(entry.Value)}";

    /// <summary>All that a node says, but not where.</summary>
    private static string Said(SyntaxNode node) => node.Tag + node switch
    {
        ScalarNode scalar => $"{scalar.Style} {scalar.Value}",
        MappingNode mapping => $"{mapping.IsFlow} {{{string.Join(", ", mapping.Entries.Select(Said))}}}",
        SequenceNode sequence => $"{sequence.IsFlow} [{string.Join(", ", sequence.Items.Select(Said))}]",
        AliasNode alias => $"*{alias.Name}",
        _ => "",
    };
}
