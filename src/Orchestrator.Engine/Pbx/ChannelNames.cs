using System.Globalization;

namespace Orchestrator.Engine.Pbx;

/// <summary>The ids of an attempt's channels, bridge, playbacks and recording: fixed by the attempt, so that nothing can be made twice and everything can be found again.</summary>
public static class ChannelNames
{
    public const string Prefix = "cb-";

    private const int IdLength = 32;

    public static string Operator(Guid attempt, int ordinal) =>
        ordinal == 0 ? $"{Prefix}{attempt:N}-operator" : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{attempt:N}-operator-{ordinal + 1}");

    public static string Customer(Guid attempt) => $"{Prefix}{attempt:N}-customer";

    public static string Bridge(Guid attempt) => $"{Prefix}{attempt:N}";

    public static string Prompt(Guid attempt) => $"{Prefix}{attempt:N}-prompt";

    public static string RingTone(Guid attempt) => $"{Prefix}{attempt:N}-ringing";

    public static string Greeting(Guid attempt) => $"{Prefix}{attempt:N}-greeting";

    public static string Message(Guid attempt) => $"{Prefix}{attempt:N}-message";

    /// <summary>The channel that records the talk.</summary>
    public static string Recorder(Guid attempt) => $"{Prefix}{attempt:N}-recorder";

    /// <summary>The recording's name in the PBX's spool, without the format's ending.</summary>
    public static string Recording(Guid attempt) => $"{Prefix}{attempt:N}-talk";

    /// <summary>The attempt that a channel, bridge, playback or recording of ours belongs to, or null when it is not ours.</summary>
    public static Guid? AttemptOf(string id) =>
        id.Length >= Prefix.Length + IdLength && id.StartsWith(Prefix, StringComparison.Ordinal)
        && Guid.TryParseExact(id.AsSpan(Prefix.Length, IdLength), "N", out var attempt)
            ? attempt
            : null;
}
