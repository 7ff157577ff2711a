namespace Orchestrator.Rig.Sip;

/// <summary>What a caller does.</summary>
public sealed record CallerScript
{
    /// <summary>The number called.</summary>
    public required string Did { get; init; }
    /// <summary>User part of From, taken as it is.</summary>
    public required string Number { get; init; }
    /// <summary>Display name of From: the bytes between the quotes, taken as they are.</summary>
    public ReadOnlyMemory<byte> Name { get; init; }
    /// <summary>How long to stay after the first provisional answer or the pick-up; null: until the other side hangs up or the process ends.</summary>
    public TimeSpan? HangUpAfter { get; init; }
    /// <summary>Digits to press (SIP INFO) once answered.</summary>
    public string Digits { get; init; } = "";
    /// <summary>Where audio goes and comes from; see <see cref="RtpProbe"/>.</summary>
    public int? MediaPort { get; init; }
}

/// <summary>What a phone does with each call that comes in.</summary>
public sealed record PhoneScript
{
    /// <summary>180 at once, or straight to the end.</summary>
    public bool Ring { get; init; } = true;
    /// <summary>183 with audio before the end.</summary>
    public bool EarlyMedia { get; init; }
    /// <summary>Time from the INVITE to <see cref="Final"/>.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMilliseconds(300);
    /// <summary>200 picks up; 4xx to 6xx rejects; null never decides.</summary>
    public int? Final { get; init; } = 200;
    /// <summary>Hangs up so long after the pick-up; null: never by itself.</summary>
    public TimeSpan? HangUpAfter { get; init; }
    /// <summary>Digits to press (SIP INFO) after the pick-up.</summary>
    public string Digits { get; init; } = "";
    public int? MediaPort { get; init; }
}
