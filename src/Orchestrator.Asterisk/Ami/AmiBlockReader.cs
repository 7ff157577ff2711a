using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Text;

namespace Orchestrator.Asterisk.Ami;

/// <summary>
/// Cuts the stream into blocks. A block ends with an empty line; nothing within a value can end or begin one,
/// so a message that is too large costs itself and not the connection.
/// </summary>
internal sealed class AmiBlockReader(PipeReader pipe, int maxBlock, int maxLine, FaultCounter faults)
{
    public const string BlockTooLarge = "block too large";
    public const string LineTooLong = "line too long";

    private ReadOnlySequence<byte> buffer;
    private bool skipping;
    private bool ended;

    private static ReadOnlySpan<byte> EndOfBlock => "\r\n\r\n"u8;

    /// <summary>Waits for more bytes; false at the end of the stream.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (ended)
            return false;
        pipe.AdvanceTo(buffer.Start, buffer.End);
        var result = await pipe.ReadAsync(cancellationToken);
        buffer = result.Buffer;
        ended = result.IsCompleted;
        return !ended || !buffer.IsEmpty;
    }

    /// <summary>The first line, which belongs to no block; null if the stream ends first or it is no line at all.</summary>
    public async ValueTask<string?> ReadBannerAsync(CancellationToken cancellationToken)
    {
        buffer = (await pipe.ReadAsync(cancellationToken)).Buffer;
        while (true)
        {
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(buffer.Slice(0, end)).TrimEnd('\r');
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                return line;
            }

            if (buffer.Length > maxLine || !await FillAsync(cancellationToken))
                return null;
        }
    }

    /// <summary>The next block that is complete in what has been read.</summary>
    public bool TryRead([NotNullWhen(true)] out AmiMessage? message)
    {
        while (TryCut(out var block))
        {
            if (skipping)
                skipping = false;
            else if (block.Length > maxBlock)
                faults.Count(BlockTooLarge, $"{block.Length} bytes");
            else if (block.Length > maxLine && LongestLine(block) > maxLine)
                faults.Count(LineTooLong, $"in a block of {block.Length} bytes");
            else if (block.Length > 0)
            {
                message = new AmiMessage(block) { IsFollowedByRest = GoesOnWithRest() };
                return true;
            }
        }

        message = null;
        return false;
    }

    /// <summary>As far as can be seen: what has not come yet is not waited for.</summary>
    private bool GoesOnWithRest()
    {
        var next = buffer.FirstSpan.TrimStart("\r\n"u8);
        return !BeginsLike(next, "Event: "u8) && !BeginsLike(next, "Response: "u8);
    }

    private static bool BeginsLike(ReadOnlySpan<byte> next, ReadOnlySpan<byte> message)
    {
        var length = Math.Min(next.Length, message.Length);
        return next[..length].SequenceEqual(message[..length]);
    }

    private static int LongestLine(ReadOnlySpan<byte> block)
    {
        var longest = 0;
        foreach (var line in block.Split("\r\n"u8))
            longest = Math.Max(longest, line.End.Value - line.Start.Value);
        return longest;
    }

    private bool TryCut([NotNullWhen(true)] out byte[]? block)
    {
        var first = buffer.FirstSpan;
        var end = first.IndexOf(EndOfBlock);
        if (end >= 0)
        {
            block = first[..end].ToArray();
            buffer = buffer.Slice(end + EndOfBlock.Length);
            return true;
        }

        if (!buffer.IsSingleSegment)
        {
            var reader = new SequenceReader<byte>(buffer);
            if (reader.TryReadTo(out ReadOnlySequence<byte> across, EndOfBlock))
            {
                block = across.ToArray();
                buffer = buffer.Slice(reader.Position);
                return true;
            }
        }

        if (buffer.Length > maxBlock + EndOfBlock.Length)
            SkipToEndOfBlock();
        block = null;
        return false;
    }

    private void SkipToEndOfBlock()
    {
        if (!skipping)
            faults.Count(BlockTooLarge, $"more than {maxBlock} bytes");
        skipping = true;

        // The end of the block may be cut in two: keep what may be its beginning.
        buffer = buffer.Slice(buffer.Length - EndOfBlock.Length + 1);
    }
}
