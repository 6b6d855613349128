using System.Text;
using Onus.Engine.Catalogue.Packing;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Packing;

public sealed class PackReaderTests
{
    [Fact]
    public void What_was_written_is_read_back_from_where_it_stands()
    {
        string[] texts = ["", "a", new('b', 127), new('c', 128), new('d', 20_000), "häppchenweise – 🙂"];
        int[] numbers = [0, 1, 127, 128, 16_383, 16_384, int.MaxValue];
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write((byte)9);
        writer.Write(-7);
        writer.Write(true);
        foreach (var number in numbers) writer.Write7BitEncodedInt(number);
        writer.Write7BitEncodedInt(texts.Length);
        foreach (var text in texts) writer.Write(text);
        writer.Write7BitEncodedInt(0);
        writer.Flush();

        var reader = new PackReader(stream.ToArray(), 1);
        Assert.Equal(-7, reader.ReadInt32());
        Assert.True(reader.ReadBoolean());
        foreach (var number in numbers) Assert.Equal(number, reader.Read7BitEncodedInt());
        Assert.Equal(texts, reader.ReadTexts());
        Assert.Empty(reader.ReadTexts());
        Assert.Equal(stream.Length, reader.Position);
    }
}
