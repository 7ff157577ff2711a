using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Live;

/// <summary>Everything that the wallboard shows, at one moment.</summary>
/// <param name="Figures">From Postgres, as of their <c>At</c>; null when they never were read.</param>
/// <param name="IsStale">Postgres is away: the figures are old.</param>
/// <param name="FirstHour">When the first hour of the chart began.</param>
/// <param name="Operators">Of all policies on all PBXs.</param>
/// <param name="Queues">Those of the policies, and those with callers.</param>
public sealed record Board(
    BoardFigures? Figures, bool IsStale, Instant FirstHour, HealthReport Health, IReadOnlyList<BoardOperator> Operators, IReadOnlyList<BoardQueue> Queues)
{
    /// <summary>Hours of the chart.</summary>
    public const int Hours = 24;

    /// <summary>PBXs of which a link is away.</summary>
    public IEnumerable<PbxHealth> LostPbx => Health.Pbx.Where(p => !p.Ami.Ok || !p.Ari.Ok);

    /// <summary>The hours without gaps.</summary>
    public IReadOnlyList<HourFigures> Chart
    {
        get
        {
            var known = (Figures?.Hours ?? []).ToDictionary(h => h.Hour);
            return [.. Enumerable.Range(0, Hours).Select(h => known.GetValueOrDefault(h) ?? new HourFigures { Hour = h })];
        }
    }
}

/// <summary>An operator who takes callbacks.</summary>
/// <param name="Endpoint">For example <c>PJSIP/101</c>.</param>
/// <param name="Name">As the queue has it; the endpoint where it has none.</param>
/// <param name="Hindrance">What keeps them from taking a callback now, as everywhere else; null when they are free or nothing is known.</param>
public sealed record BoardOperator(string Endpoint, string Name, OperatorState State, Reason? Hindrance);

/// <summary>An operator's state, as coarse as a wall needs it.</summary>
public enum OperatorState
{
    Free,

    /// <summary>In one of our callbacks.</summary>
    Calling,

    /// <summary>Busy otherwise, or not to be disturbed.</summary>
    Busy,

    /// <summary>Not registered, or no such device.</summary>
    Away,

    /// <summary>AMI is away, or does not know the device.</summary>
    Unknown,
}

/// <summary>A queue.</summary>
/// <param name="Name">Its name: hostile.</param>
/// <param name="Waiting">Callers who wait now; null while AMI is away.</param>
public sealed record BoardQueue(string Name, int? Waiting);

/// <summary>How bad a figure is.</summary>
public enum BoardLevel
{
    Fine,
    Amber,
    Red,
}

public static class BoardLevels
{
    public static BoardLevel Of<T>(T? value, T amber, T red)
        where T : struct, IComparable<T> =>
        value is not { } v || v.CompareTo(amber) < 0 ? BoardLevel.Fine : v.CompareTo(red) < 0 ? BoardLevel.Amber : BoardLevel.Red;

    /// <summary>The phase of an attempt that people are told: it is the operator's or the customer's phone that rings, or they talk.</summary>
    public static AttemptState Phase(this AttemptState state) => state switch
    {
        AttemptState.Claimed or AttemptState.OperatorRinging => AttemptState.OperatorRinging,
        AttemptState.OperatorAnswered or AttemptState.CustomerRinging => AttemptState.CustomerRinging,
        _ => AttemptState.Talking,
    };
}
