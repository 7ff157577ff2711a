using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Notify;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>Jobs with the real engine on a real Postgres: each follows its case, from the booking to its end.</summary>
public sealed class JobLifeTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>
{
    private static readonly Actor Anna = Actor.User("anna", "127.0.0.1");

    [Fact]
    public async Task CaseThatWaits_WithoutAJob_GetsOneForItsTime()
    {
        await using var world = await OpenAsync();
        var id = await world.CaseAsync("+79161230042", TimeSpan.FromHours(2));

        var booked = await world.JobAsync(id, j => j.JobState == "Scheduled");

        Assert.Equal(booked.NextAttemptAt, booked.JobAt);
        var view = world.Services.GetRequiredService<JobMonitor>().Find(booked.JobId!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))!;
        Assert.Equal("Call back +7916…42 · sales · attempt 1", view.Name);
        Assert.InRange(booked.NextAttemptAt!.Value - view.ScheduledAt, CallbackJob.Early - Duration.FromMilliseconds(1), CallbackJob.Early + Duration.FromSeconds(1));
        Assert.Equal("first attempt", view.History[0].Reason);
    }

    [Fact]
    public async Task CaseThatFallsDue_IsDecidedUponAndItsJobStaysAtWorkWhileItWaitsForAnOperator()
    {
        await using var world = await OpenAsync();
        var (id, _) = await world.BookedAsync(dueIn: TimeSpan.FromSeconds(8));

        var ready = await world.JobAsync(id, j => j.State == CaseState.Ready);

        Assert.Equal("Processing", ready.JobState);
        Assert.True(await world.GetAsync<bool>(
            "select min(e.at) >= c.next_attempt_at from case_event e join callback_case c on c.id = e.case_id where e.case_id = @id and e.kind = 'ready' group by c.id", new { id })); // never early
        Assert.Equal(CloseResult.Closed, await world.Cases.WithdrawAsync(id, "no more", Anna, default));
        var closed = await world.JobAsync(id, j => j.JobState == "Deleted");
        Assert.Equal(["Scheduled", "Processing", "Deleted"], await world.StatesAsync(closed.JobId!.Value));
    }

    [Fact]
    public async Task CaseThatIsPutOffAtItsTime_TellsWhyAndGetsItsNextJob()
    {
        await using var world = await OpenAsync();
        var (id, first) = await world.BookedAsync(dueIn: TimeSpan.FromSeconds(8), policy: "gone"); // a policy that is not in force

        var next = await world.JobAsync(id, j => j.JobState == "Scheduled" && j.JobId != first);

        Assert.Equal(next.NextAttemptAt, next.JobAt);
        Assert.Equal(["Scheduled", "Processing", "Succeeded"], await world.StatesAsync(first));
        Assert.StartsWith("policy 'gone' is not in force: ", await ResultAsync(world, first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CaseThatIsPostponed_TakesItsJobAlong()
    {
        await using var world = await OpenAsync();
        var (id, job) = await world.BookedAsync();
        var later = (await world.JobAsync(id, _ => true)).NextAttemptAt!.Value + Duration.FromHours(5);

        await world.Cases.PostponeAsync(id, later, Anna, default);

        var moved = await world.JobAsync(id, j => j.JobAt == j.NextAttemptAt && j.NextAttemptAt >= later);
        Assert.Equal((job, "Scheduled"), (moved.JobId, moved.JobState));
        Assert.Equal(1, await world.GetAsync<int>("select count(*)::int from hangfire.job where jsonb_array_length(arguments) > 3"));
        Assert.Equal(1, await world.GetAsync<int>("select count(*)::int from hangfire.set where key = 'schedule'"));
    }

    [Fact]
    public async Task CaseThatIsClosed_BeforeItsTime_TakesItsJobWithItAndSaysWhy()
    {
        await using var world = await OpenAsync();
        var (id, job) = await world.BookedAsync();

        await world.Cases.WithdrawAsync(id, null, Anna, default);

        await world.JobAsync(id, j => j.JobState == "Deleted");
        Assert.Equal("closed as withdrawn: withdrawn by user anna", await world.GetAsync<string>("select reason from hangfire.state where jobid = @job and name = 'Deleted'", new { job }));
        Assert.Equal(0, await world.GetAsync<int>("select count(*)::int from hangfire.set where key = 'schedule'"));
    }

    [Fact]
    public async Task Book_OfTwoHundredCasesByMany_MakesOneJobForEach()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var ids = new List<Guid>();
        for (var i = 0; i < 200; i++)
            ids.Add(await world.CaseAsync());

        await Parallel.ForEachAsync(ids.Concat(ids), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (id, cancel) => await world.Book.BookAsync(id, cancel));

        Assert.Equal(200, await world.GetAsync<int>("select count(*)::int from hangfire.job"));
        Assert.Equal(200, await world.GetAsync<int>("select count(distinct job_id)::int from callback_case where job_at = next_attempt_at"));
        Assert.Equal(0, await world.Book.CatchUpAsync(default));
    }

    [Fact]
    public async Task Book_ThatCannotNoteItsJob_LeavesNoneBehindAndTriesAgain()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var id = await world.CaseAsync();
        await world.ExecuteAsync(
            """
            create function no_note() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$;
            create trigger no_note before update of job_id on callback_case for each row execute function no_note();
            """);

        await Assert.ThrowsAnyAsync<Exception>(() => world.Book.BookAsync(id, default));
        Assert.Equal(0, await world.GetAsync<int>("select count(*)::int from hangfire.job"));
        await world.ExecuteAsync("drop trigger no_note on callback_case");

        Assert.Equal(1, await world.Book.CatchUpAsync(default));
        Assert.Equal(1, await world.GetAsync<int>("select count(*)::int from hangfire.job"));
    }

    [Theory]
    [InlineData(0)] // nothing was written before the kill
    [InlineData(1)] // the first attempt's job was
    public async Task AttemptsThatWereQuickerThanTheirJobs_HaveOneEach(int written)
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var id = await world.CaseAsync();
        if (written > 0)
        {
            await AttemptAsync(world, id, 1, "busy");
            await world.Book.BookAsync(id, default);
        }

        for (var number = written + 1; number <= 3; number++)
            await AttemptAsync(world, id, number, "no_answer");

        Assert.Equal(1, await world.Book.CatchUpAsync(default));

        var told = await world.Database.InTransactionAsync(
            tx => tx.ListAsync<string>(
                "select (j.arguments ->> 2) || ' ' || j.statename || coalesce(' ' || ((s.data ->> 'Result')::jsonb ->> 'Text'), '') from hangfire.job j join hangfire.state s on s.id = j.stateid order by j.id"), default);
        Assert.Equal(
            [.. Enumerable.Range(1, 3).Select(n => $"{n} Succeeded attempt {n}: {(n <= written ? "busy" : "no answer")}"), "4 Scheduled"], told);
        Assert.Equal(0, await world.Book.CatchUpAsync(default));
    }

    [Theory]
    [InlineData("delete from hangfire.job")]
    [InlineData("truncate hangfire.job cascade")] // which takes no case with it
    [InlineData("truncate hangfire.job, hangfire.set, hangfire.jobqueue restart identity cascade")]
    public async Task JobThatVanishes_IsBookedAgain(string accident)
    {
        await using var world = await OpenAsync();
        var (id, _) = await world.BookedAsync();

        await world.ExecuteAsync(accident);

        var again = await world.JobAsync(id, j => j is { JobState: "Scheduled" });
        Assert.Equal(again.NextAttemptAt, again.JobAt);
        Assert.Equal(1, await world.GetAsync<int>("select count(*)::int from hangfire.job where jsonb_array_length(arguments) > 3"));
    }

    [Fact]
    public async Task EngineThatStartsOnEmptiedTables_BooksAllAnew()
    {
        var connectionString = await postgres.Server.CreateDatabaseAsync();
        Guid id;
        await using (var first = await JobWorld.StartAsync(connectionString, engine: false))
            id = (await first.BookedAsync()).CaseId;
        await using (var gone = await JobWorld.StartAsync(connectionString, engine: false))
            await gone.ExecuteAsync("drop schema hangfire cascade");

        await using var world = await JobWorld.StartAsync(connectionString);

        await world.JobAsync(id, j => j is { JobState: "Scheduled" } && j.JobAt == j.NextAttemptAt);
    }

    [Fact]
    public async Task JobThatSomebodyEndsBehindOurBack_IsBookedAgainBeforeItsCaseIsDue()
    {
        await using var world = await OpenAsync();
        var (id, job) = await world.BookedAsync(dueIn: TimeSpan.FromSeconds(50));

        Assert.True(world.Services.GetRequiredService<IBackgroundJobClient>().Delete(job.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        await world.JobAsync(id, j => j is { JobState: "Scheduled" } && j.JobId != job);
    }

    [Fact]
    public async Task Body_RunTwiceAtTheSameMoment_DecidesOnce()
    {
        await using var world = await OpenAsync();
        var (id, job) = await world.BookedAsync(dueIn: TimeSpan.FromMinutes(10));
        var before = await world.GetAsync<int>("select count(*)::int from case_event where case_id = @id", new { id });

        // Taken from the queue twice, as after a worker that was thought dead.
        await world.ExecuteAsync("update callback_case set next_attempt_at = now() + interval '1 second', job_at = now() + interval '1 second' where id = @id", new { id });
        await world.ExecuteAsync("insert into hangfire.jobqueue (jobid, queue) values (@job, 'callbacks'), (@job, 'callbacks'), (@job, 'callbacks')", new { job });

        await world.JobAsync(id, j => j.State == CaseState.Ready);
        await Until.TrueAsync(async () => await world.GetAsync<int>("select count(*)::int from hangfire.jobqueue") == 0, what: "the queue is empty");
        Assert.Equal(1, await world.GetAsync<int>("select count(*)::int from case_event where case_id = @id and kind = 'ready'", new { id }));
        Assert.Equal(before + 1, await world.GetAsync<int>("select count(*)::int from case_event where case_id = @id", new { id }));
    }

    [Fact]
    public async Task Body_ThatStartsTooEarly_GoesBackIntoTheSchedule()
    {
        await using var world = await OpenAsync();
        var (id, job) = await world.BookedAsync();

        await world.ExecuteAsync("insert into hangfire.jobqueue (jobid, queue) values (@job, 'callbacks')", new { job });

        await Until.TrueAsync(async () => (await world.StatesAsync(job)).SequenceEqual(["Scheduled", "Processing", "Scheduled"]), what: "it is scheduled again");
        var booked = await world.JobAsync(id, j => j.JobState == "Scheduled");
        Assert.Equal((job, CaseState.Waiting), (booked.JobId, booked.State));
    }

    [Fact]
    public async Task LockThatAKilledInstanceLeft_HoldsNoCaseUp()
    {
        await using var world = await OpenAsync(w => w.ExecuteAsync("insert into hangfire.lock (resource, acquired) values ('hangfire:locks:schedulepoller', now())"));

        var id = await world.CaseAsync(dueIn: TimeSpan.FromSeconds(8));

        await world.JobAsync(id, j => j.State == CaseState.Ready);
    }

    [Fact]
    public async Task SecondInstance_TakesOverWhatTheFirstHadInHand()
    {
        var connectionString = await postgres.Server.CreateDatabaseAsync();
        Guid id;
        await using (var first = await JobWorld.StartAsync(connectionString))
        {
            id = (await first.BookedAsync(dueIn: TimeSpan.FromSeconds(9))).CaseId;
            await first.JobAsync(id, j => j.JobState == "Processing");
        }

        await using var second = await JobWorld.StartAsync(connectionString, "two");

        await second.JobAsync(id, j => j is { State: CaseState.Ready, JobState: "Processing" });
        Assert.Equal(1, await second.GetAsync<int>("select count(*)::int from case_event where case_id = @id and kind = 'ready'", new { id }));
        Assert.Equal(1, await second.GetAsync<int>("select count(*)::int from hangfire.job where jsonb_array_length(arguments) > 3"));
    }

    [Fact]
    public async Task TwoInstances_RunEachJobOnce()
    {
        var connectionString = await postgres.Server.CreateDatabaseAsync();
        await using var first = await JobWorld.StartAsync(connectionString);
        await using var second = await JobWorld.StartAsync(connectionString, "two");
        var ids = new List<Guid>();
        for (var i = 0; i < 40; i++)
            ids.Add(await first.CaseAsync(dueIn: TimeSpan.FromSeconds(8)));

        foreach (var id in ids)
            await first.JobAsync(id, j => j is { State: CaseState.Ready, JobState: "Processing" });

        Assert.Equal(40, await first.GetAsync<int>("select count(*)::int from hangfire.job where jsonb_array_length(arguments) > 3"));
        Assert.Equal(40, await first.GetAsync<int>("select count(*)::int from case_event where kind = 'ready'"));
        Assert.Equal(40, await first.GetAsync<int>("select count(*)::int from hangfire.state where name = 'Processing'"));
    }

    [Fact]
    public async Task ReadyCases_AfterARestart_AreInTheHandsOfAServerThatLives()
    {
        var connectionString = await postgres.Server.CreateDatabaseAsync();
        Guid id;
        await using (var first = await JobWorld.StartAsync(connectionString))
        {
            id = await first.CaseAsync(dueIn: TimeSpan.Zero);
            await first.JobAsync(id, j => j is { State: CaseState.Ready, JobState: "Processing" });
        }

        await using var second = await JobWorld.StartAsync(connectionString, "two");

        await Until.TrueAsync(
            () => second.GetAsync<bool>(
                "select exists (select from callback_case c join hangfire.job j on j.id = c.job_id join hangfire.state s on s.id = j.stateid where c.id = @id and s.name = 'Processing' and s.data ->> 'ServerId' like 'two:%')",
                new { id }),
            what: "the second has it");
    }

    /// <summary>An attempt that has come and gone while nobody wrote its job.</summary>
    private static Task<int> AttemptAsync(JobWorld world, Guid caseId, int number, string outcome) => world.ExecuteAsync(
        """
        insert into callback_attempt (id, case_id, number, state, outcome, policy, policy_version, pbx, customer_number, instance, lease_until, started_at, ended_at)
        select gen_random_uuid(), id, @number, 'ended', @outcome, policy, policy_version, pbx, number, 'one', now(), now(), now() from callback_case where id = @caseId;
        update callback_case set job_at = coalesce(job_at, now()), next_attempt_at = next_attempt_at + interval '1 minute' where id = @caseId
        """,
        new { caseId, number, outcome });

    private static Task<string> ResultAsync(JobWorld world, long job) =>
        world.GetAsync<string>("select (data ->> 'Result')::jsonb ->> 'Text' from hangfire.state where jobid = @job and name = 'Succeeded'", new { job });

    private async Task<JobWorld> OpenAsync(Func<JobWorld, Task>? beforeTheEngine = null) => await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), beforeTheEngine: beforeTheEngine);
}
