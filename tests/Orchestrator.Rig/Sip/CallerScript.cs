using System.Text;

namespace Orchestrator.Rig.Sip;

/// <summary>What a caller does.</summary>
public sealed record CallerScript
{
    /// <summary>The number called.</summary>
    public required string Did { get; init; }

    /// <summary>User part of the From header, sent as it is.</summary>
    public required string Number { get; init; }

    /// <summary>What stands between the quotes of the From header's display name, byte for byte, whether it is legal or not.</summary>
    public ReadOnlyMemory<byte> RawName { get; init; }

    /// <summary><see cref="RawName"/> from text, as UTF-8.</summary>
    public string Name
    {
        get => Encoding.UTF8.GetString(RawName.Span);
        init => RawName = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>
    /// How long to stay after the pick-up (Asterisk's Answer() takes half a second of it before the dialplan goes on), and how long to wait for it (then the call is cancelled);
    /// null: until the other side hangs up, or <see cref="Sipp.HangUpAsync()"/>.
    /// </summary>
    public TimeSpan? HangUpAfter { get; init; }

    /// <summary>Digits to press once the call is answered, by SIP INFO.</summary>
    public string Digits { get; init; } = "";

    /// <summary>Further header lines of the INVITE: <c>Privacy: id</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public RtpProbe? Audio { get; init; }
}
