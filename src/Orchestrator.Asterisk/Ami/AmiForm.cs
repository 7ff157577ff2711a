namespace Orchestrator.Asterisk.Ami;

/// <summary>Whether an event is as Asterisk makes them.</summary>
internal enum AmiForm
{
    Whole,

    /// <summary>A header comes twice, so that nobody can tell which of them Asterisk wrote.</summary>
    Repeated,

    /// <summary>A channel is not described to its end: an empty line within a value ended the block, and what follows may be anything.</summary>
    Cut,
}

/// <summary>
/// A caller's number, and the extension that was dialled, are written into events as they came, line breaks included (main/manager_channels.c; SIP carries them as
/// <c>%0d%0a</c>): so a stranger adds headers, or ends a block and begins another. Both leave traces, because what Asterisk writes after the value stays:
/// it comes twice, or it is missing in the block where it belongs.
/// </summary>
internal static class AmiForms
{
    /// <summary>The largest events of Asterisk's own (AttendedTransfer) have some 80.</summary>
    private const int MostHeaders = 160;

    /// <summary>AttendedTransfer describes five.</summary>
    private const int MostChannels = 8;

    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>What follows each <c>ChannelState</c>, with its prefix, in every version (ast_manager_build_channel_state_string_prefix).</summary>
    private static readonly byte[][] Description =
    [
        [.. "CallerIDNum"u8], [.. "CallerIDName"u8], [.. "ConnectedLineNum"u8], [.. "ConnectedLineName"u8],
        [.. "Context"u8], [.. "Exten"u8], [.. "Priority"u8], [.. "Uniqueid"u8], [.. "Linkedid"u8],
    ];

    private static ReadOnlySpan<byte> State => "ChannelState"u8;

    public static AmiForm Of(ReadOnlySpan<byte> block)
    {
        Span<ulong> names = stackalloc ulong[MostHeaders];
        Span<ulong> prefixes = stackalloc ulong[MostChannels];
        var (named, described) = (0, 0);
        var (repeated, tooMany) = (false, false);
        var lines = new AmiLines(block);
        var mayRepeat = lines.MoveNext() && lines.RawValue().SequenceEqual("UserEvent"u8); // the dialplan names its headers as it likes
        while (lines.MoveNext())
        {
            var name = lines.RawName();
            if (name.IsEmpty || name.EndsWith("ChanVariable"u8))
                continue;
            var hash = Hash(Basis, name);
            repeated |= names[..named].Contains(hash);
            if (named < MostHeaders)
                names[named++] = hash;
            else
                tooMany = true;
            if (!name.EndsWith(State))
                continue;
            if (described < MostChannels)
                prefixes[described++] = Hash(Basis, name[..^State.Length]);
            else
                tooMany = true;
        }

        foreach (var prefix in prefixes[..described])
        {
            foreach (var part in Description)
            {
                if (!names[..named].Contains(Hash(prefix, part)))
                    return AmiForm.Cut;
            }
        }

        return (repeated || tooMany) && !mayRepeat ? AmiForm.Repeated : AmiForm.Whole;
    }

    /// <summary>FNV-1a without case; a collision would refuse an event, and not let one in.</summary>
    private static ulong Hash(ulong state, ReadOnlySpan<byte> name)
    {
        foreach (var b in name)
            state = (state ^ (uint)(b | 0x20)) * Prime;
        return state;
    }
}
