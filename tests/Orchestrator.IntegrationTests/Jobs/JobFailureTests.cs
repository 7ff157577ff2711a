using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Notify;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>Decisions that fail: what is retried, what stays until a person acts, and what nobody else notices.</summary>
public sealed class JobFailureTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>
{
    private static readonly Actor Anna = Actor.User("anna", "127.0.0.1");

    [Fact]
    public async Task DecisionThatFails_IsRetriedThenFailedAndLeftAloneBySweeps()
    {
        await using var world = await OpenAsync();

        var (id, job) = await world.FailedAsync("+79161230044");

        Assert.Equal(3, (await world.StatesAsync(job)).Count(s => s == "Failed")); // the first try, and two retries
        Assert.Equal(0, await SweepAsync(world));
        Assert.Equal(("Failed", CaseState.Waiting), ((await world.JobAsync(id, _ => true)).JobState, (await world.JobAsync(id, _ => true)).State));
        Assert.Equal(1, (await world.Database.InTransactionAsync(JobHealth.ReadAsync, default)).Counts.Failed);
    }

    [Fact]
    public async Task WhatIsStoredOfAFailure_HasNoSecretsAndNoNumbers()
    {
        await using var world = await OpenAsync();

        var (_, job) = await world.FailedAsync("+79161230045");

        var stored = await world.GetAsync<string>("select string_agg(coalesce(reason, '') || coalesce(data::text, ''), E'\\n') from hangfire.state where jobid = @job", new { job });
        Assert.Contains("planted fault: password=…", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("79161230045", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("79161230045", await world.GetAsync<string>("select string_agg(arguments::text || invocationdata::text, '') from hangfire.job"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailedJob_RetriedByAPersonAfterTheFaultIsMended_IsAtWorkAgain()
    {
        await using var world = await OpenAsync();
        var (id, job) = await world.FailedAsync();
        await world.MendAsync(id);

        Assert.Equal(JobChange.Done, await world.Steering.RetryAsync(Text(job), Anna, default));

        var ready = await world.JobAsync(id, j => j.State == CaseState.Ready);
        Assert.Equal((job, "Processing"), (ready.JobId, ready.JobState));
        Assert.Equal("job.retry", await world.GetAsync<string>("select action from audit where target = @target and actor = 'user anna'", new { target = Text(job) }));
        Assert.Equal(JobChange.NotFailed, await world.Steering.RetryAsync(Text(job), Anna, default));
    }

    [Fact]
    public async Task FailedJob_RetriedByAPersonWhileTheFaultIsThere_HasAllItsRetriesAgain()
    {
        await using var world = await OpenAsync();
        var (id, job) = await world.FailedAsync();

        Assert.Equal(JobChange.Done, await world.Steering.CallNowAsync(Text(job), Anna, default));

        await world.JobAsync(id, j => j.JobState == "Scheduled"); // a retry to come
        await world.JobAsync(id, j => j.JobState == "Failed");
        Assert.Equal(6, (await world.StatesAsync(job)).Count(s => s == "Failed"));
    }

    [Fact]
    public async Task FailedJob_OfACaseThatIsClosed_GoesWithIt()
    {
        await using var world = await OpenAsync();
        var (id, job) = await world.FailedAsync();
        await world.MendAsync(id);

        Assert.Equal(JobChange.Done, await world.Steering.CancelAsync(Text(job), Anna, default));

        Assert.Equal("Deleted", (await world.JobAsync(id, j => j.State == CaseState.Closed && j.JobState != "Failed")).JobState);
        Assert.Equal(JobChange.CaseClosed, await world.Steering.CancelAsync(Text(job), Anna, default));
        Assert.Equal(JobChange.CaseClosed, await world.Steering.CallNowAsync(Text(job), Anna, default));
    }

    [Fact]
    public async Task Sweep_WithACaseThatFails_SetsTheOthersRightAndFailsThatOnesJob()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var (broken, job) = await world.BookedAsync(dueIn: TimeSpan.FromMinutes(-2));
        await world.BreakAsync(broken);
        var (fine, _) = await world.BookedAsync(dueIn: TimeSpan.FromMinutes(-1));

        await SweepAsync(world);

        Assert.True(await world.GetAsync<bool>("select state = 'ready' or next_attempt_at > now() from callback_case where id = @fine", new { fine }));
        Assert.Equal(["Enqueued", "Failed", "Scheduled"], await world.StatesAsync(job)); // the retry
        Assert.Equal(0, await SweepAsync(world));
    }

    [Fact]
    public async Task Sweep_WithoutAnEngine_FindsWhatIsOverdue()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var id = await world.CaseAsync(dueIn: TimeSpan.FromMinutes(-1));

        Assert.Equal(1, await SweepAsync(world));

        Assert.Equal(CaseState.Ready, (await world.JobAsync(id, _ => true)).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("1; drop table hangfire.job")]
    [InlineData("424242")]
    public async Task Steering_WhatIsNoJob_IsNotFound(string id)
    {
        await using var world = await OpenAsync();

        Assert.Equal(JobChange.NotFound, await world.Steering.CallNowAsync(id, Anna, default));
        Assert.Equal(JobChange.NotFound, await world.Steering.RetryAsync(id, Anna, default));
        Assert.Equal(JobChange.NotFound, await world.Steering.CancelAsync(id, Anna, default));
    }

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A round of the sweep, to its end. One that could not set everything right fails, and has done the rest.</summary>
    private static Task<int> SweepAsync(JobWorld world) => world.Services.GetRequiredService<CaseSweep>().RunAsync(default);

    private async Task<JobWorld> OpenAsync() => await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync());
}
