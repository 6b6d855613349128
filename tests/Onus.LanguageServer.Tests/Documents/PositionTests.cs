using CsCheck;
using Onus.Engine.Text;
using Onus.LanguageServer.Protocol;
using Xunit;

namespace Onus.LanguageServer.Tests.Documents;

public class PositionTests
{
    private static readonly Gen<string> Texts = Gen.OneOf([.. new[] { "a", "é", "€", "😀", "\n", "\r\n", "\r", " " }.Select(Gen.Const)]).List[0, 30].Select(string.Concat);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_position_made_from_an_offset_leads_back_to_it(bool isUtf8)
    {
        var conversions = new Conversions(isUtf8);
        Texts.Sample(content =>
        {
            var text = new SourceText("a", content);
            for (var offset = 0; offset <= content.Length; offset++)
            {
                // Inside a pair of surrogates or of line break characters there is no position.
                if (offset > 0 && offset < content.Length && (char.IsLowSurrogate(content[offset]) || content[offset] == '\n' && content[offset - 1] == '\r')) continue;
                Assert.Equal(offset, conversions.OffsetOf(text, conversions.PositionOf(text, offset)));
            }
        });
    }

    [Fact]
    public void UTF_8_counts_bytes()
    {
        var text = new SourceText("a", "x\né😀b");
        var position = new Conversions(isUtf8: true).PositionOf(text, 5);
        Assert.Equal(new Position { Line = 1, Character = 6 }, position);
        Assert.Equal(new Position { Line = 1, Character = 3 }, new Conversions(isUtf8: false).PositionOf(text, 5));
    }

    [Fact]
    public void A_position_past_the_end_means_the_end()
    {
        var text = new SourceText("a", "ab\ncd");
        foreach (var isUtf8 in new[] { true, false })
        {
            var conversions = new Conversions(isUtf8);
            Assert.Equal(2, conversions.OffsetOf(text, new Position { Line = 0, Character = uint.MaxValue }));
            Assert.Equal(5, conversions.OffsetOf(text, new Position { Line = uint.MaxValue, Character = 0 }));
        }
    }
}
