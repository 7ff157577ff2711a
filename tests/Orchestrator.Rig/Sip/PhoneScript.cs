namespace Orchestrator.Rig.Sip;

/// <summary>What a phone does with a call that comes in.</summary>
public sealed record PhoneScript
{
    /// <summary>Applies to calls to this number only; null: to all others. Behind a trunk one SIPp plays many customers.</summary>
    public string? ForNumber { get; init; }

    /// <summary>180, or no sign of life until the end.</summary>
    public bool Ring { get; init; } = true;

    /// <summary>183 with audio before the end.</summary>
    public bool EarlyMedia { get; init; }

    /// <summary>Time from the INVITE to <see cref="Final"/>.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>200 picks up; 4xx to 6xx refuses; null rings until cancelled, or until <see cref="Sipp.PickUpAsync"/>.</summary>
    public int? Final { get; init; } = 200;

    /// <summary>Hangs up so long after the pick-up; null: never by itself.</summary>
    public TimeSpan? HangUpAfter { get; init; }

    /// <summary>Digits to press after the pick-up, by SIP INFO.</summary>
    public string Digits { get; init; } = "";

    public RtpProbe? Audio { get; init; }

    /// <summary>Picks up and stays.</summary>
    public static PhoneScript Answers { get; } = new();

    /// <summary>Rings until cancelled, or until <see cref="Sipp.PickUpAsync"/>.</summary>
    public static PhoneScript Rings { get; } = new() { Final = null };

    public static PhoneScript Rejects(int status) => new() { Final = status };
}
