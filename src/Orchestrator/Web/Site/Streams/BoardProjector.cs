using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Live;
using Orchestrator.Web.Site.Streams;

namespace Orchestrator.Web.Site.Streams;

/// <summary>Keeps the wallboard: figures from Postgres, read for the whole process, and what this process knows of its PBXs.</summary>
internal sealed class BoardProjector(
    Database database, PoliciesInForce policies, PbxNodes nodes, OperatorBoards operators, Readiness readiness, Fragments fragments, LiveWake wake, IClock clock, TimeProvider time)
{
    private readonly Latest<BoardFrame> latest = new();
    private BoardFigures? figures;
    private Instant firstHour;
    private HealthPart postgres = new(false, new Reason.LinkUnknown());

    /// <summary>Who keeps the board up to date.</summary>
    public Interest Interest { get; } = new(wake, time);

    public Latest<BoardFrame>.Edition Current => latest.Current;

    /// <summary>The figures are not to be trusted.</summary>
    public bool IsStale => !postgres.Ok;

    /// <summary>Reads the figures anew.</summary>
    public async Task ReadAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var zone = policies.Set.Policies.FirstOrDefault()?.Zone ?? DateTimeZone.Utc;
        var hour = FirstHour(now, zone);
        figures = await database.InTransactionAsync(tx => tx.Board.ReadAsync(Midnight(now, zone), hour), cancel);
        (firstHour, postgres) = (hour, new HealthPart(true, new Reason.PostgresAnswers()));
    }

    /// <summary>Postgres does not answer.</summary>
    public void Lost(string why) => postgres = new HealthPart(false, new Reason.Quoted(why));

    /// <summary>Shows the figures together with what is known of the PBXs now.</summary>
    public void Publish() => latest.Publish(new BoardFrame(
        new Board(figures, IsStale, firstHour, readiness.Report(postgres), Operators(), Queues()), fragments));

    /// <summary>The board for a page that is about to be shown; waits a moment for a fresh one.</summary>
    public async Task<Board> AskAsync(TimeSpan atMost, CancellationToken cancel)
    {
        var known = latest.Current;
        var wasAlive = Interest.IsAlive;
        Interest.Touch();
        if (known.Value is null || !wasAlive)
        {
            await known.WaitAsync(atMost, time, cancel);
        }

        return latest.Value?.Board ?? new Board(null, true, firstHour, readiness.Report(postgres), Operators(), Queues());
    }

    internal static Instant Midnight(Instant now, DateTimeZone zone) => zone.AtStartOfDay(now.InZone(zone).Date).ToInstant();

    /// <summary>When the hour began that is the first of 24, the present one the last.</summary>
    internal static Instant FirstHour(Instant now, DateTimeZone zone)
    {
        var local = now.InZone(zone);
        return now - Duration.FromTimeSpan(TimeSpan.FromTicks(local.TickOfDay % NodaConstants.TicksPerHour)) - Duration.FromHours(Board.Hours - 1);
    }

    private IReadOnlyList<BoardOperator> Operators()
    {
        var all = new SortedDictionary<string, BoardOperator>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes.All)
        {
            var names = operators.Of(node).Members().ToLookup(m => m.Interface, m => m.Name, StringComparer.OrdinalIgnoreCase);
            foreach (var rules in policies.Set.Policies.Select(p => p.Operators))
            {
                var pool = operators.Of(node).Pool(rules);
                var seats = pool.IsKnown ? pool.Seats : [.. Named(rules, names).Select(e => new OperatorSeat(e, null, null, null))];
                foreach (var seat in seats)
                {
                    var state = pool.IsKnown ? BoardOperators.StateOf(seat.Hindrance) : OperatorState.Unknown;
                    all.TryAdd($"{node.Name} {seat.Endpoint}", new BoardOperator(seat.Endpoint, names[seat.Endpoint].FirstOrDefault() ?? seat.Endpoint, state, seat.Hindrance));
                }
            }
        }

        return [.. all.Values];
    }

    /// <summary>While AMI is away: those that are known by name, in no known state.</summary>
    private static IEnumerable<string> Named(OperatorRules rules, ILookup<string, string> names) =>
        rules.Queue is null ? rules.Interfaces : names.Select(n => n.Key);

    private IReadOnlyList<BoardQueue> Queues()
    {
        var named = policies.Set.Policies.SelectMany(p => p.Covers.Queues.Append(p.Operators.Queue)).OfType<string>();
        var all = named.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(n => n, _ => (int?)null, StringComparer.OrdinalIgnoreCase);
        foreach (var waiting in operators.All.Select(b => b.WaitingByQueue()).OfType<IReadOnlyDictionary<string, int>>())
        {
            foreach (var (queue, callers) in waiting.Where(w => w.Value > 0 || all.ContainsKey(w.Key)))
            {
                all[queue] = (all.GetValueOrDefault(queue) ?? 0) + callers;
            }
        }

        return [.. all.OrderBy(q => q.Key, StringComparer.OrdinalIgnoreCase).Select(q => new BoardQueue(q.Key, q.Value))];
    }
}

internal static class BoardOperators
{
    /// <summary>Sorts the reasons of <see cref="OperatorBoard"/>.</summary>
    public static OperatorState StateOf(Reason? hindrance) => hindrance switch
    {
        null => OperatorState.Free,
        Reason.InCallback => OperatorState.Calling,
        Reason.NotRegistered or Reason.NoSuchDevice => OperatorState.Away,
        Reason.DeviceStateUnknown => OperatorState.Unknown,
        _ => OperatorState.Busy,
    };
}
