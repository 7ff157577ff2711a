using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Xunit;

namespace Orchestrator.Tests.Console;

/// <summary>However an attempt goes, its end has Russian words.</summary>
public sealed class AttemptStoryTests
{
    private const string One = "cb-1-operator";
    private const string Other = "cb-1-operator-1";
    private const string Customer = "cb-1-customer";

    private static readonly string?[] ScreeningsHeard = ["MACHINE MAXWORDS-3-3"];
    private static readonly int?[] Causes = [null, .. Enumerable.Range(0, 128)];
    private static readonly int?[] Responses = [null, 401, 403, 404, 408, 480, 486, 488, 499, 503, 600, 603];

    [Fact]
    public void Tell_EveryEndThatTheMachineComesTo_IsRussian()
    {
        var ends = Plans().SelectMany(Ends).ToHashSet();

        Assert.Superset(Words.All<Outcome>().ToHashSet(), ends.Select(e => Words.Of(e.Outcome)).ToHashSet());
        RussianReader.ReadsAll([.. ends.Select(e => $"Attempt 1: {Words.Of(e.Outcome).Replace('_', ' ')} ({e.Why})."), .. ends.Select(e => e.Why)], "MACHINE MAXWORDS-3-3");
    }

    [Fact]
    public void Tell_EveryCauseAndResponse_IsRussian() => RussianReader.ReadsAll(
    [
        .. Causes.Select(c => HangupCause.Describe(c, null)),
        .. Enumerable.Range(100, 600).Select(s => HangupCause.Describe(null, s)),
        .. from c in Causes from s in Responses select HangupCause.Describe(c, s),
    ]);

    private static IEnumerable<AttemptPlan> Plans() =>
        from key in new char?[] { null, '1' }
        from screening in new Screening?[] { null, new(LeavesMessage: false, Duration.FromSeconds(10), Duration.FromSeconds(9)), new(LeavesMessage: true, Duration.FromSeconds(10), Duration.FromSeconds(9)) }
        select new AttemptPlan(
            [One, Other], Customer, Duration.FromSeconds(20), key is not null, key, Duration.FromSeconds(15), Duration.FromSeconds(45.5), false, Duration.FromHours(3), screening, true);

    /// <summary>All ends: the machine is asked in every position that it can come to what each event makes of it.</summary>
    private static HashSet<(Outcome Outcome, string Why)> Ends(AttemptPlan plan)
    {
        var (seen, ends) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<(Outcome Outcome, string Why)>());
        var open = new Queue<AttemptProgress>(Enum.GetValues<AttemptState>().SelectMany(s => Starts(s)));
        while (open.TryDequeue(out var progress))
        {
            foreach (var happened in Events())
            {
                var (next, commands) = AttemptMachine.On(plan, progress, happened);
                ends.UnionWith(commands.OfType<AttemptCommand.End>().Select(e => (e.Outcome, e.Why)));
                if (seen.Add(KeyOf(next)))
                {
                    open.Enqueue(next);
                }
            }
        }

        return ends;
    }

    private static IEnumerable<AttemptProgress> Starts(AttemptState state) =>
        from adopted in new[] { false, true }
        select state <= AttemptState.OperatorRinging
            ? new AttemptProgress(state, [One, Other], Adopted: adopted)
            : new AttemptProgress(state, [One], One, Adopted: adopted);

    private static string KeyOf(AttemptProgress progress) => progress with { LiveOperators = [] } + string.Join(',', progress.LiveOperators.Order(StringComparer.Ordinal));

    private static IEnumerable<AttemptEvent> Events() =>
    [
        new AttemptEvent.Begin(), new AttemptEvent.OperatorUp(One), new AttemptEvent.PromptEnded(), new AttemptEvent.KeyPressed(One, '1'), new AttemptEvent.CustomerCreated(),
        new AttemptEvent.CustomerRang(EarlyMedia: false), new AttemptEvent.CustomerRang(EarlyMedia: true), new AttemptEvent.CustomerUp(),
        .. ScreeningsHeard.SelectMany(heard => new AttemptEvent[] { new AttemptEvent.Screened(true, heard!), new AttemptEvent.Screened(false, "HUMAN") }),
        new AttemptEvent.NotScreened(), new AttemptEvent.MessageEnded(), new AttemptEvent.RecorderReady(), new AttemptEvent.NotRecorded("the PBX does not say why"),
        .. from channel in new[] { One, Other } from cause in new int?[] { null, 16, 21 } select new AttemptEvent.LegEnded(channel, cause, null),
        .. from cause in Causes from sip in Responses select new AttemptEvent.LegEnded(Customer, cause, sip),
        .. new[] { One, Other, Customer }.Select(c => new AttemptEvent.LegRefused(c, "Allocation failed")),
        .. Enum.GetValues<AttemptTimer>().Select(t => new AttemptEvent.TimeUp(t)),
        new AttemptEvent.Cancel("the orchestrator stops"), new AttemptEvent.NotWritten("the database did not take the next step"),
        .. Looks().Select(live => new AttemptEvent.Snapshot(live)),
    ];

    private static IEnumerable<ImmutableDictionary<string, LegSight>> Looks() =>
        from operators in new[] { Array.Empty<string>(), [One] }
        from customer in new LegSight?[]
        {
            null, new(false, false), new(false, true), new(true, true), new(true, true, ScreeningStage.Listening), new(true, true, ScreeningStage.Machine), new(true, true, ScreeningStage.Person),
        }
        let live = operators.ToImmutableDictionary(o => o, _ => new LegSight(true, true), StringComparer.Ordinal)
        select customer is { } sight ? live.Add(Customer, sight) : live;
}
