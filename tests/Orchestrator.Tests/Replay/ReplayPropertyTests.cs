using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Replay;
using Orchestrator.Engine.Formats;
using Xunit;

namespace Orchestrator.Tests.Replay;

/// <summary>What holds for every history.</summary>
public sealed class ReplayPropertyTests
{
    private const int Attempts = 4;

    private const string Policy = """
        hours: { mon-fri: 09:00-20:00, sat: 10:00-16:00 }
        attempts: 4
        retry: { no_answer: { dayparts: [10:00, 13:00, 19:00] } }

        """;

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20261122, 7);

    // Few numbers and few different seconds, so that calls meet each other; ten days.
    private static readonly Gen<HistoricCall> Calls =
        from second in Gen.Choose(0, 1440)
        from number in Gen.Choose(0, 5)
        from answered in Gen.Choose(0, 3)
        from reason in Gen.Elements(Enum.GetValues<MissReason>())
        select answered == 0
            ? PolicyReplayTests.Answered(600L * second, Number(number))
            : PolicyReplayTests.Missed(600L * second, number == 0 ? null : Number(number), reason: reason);

    private static readonly Arbitrary<HistoricCall[]> Histories =
        Calls.ListOf().Select(calls => calls.OrderBy(c => c.At).ToArray()).ToArbitrary();

    [Fact]
    public void Attempts_AddUp_OverDaysHoursDaypartsAndCases() => Check.One(Runs, Prop.ForAll(Histories, calls =>
    {
        var attempts = Replay(calls).Attempts;
        return attempts.Total == attempts.Days.Sum(d => d.Attempts)
            && attempts.Total == attempts.Hours.Sum()
            && attempts.Total == attempts.Dayparts.Sum(d => d.Attempts) + attempts.OutsideDayparts
            && attempts.Total == attempts.Cases.Sum(c => c.Attempts * c.Cases);
    }));

    [Fact]
    public void Cases_NeverHaveMoreAttemptsThanThePolicy() => Check.One(Runs, Prop.ForAll(Histories, calls =>
        Replay(calls).Attempts.Cases.All(c => c.Attempts <= Attempts)));

    [Fact]
    public void Cases_AllClose() => Check.One(Runs, Prop.ForAll(Histories, calls =>
    {
        var report = Replay(calls);
        return report.Cases.Opened == report.Cases.Dispositions.Sum(d => d.Count) && report.Cases.Opened == report.Attempts.Cases.Sum(c => c.Cases);
    }));

    [Fact]
    public void MissedCalls_AreCoveredOrNot() => Check.One(Runs, Prop.ForAll(Histories, calls =>
    {
        var report = Replay(calls);
        return report.Calls.Missed == report.Calls.Covered + report.Calls.NotCovered.Sum(n => n.Count)
            && report.Calls.Covered == report.Cases.Opened + report.Cases.Joined
            && report.Calls.Missed + report.Calls.Answered == calls.Length;
    }));

    [Fact]
    public void Replay_SameHistory_SameReport() => Check.One(Runs, Prop.ForAll(Histories, calls => Written(calls) == Written(calls)));

    [Fact]
    public void Replay_CallsOfOneSecondFromDifferentNumbers_MayComeInAnyOrder() => Check.One(Runs, Prop.ForAll(Histories, calls =>
        Written(calls) == Written([.. calls.OrderBy(c => c.At).ThenByDescending(c => c.CallerNumber, StringComparer.Ordinal)])));

    private static string Number(int number) => $"+7916000000{number}";

    private static ReplayReport Replay(HistoricCall[] calls) => PolicyReplayTests.Replay(Policy, calls);

    private static string Written(HistoricCall[] calls) => JsonSerializer.Serialize(Replay(calls), ApiJson.Indented);
}
