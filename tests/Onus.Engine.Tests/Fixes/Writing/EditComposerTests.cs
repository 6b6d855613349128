using CsCheck;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Fixes.Writing;

public sealed class EditComposerTests
{
    [Fact]
    public void Composed_edits_do_what_the_two_sets_do_one_after_the_other() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            const string text = "abcdefghijklmnopqrstuvwxyz";
            var first = RandomEdits(random, text.Length, "12");
            var middle = TextEdit.Apply(text, first);
            var second = RandomEdits(random, middle.Length, "XY");
            var composed = EditComposer.Compose(text.Length, first, second);
            Assert.Equal(TextEdit.Apply(middle, second), TextEdit.Apply(text, composed));
        },
        iter: 2000);

    [Fact]
    public void A_part_inserted_and_taken_out_again_leaves_no_edit()
    {
        Assert.Empty(EditComposer.Compose(3, [new TextEdit(new TextSpan(1, 0), "xy")], [new TextEdit(new TextSpan(1, 2), "")]));
    }

    private static List<TextEdit> RandomEdits(Random random, int length, string letters)
    {
        var edits = new List<TextEdit>();
        for (var at = random.Next(4); at < length; at += random.Next(1, 9))
        {
            var taken = Math.Min(random.Next(4), length - at);
            edits.Add(new TextEdit(new TextSpan(at, taken), letters[..random.Next(3)]));
            at += taken;
        }

        return edits;
    }
}
