using System.Text;

namespace Orchestrator.Asterisk.Ami;

/// <summary>Walks the lines of one block. A bare LF or CR is part of a value: Asterisk ends each line with CRLF.</summary>
internal ref struct AmiLines(ReadOnlySpan<byte> block)
{
    private ReadOnlySpan<byte> _rest = block;
    private ReadOnlySpan<byte> _line;
    private int _colon;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf("\r\n"u8);
            _line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 2)..];
            if (_line.IsEmpty)
                continue;
            _colon = _line.IndexOf((byte)':');
            return true;
        }

        return false;
    }

    public readonly bool IsNamed(string header) => _colon == header.Length && Ascii.EqualsIgnoreCase(_line[.._colon], header);

    /// <summary>Empty for a line without a colon.</summary>
    public readonly ReadOnlySpan<byte> RawName() => _line[..Math.Max(_colon, 0)];

    public readonly string Name() => _colon < 0 ? "" : AmiNames.Decode(_line[.._colon]);

    public readonly ReadOnlySpan<byte> RawValue()
    {
        var value = _line[(_colon + 1)..];
        return _colon >= 0 && value is [(byte)' ', ..] ? value[1..] : value;
    }

    public readonly string Value()
    {
        var value = RawValue();
        return value.IsEmpty ? "" : Encoding.UTF8.GetString(value);
    }
}
