using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api;

/// <summary>
/// A page's end as text: opaque, and good for the list and the filter only that it came from. The checksum finds mistakes, not attacks:
/// a forged cursor shows nothing that the key may not read anyway.
/// </summary>
public static class Cursor
{
    private const byte Version = 1;

    /// <summary>Microseconds are Postgres's own precision.</summary>
    private const int TicksPerMicrosecond = 10;

    /// <summary>Of the year 9998; what lies behind overflows.</summary>
    private const long LastMicrosecond = 253_370_764_800_000_000;
    private const int Payload = 1 + 8 + 16;
    private const int Checksum = 7; // 32 bytes in all

    /// <param name="key">Where the page ended.</param>
    /// <param name="list">Names the list and its filter.</param>
    public static string Encode(PageKey key, string list)
    {
        Span<byte> bytes = stackalloc byte[Payload + Checksum];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], key.At.ToUnixTimeTicks() / TicksPerMicrosecond);
        key.Id.TryWriteBytes(bytes[9..], bigEndian: true, out _);
        Sum(bytes[..Payload], list).CopyTo(bytes[Payload..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null when it is no cursor of this list and filter.</summary>
    public static PageKey? Decode(string text, string list)
    {
        Span<byte> bytes = stackalloc byte[Payload + Checksum];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.IsValid(text, out var length) || length != bytes.Length
            || !Base64Url.TryDecodeFromChars(text, bytes, out _)
            || bytes[0] != Version
            || !Sum(bytes[..Payload], list).AsSpan().SequenceEqual(bytes[Payload..]))
        {
            return null;
        }

        var micros = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        return micros is >= 0 and < LastMicrosecond
            ? new PageKey(Instant.FromUnixTimeTicks(micros * TicksPerMicrosecond), new Guid(bytes[9..Payload], bigEndian: true))
            : null;
    }

    private static byte[] Sum(ReadOnlySpan<byte> payload, string list)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(payload);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        return hash.GetHashAndReset()[..Checksum];
    }
}
