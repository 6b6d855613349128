using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Onus.LanguageServer.Rpc;

/// <summary>Cuts a byte stream into messages by their <c>Content-Length</c> headers, and forgives what it can.</summary>
internal sealed class MessageFrame(PipeReader input)
{
    /// <summary>No editor sends more; a larger number is a broken header.</summary>
    private const int LargestBody = 256 * 1024 * 1024;

    private const int LargestHeader = 64 * 1024;

    /// <summary>Reads the next body.</summary>
    /// <param name="complain">Told of input that was skipped because it is no header.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The body; null where the stream has ended.</returns>
    public async ValueTask<byte[]?> ReadAsync(Func<string, Task> complain, CancellationToken cancellation)
    {
        while (true)
        {
            var headers = await ReadHeadersAsync(complain, cancellation);
            if (headers is null) return null;
            if (LengthOf(headers) is { } length) return await ReadBodyAsync(length, cancellation);
            await complain("Something that is no message was skipped: it has no Content-Length header.");
        }
    }

    /// <returns>The header lines without the blank line that ends them; null at the end of the stream.</returns>
    private async ValueTask<string?> ReadHeadersAsync(Func<string, Task> complain, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            if (FindEnd(read.Buffer, out var headers, out var next))
            {
                input.AdvanceTo(next);
                if (headers.Length > 0) return headers;
                continue;
            }

            if (read.Buffer.Length > LargestHeader)
            {
                input.AdvanceTo(read.Buffer.End);
                await complain("Input without any message in it was skipped.");
                continue;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted) return null;
        }
    }

    /// <summary>Headers end at a blank line; lines may end without a carriage return.</summary>
    private static bool FindEnd(ReadOnlySequence<byte> buffer, out string headers, out SequencePosition next)
    {
        var reader = new SequenceReader<byte>(buffer);
        var lines = new StringBuilder();
        while (reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            var text = Encoding.UTF8.GetString(line).TrimEnd('\r');
            if (text.Length == 0)
            {
                (headers, next) = (lines.ToString(), reader.Position);
                return true;
            }

            lines.Append(text).Append('\n');
        }

        (headers, next) = ("", buffer.Start);
        return false;
    }

    private static int? LengthOf(string headers)
    {
        // What a broken message left behind may stand before the header, in the same line or in lines above it.
        const string Name = "content-length:";
        var at = headers.LastIndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = headers.AsSpan(at + Name.Length);
        var end = value.IndexOf('\n');
        return int.TryParse(end < 0 ? value : value[..end], out var length) && length is >= 0 and <= LargestBody ? length : null;
    }

    private async ValueTask<byte[]?> ReadBodyAsync(int length, CancellationToken cancellation)
    {
        if (length == 0) return [];
        var read = await input.ReadAtLeastAsync(length, cancellation);
        if (read.Buffer.Length < length)
        {
            input.AdvanceTo(read.Buffer.End);
            return null;
        }

        var body = read.Buffer.Slice(0, length).ToArray();
        input.AdvanceTo(read.Buffer.GetPosition(length));
        return body;
    }
}
