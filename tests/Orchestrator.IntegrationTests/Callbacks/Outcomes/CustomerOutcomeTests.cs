using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Outcomes;

/// <summary>What the customer's side answers decides what comes next, by the table and the policy.</summary>
public sealed class CustomerOutcomeTests(CallingWorld fixture) : IClassFixture<CallingWorld>
{
    private static readonly PhoneScript Silent = PhoneScript.Answers with { Ring = false };

    private CallbackWorld World => fixture.World;

    [Theory]
    [InlineData(486, "busy", "486 Busy here, cause 17 User busy", true)]
    [InlineData(600, "busy", "600 Busy everywhere, cause 17 User busy", true)]
    [InlineData(503, "congestion", "503 Service unavailable, cause 34 No circuit available", false)]
    public async Task PassingTrouble_IsTriedAgain_ThenReached(int status, string outcome, string evidence, bool usesAttempt)
    {
        var (number, customers) = await LoseAndCallAsync(PhoneScript.Rejects(status), WorldSteps.TalksShortly);

        var closed = await World.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal([outcome, "connected"], closed.Outcomes);
        Assert.Equal((usesAttempt, status), (closed.Attempts[0].UsesAttempt, closed.Attempts[0].SipCode));
        Assert.Contains(closed.Timeline, t => t.Kind == "attempt_ended" && t.Text.Contains($"({evidence}", StringComparison.Ordinal));
        Assert.Contains(closed.Timeline, t => t.Kind == "planned" && t.Text.Contains($"{outcome}: first retry after 500ms", StringComparison.Ordinal));
        Assert.Equal([number, number], customers.Calls.Select(c => c.User!.TrimStart('+')));
    }

    [Theory]
    [InlineData(404, "404 Not found, cause 1 Unallocated number")]
    [InlineData(410, "410 Gone, cause 22 Number changed")]
    [InlineData(484, "484 Address incomplete, cause 28 Invalid number format")]
    public async Task InvalidNumber_IsStruckOutAtOnce(int status, string evidence)
    {
        var (number, customers) = await LoseAndCallAsync(new PhoneScript { Final = status, Ring = false });

        var closed = await World.ClosedAsync(number);
        Assert.Equal(("struck_out", $"number invalid: {evidence}"), (closed.Disposition, closed.Reason));
        Assert.Equal(["invalid"], closed.Outcomes);
        Assert.Single(customers.Calls);
    }

    [Theory]
    [InlineData(603, true, "rejected", "603 Decline, cause 21 Call rejected", "rejected: first retry after 1d")]
    [InlineData(403, false, "rejected", "403 Forbidden, cause 21 Call rejected", "rejected: first retry after 1d")]
    [InlineData(480, true, "no_answer", "480 Temporarily unavailable, cause 19 User alerting, no answer (rang)", "next daypart")]
    [InlineData(480, false, "unreachable", "480 Temporarily unavailable, cause 19 User alerting, no answer (did not ring)", "unreachable: first retry after 30m")]
    [InlineData(408, true, "no_answer", "408 Request timeout, cause 18 No user responding (rang)", "next daypart")]
    [InlineData(408, false, "unreachable", "408 Request timeout, cause 18 No user responding (did not ring)", "unreachable: first retry after 30m")]
    public async Task NotReached_WaitsAsThePolicySays(int status, bool rings, string outcome, string evidence, string next)
    {
        var (number, customers) = await LoseAndCallAsync(new PhoneScript { Final = status, Ring = rings });

        var waiting = await World.CaseAsync(number, c => c is { State: "waiting", Attempts.Count: 1 } && c.Attempts[0].State == "ended");
        Assert.Equal([outcome], waiting.Outcomes);
        Assert.True(waiting.Attempts[0].UsesAttempt);
        Assert.Contains(waiting.Timeline, t => t.Kind == "attempt_ended" && t.Text.Contains($"({evidence})", StringComparison.Ordinal));
        Assert.Contains(next, waiting.NextAttemptWhy, StringComparison.Ordinal);
        Assert.Equal("planned", waiting.Kinds.Last());
        Assert.Single(customers.Calls);
    }

    [Fact]
    public async Task NobodyPicksUp_WithinTheRingLimit_IsPlannedForAnotherDaypart()
    {
        var (number, customers) = await LoseAndCallAsync(PhoneScript.Rings);

        var waiting = await World.CaseAsync(number, c => c is { State: "waiting", Attempts.Count: 1 } && c.Attempts[0].State == "ended");
        Assert.Equal(["no_answer"], waiting.Outcomes);
        Assert.Contains(waiting.Timeline, t => t.Text.Contains("rang in vain until our time limit within 5 s", StringComparison.Ordinal));
        var moscow = TimeZoneInfo.ConvertTimeFromUtc(waiting.NextAttemptAt!.Value, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));
        Assert.Contains(moscow.TimeOfDay, new[] { TimeSpan.FromHours(10), TimeSpan.FromHours(13), TimeSpan.FromHours(19) });
        Assert.Contains($"next daypart {moscow:HH:mm} Europe/Moscow", waiting.NextAttemptWhy, StringComparison.Ordinal);
        await Until.TrueAsync(() => customers.Received("CANCEL") == 1);
        Assert.Single(customers.Calls);
    }

    [Fact]
    public async Task BusyUntilAttemptsAreUsedUp_IsExhausted()
    {
        var (number, customers) = await LoseAndCallAsync(PhoneScript.Rejects(503), PhoneScript.Rejects(486));

        var closed = await World.ClosedAsync(number);
        Assert.Equal(("exhausted", "2 attempts, none answered"), (closed.Disposition, closed.Reason));
        Assert.Equal(["congestion", "busy", "busy"], closed.Outcomes); // the trunk's trouble cost no attempt
        Assert.Equal(3, customers.Calls.Count);
    }

    [Fact]
    public async Task CustomerAnswersWithoutRinging_IsReached()
    {
        var (number, _) = await LoseAndCallAsync(Silent with { HangUpAfter = TimeSpan.FromMilliseconds(300) });

        var closed = await World.ClosedAsync(number);
        Assert.Equal(("reached", "operator and customer talked"), (closed.Disposition, closed.Reason));
        Assert.Equal(["connected"], closed.Outcomes);
    }

    /// <summary>Loses a call; the operator always picks up and the customer's phone plays its scripts.</summary>
    private async Task<(string Number, Sipp Customers)> LoseAndCallAsync(params IReadOnlyList<PhoneScript> customer)
    {
        await World.PutDownAsync();
        await World.OperatorAsync(0, PhoneScript.Answers);
        var customers = await World.CustomersAsync(customer);
        var number = CallbackWorld.NewNumber();
        await World.LoseCallAsync(number);
        return (number, customers);
    }
}
