using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;

namespace Orchestrator.Core.Policies;

/// <summary>The rules of a set of lines, read from one policy file. Immutable; a change of the file makes a new one.</summary>
public sealed record Policy
{
    /// <summary>The policy's name, unique among the files.</summary>
    public required string Name { get; init; }

    /// <summary>First 12 hex digits of the SHA-256 of the file's text.</summary>
    public required string Version { get; init; }

    public PolicyMode Mode { get; init; } = PolicyMode.Live;

    public Covers Covers { get; init; } = new();

    /// <summary>The zone in which the file's times of day are meant.</summary>
    public required DateTimeZone Zone { get; init; }

    public OpeningHours Hours { get; init; } = OpeningHours.Always;

    /// <summary>From the missed call to the first attempt, 0 s to 24 h.</summary>
    public Duration FirstAttemptAfter { get; init; } = Duration.FromSeconds(30);

    /// <summary>Customer-side attempts before the case is exhausted, 1 to 50.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The case's greatest age.</summary>
    public Duration GiveUpAfter { get; init; } = Duration.FromDays(3);

    /// <summary>What follows each outcome. Every customer-side outcome but <see cref="Outcome.Connected"/> has a rule.</summary>
    public required ImmutableDictionary<Outcome, RetryRule> Retry { get; init; }

    public required OperatorRules Operators { get; init; }

    public required CustomerRules Customer { get; init; }

    public Limits Limits { get; init; } = new();
}

/// <summary>Whether a policy dials.</summary>
public enum PolicyMode
{
    Live,
    Off,
}

/// <summary>Which missed calls a policy is for. An empty list matches everything.</summary>
public sealed record Covers
{
    public ImmutableArray<string> Queues { get; init; } = [];

    /// <summary>Dialled numbers as written in the file; a trailing <c>*</c> matches a prefix.</summary>
    public ImmutableArray<string> Numbers { get; init; } = [];

    public ImmutableArray<MissReason> Missed { get; init; } = [];

    public Duration WaitedAtLeast { get; init; } = Duration.Zero;
}

/// <summary>What to do after an outcome: a closed set.</summary>
public abstract record RetryRule
{
    private RetryRule()
    {
    }

    /// <summary>Whether the outcome uses up one of the policy's attempts.</summary>
    public bool UsesAttempt { get; init; } = true;

    /// <summary>Wait; the n-th such outcome takes the n-th delay, later ones the last.</summary>
    public sealed record AfterDelay(ImmutableArray<Duration> Delays) : RetryRule;

    /// <summary>Move to a time of day that was not tried yet.</summary>
    public sealed record OtherDaypart(ImmutableArray<LocalTime> Dayparts) : RetryRule;

    /// <summary>Close as struck out once <paramref name="Confirm"/> attempts agree, 1 = at once; retry after <paramref name="RetryAfter"/> until then.</summary>
    public sealed record StrikeOut(int Confirm, Duration RetryAfter) : RetryRule;
}

/// <summary>Who takes the callbacks, and how they are rung.</summary>
public sealed record OperatorRules
{
    /// <summary>The queue whose members are asked, or null when <see cref="Interfaces"/> lists them.</summary>
    public string? Queue { get; init; }

    /// <summary>Dialable interfaces such as <c>PJSIP/101</c>, when no queue is named.</summary>
    public ImmutableArray<string> Interfaces { get; init; } = [];

    public OperatorPick Pick { get; init; } = OperatorPick.LongestIdle;

    public Duration Ring { get; init; } = Duration.FromSeconds(20);

    /// <summary>The key that accepts the callback, or null when picking up is enough.</summary>
    public char? AcceptKey { get; init; }

    /// <summary>What the operator hears on picking up.</summary>
    public Announcement Announce { get; init; } = new Announcement.Number();

    /// <summary>Rest after a callback before the next one.</summary>
    public Duration WrapUp { get; init; } = Duration.FromSeconds(10);
}

public enum OperatorPick
{
    LongestIdle,
    InTurn,
    RingAll,
}

/// <summary>A prompt: a closed set.</summary>
public abstract record Announcement
{
    private Announcement()
    {
    }

    public sealed record None : Announcement;

    /// <summary>The customer's number, digit by digit.</summary>
    public sealed record Number : Announcement;

    /// <summary>A sound of the PBX, for example <c>custom/callback</c>.</summary>
    public sealed record Sound(string Name) : Announcement;
}

/// <summary>How the customer is dialled.</summary>
public sealed record CustomerRules
{
    /// <summary>The dial string with <c>{number}</c> in it, for example <c>PJSIP/{number}@trunk</c>.</summary>
    public required string Dial { get; init; }

    public NumberFormat NumberFormat { get; init; } = NumberFormat.E164;

    /// <summary>The number that the customer sees; null sends none.</summary>
    public string? CallerId { get; init; }

    public Duration Ring { get; init; } = Duration.FromSeconds(45);

    /// <summary>A sound of the PBX that the customer hears on picking up, or null.</summary>
    public string? Greeting { get; init; }
}

public enum NumberFormat
{
    /// <summary><c>+74951234567</c></summary>
    E164,

    /// <summary>As dialled within the home country: <c>84951234567</c>.</summary>
    National,

    /// <summary><c>74951234567</c></summary>
    Digits,
}

/// <summary>What a policy never exceeds.</summary>
public sealed record Limits
{
    /// <summary>Customer dials per number in any 24 hours, counted over all policies.</summary>
    public int PerNumberPerDay { get; init; } = 3;

    /// <summary>Attempts under way at once under this policy.</summary>
    public int Concurrent { get; init; } = 5;

    /// <summary>No callback takes an operator of the queue while callers wait in it.</summary>
    public bool LiveCallersFirst { get; init; } = true;
}
