using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Syntax;

/// <summary>A text cut off anywhere, as it stands while it is being typed, is read without a crash.</summary>
public class PrefixTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_prefix_of_every_sample_gives_a_tree_whose_places_lie_in_the_text_and_a_template()
    {
        var read = 0;
        var first = 0;
        foreach (var sample in Samples.All)
        {
            var step = Whole.Step(part: 487, of: sample.Content.Length, most: 10);
            // The first prefix moves from sample to sample, so that the part covers all remainders.
            for (var length = first++ % step; length <= sample.Content.Length; length += step)
            {
                var text = sample.Text.WithContent(sample.Content[..length]);
                var tree = SyntaxTree.Read(text);
                Assert.All(tree.Errors, error => Assert.InRange(error.Span.End, error.Span.Start, length));
                foreach (var document in tree.Documents) CheckSpans(document, length);
                _ = TemplateReader.Read([tree], new TemplateContext());
                read++;
            }
        }

        output.WriteLine($"{read} prefixes of {Samples.All.Count} samples read{(Whole.IsAsked ? "" : "; ONUS_WHOLE=1 reads all")}.");
        Assert.True(read > 3_000);
    }

    [Fact]
    public void The_authorities_judge_every_prefix_without_a_crash()
    {
        foreach (var sample in Samples.All)
        {
            var step = Whole.Step(part: 1_999, of: sample.Content.Length, most: 4);
            for (var length = 0; length <= sample.Content.Length; length += step)
            {
                var tree = SyntaxTree.Read(sample.Text.WithContent(sample.Content[..length]));
                Assert.All(SyntaxProblems.Of(tree), problem => Assert.InRange(problem.Span.End, problem.Span.Start, length));
            }
        }
    }

    private static void CheckSpans(SyntaxNode node, int length)
    {
        if (node.Span.Start < 0 || node.Span.End > length) Assert.Fail($"{node.Span} lies outside of {length} characters.");
        switch (node)
        {
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    if (entry.Span.End > length) Assert.Fail($"{entry.Span} lies outside of {length} characters.");
                    CheckSpans(entry.Key, length);
                    CheckSpans(entry.Value, length);
                }

                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items) CheckSpans(item, length);
                break;
        }
    }
}
