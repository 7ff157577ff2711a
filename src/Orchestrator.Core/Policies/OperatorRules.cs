using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Policies.Reading;

namespace Orchestrator.Core.Policies;

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

    /// <summary>Whether a text can be an operator's interface, such as <c>PJSIP/101</c>.</summary>
    public static bool IsInterface(string text) => SafeText.IsInterface(text);
}

public enum OperatorPick
{
    LongestIdle,
    InTurn,
    RingAll,

    /// <summary>Whoever talked with the customer last, when they are free; else the longest idle.</summary>
    LastSpoken,

    /// <summary>The operator whom <c>numbers.yaml</c> names for the number, when they are free; else the longest idle.</summary>
    Responsible,
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
