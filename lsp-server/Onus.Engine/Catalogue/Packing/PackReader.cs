using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Onus.Engine.Catalogue.Packing;

/// <summary>
/// Reads what a <see cref="BinaryWriter"/> wrote from bytes at hand. The framework's own reader takes texts from a stream piece by
/// piece, and a catalogue is mostly texts.
/// </summary>
/// <param name="bytes">The bytes.</param>
/// <param name="at">Where to begin.</param>
internal sealed class PackReader(byte[] bytes, int at)
{
    /// <summary>Where it reads next.</summary>
    public int Position => at;

    public byte ReadByte() => bytes[at++];

    public bool ReadBoolean() => ReadByte() != 0;

    public int ReadInt32()
    {
        at += sizeof(int);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at - sizeof(int)));
    }

    /// <summary>A number that is not negative, in as few bytes as it needs.</summary>
    public int Read7BitEncodedInt()
    {
        var number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = ReadByte();
            number |= (next & 0x7F) << shift;
            if (next < 0x80) return number;
        }
    }

    public string ReadString()
    {
        var length = Read7BitEncodedInt();
        at += length;
        return Encoding.UTF8.GetString(bytes, at - length, length);
    }

    public ImmutableArray<string> ReadTexts() => ReadAll(static reader => reader.ReadString());

    public ImmutableArray<T> ReadAll<T>(Func<PackReader, T> read)
    {
        var items = new T[Read7BitEncodedInt()];
        for (var i = 0; i < items.Length; i++) items[i] = read(this);
        return items.Length == 0 ? [] : ImmutableCollectionsMarshal.AsImmutableArray(items);
    }
}
