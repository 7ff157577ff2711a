using System.Text;

namespace Orchestrator.Asterisk.Ami;

/// <summary>Walks the lines of one block. A bare LF or CR is part of a value: Asterisk ends each line with CRLF.</summary>
internal ref struct AmiLines(ReadOnlySpan<byte> block)
{
    private ReadOnlySpan<byte> rest = block;
    private ReadOnlySpan<byte> line;
    private int colon;

    public bool MoveNext()
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf("\r\n"u8);
            line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 2)..];
            if (line.IsEmpty)
                continue;
            colon = line.IndexOf((byte)':');
            return true;
        }

        return false;
    }

    public readonly bool IsNamed(string header) => colon == header.Length && Ascii.EqualsIgnoreCase(line[..colon], header);

    /// <summary>Empty for a line without a colon.</summary>
    public readonly ReadOnlySpan<byte> RawName() => line[..Math.Max(colon, 0)];

    public readonly string Name() => colon < 0 ? "" : AmiNames.Decode(line[..colon]);

    public readonly ReadOnlySpan<byte> RawValue()
    {
        var value = line[(colon + 1)..];
        return colon >= 0 && value is [(byte)' ', ..] ? value[1..] : value;
    }

    public readonly string Value()
    {
        var value = RawValue();
        return value.IsEmpty ? "" : Encoding.UTF8.GetString(value);
    }
}
