using System.Net.Http.Headers;
using System.Text.Json;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.IntegrationTests.Policies;

/// <summary>The whole daemon with a real Asterisk, while its policy files change.</summary>
public sealed class LivingDaemonTests(SharedAsterisk shared)
{
    [Fact]
    public async Task EditedBrokenAndMendedFile_TheDaemonGoesOnByTheLastGoodVersion()
    {
        var hourly = new LanePolicy { FirstAttempt = "{ after: 1h }" };
        await using var world = await CallbackWorld.StartAsync(shared, hourly);
        using var api = await ApiAsync(world);
        var number = CallbackWorld.NewNumber();
        await world.LoseCallAsync(number);
        await world.CaseAsync(number, c => c.State == "waiting");

        // A good change goes live at once, for the waiting case as well.
        await WriteAsync(world, hourly with { FirstAttempt = "{ after: 3h }" });
        var replanned = await world.CaseAsync(number, c => c.Kinds.Contains("replanned"));
        Assert.StartsWith("first attempt 3h after the missed call", replanned.NextAttemptWhy, StringComparison.Ordinal);
        var good = await PolicyAsync(api, p => State(p) == "in_force");

        // A broken one changes nothing, and is told.
        await WriteAsync(world, hourly with { Hours = "{ mon-fri: 26:00-27:00 }" });
        var broken = await PolicyAsync(api, p => State(p) == "last_good_in_force");
        Assert.Equal(good.GetProperty("version").GetString(), broken.GetProperty("version").GetString());
        Assert.StartsWith("hours", broken.GetProperty("findings")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        using (var health = JsonDocument.Parse(await api.GetStringAsync("/health/ready")))
        {
            Assert.Equal("degraded", health.RootElement.GetProperty("status").GetString());
            Assert.Contains("10-lane.yaml cannot be used: its last good version is in force", health.RootElement.GetProperty("policies").GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        // A restart finds the kept version.
        Assert.Equal(0, await world.Daemon.StopAsync());
        await world.Daemon.StartAsync();
        broken = await PolicyAsync(api, p => State(p) == "last_good_in_force");
        Assert.Equal(good.GetProperty("version").GetString(), broken.GetProperty("version").GetString());
        var second = CallbackWorld.NewNumber();
        await world.LoseCallAsync(second);
        Assert.StartsWith("first attempt 3h", (await world.CaseAsync(second, c => c.State == "waiting")).NextAttemptWhy, StringComparison.Ordinal);

        // Mended, it goes live.
        await WriteAsync(world, hourly with { FirstAttempt = "{ after: 2h }" });
        await world.CaseAsync(second, c => c.NextAttemptWhy!.StartsWith("first attempt 2h", StringComparison.Ordinal));
        await PolicyAsync(api, p => State(p) == "in_force");
        var versions = await Until.ValueAsync(
            async () =>
            {
                using var answer = JsonDocument.Parse(await api.GetStringAsync($"/api/v1/policies/{world.Lane.Queue}/versions"));
                return answer.RootElement.GetProperty("items") is var items && items.GetArrayLength() == 3 ? [.. items.EnumerateArray().Select(v => v.Clone())] : (List<JsonElement>?)null;
            },
            what: "three versions are kept");
        Assert.All(new[] { "2h", "3h", "1h" }.Zip(versions), v => Assert.Contains($"after: {v.First}", v.Second.GetProperty("text").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ObservedCase_IsToldAndNeverDialledAndALivePolicyCallsOnlyNewMisses()
    {
        var observing = new LanePolicy { Mode = "observe", Attempts = 2, Retry = "{ no_answer: { after: 1s } }", CustomerRing = "5s", OneOperator = true };
        await using var world = await CallbackWorld.StartAsync(shared, observing);
        var phone = await world.OperatorAsync(0, PhoneScript.Answers);
        var customers = await world.CustomersAsync(WorldSteps.TalksShortly);
        var (observed, fresh) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());

        await world.LoseCallAsync(observed);
        var closed = await world.ClosedAsync(observed);
        Assert.Equal(("exhausted", "observed: would have made 2 attempts"), (closed.Disposition, closed.Reason));
        Assert.Equal(2, closed.Kinds.Count(k => k == "would_call"));
        Assert.Empty(closed.Attempts);

        await world.LoseCallAsync(observed); // a second observed case, open when the policy goes live
        await world.CaseAsync(observed, c => c.Id != closed.Id && c.Kinds.Contains("would_call"));
        await WriteAsync(world, observing with { Mode = "live" });
        await Until.TrueAsync(async () => await world.ScalarAsync<long>("select count(*) from orchestrator.policy_version where kind = 'policy' and until is null and text like '%mode: live%'") == 2);
        await world.LoseCallAsync(fresh);

        Assert.Equal(["connected"], (await world.ClosedAsync(fresh)).Outcomes);
        await world.ClosedAsync(observed);
        Assert.Single(phone.Calls);
        Assert.Equal(["+" + fresh], customers.Calls.Select(c => c.User));
        Assert.All(await world.CasesAsync(observed), c => Assert.Empty(c.Attempts));
    }

    [Fact]
    public async Task AllFilesBroken_TheDaemonStartsAndRecordsAndSaysSo()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Hours = "never" });
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        var missed = Assert.Single(await world.MissedCallsAsync(1, m => m.CallerNumber == number));
        Assert.Equal((null, "no policy covers it"), (missed.CaseId, missed.NoCaseReason));
        using var client = new HttpClient { BaseAddress = world.Daemon.Url };
        Assert.Contains("0 in force: missed calls are recorded, nobody is called back", await client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartedInTheRootDirectory_TheDaemonWatchesThePoliciesAndNothingElse()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy());

        // The file system's notices set up by then: one watched directory each.
        await Until.TrueAsync(() => Task.FromResult(WatchedBy(world.Daemon.ProcessId) > 0));

        Assert.Equal("/", new FileInfo($"/proc/{world.Daemon.ProcessId}/cwd").LinkTarget);
        Assert.InRange(WatchedBy(world.Daemon.ProcessId), 1, 2); // policies, and numbers.yaml if it lies elsewhere
    }

    private static int WatchedBy(int process)
    {
        var watched = 0;
        foreach (var descriptor in Directory.GetFiles($"/proc/{process}/fdinfo"))
        {
            try
            {
                watched += File.ReadLines(descriptor).Count(line => line.StartsWith("inotify ", StringComparison.Ordinal));
            }
            catch (FileNotFoundException)
            {
                // Closed since it was listed.
            }
        }

        return watched;
    }

    private static async Task WriteAsync(CallbackWorld world, LanePolicy policy)
    {
        foreach (var (name, text) in policy.Write(world.Lane))
            await File.WriteAllTextAsync(Path.Combine(world.Policies, name), text);
    }

    private static async Task<HttpClient> ApiAsync(CallbackWorld world)
    {
        var (exit, output) = await world.Daemon.RunAsync("api-key", "add", "test", "--scope", "read");
        Assert.Equal(0, exit);
        var key = output.Split('\n').Select(line => line.Trim()).Single(ApiKey.IsOne);
        var client = new HttpClient { BaseAddress = world.Daemon.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static string? State(JsonElement policy) => policy.GetProperty("state").GetString();

    /// <summary>Waits until the lane's policy is as wanted.</summary>
    private static async Task<JsonElement> PolicyAsync(HttpClient api, Func<JsonElement, bool> wanted)
    {
        var found = await Until.ValueAsync(
            async () =>
            {
                using var answer = JsonDocument.Parse(await api.GetStringAsync("/api/v1/policies"));
                var policy = answer.RootElement.GetProperty("items").EnumerateArray().First(p => p.GetProperty("file").GetString() == "10-lane.yaml");
                return wanted(policy) ? new[] { policy.Clone() } : null;
            },
            what: "the policy is as wanted");
        return found[0];
    }
}
