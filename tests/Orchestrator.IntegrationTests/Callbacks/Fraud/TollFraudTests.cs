using System.Globalization;
using Dapper;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;

namespace Orchestrator.IntegrationTests.Callbacks.Fraud;

/// <summary>
/// Toll fraud: strangers who show numbers that must not be called hang up in droves, a carrier stands behind the trunk and operators are free. Not one call goes out, and each
/// refusal has its reason. By hand with more misses and all dial strings: <c>ORCHESTRATOR_DRILL=1000 ./test --filter '*TollFraudTests*'</c>.
/// </summary>
public sealed class TollFraudTests(SharedAsterisk shared)
{
    private const int Misses = 40;
    private const int PerSecond = 10;
    private static readonly int? Drill = int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_DRILL"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>An example set, the regions that it calls, somebody who may be called, the form of numbers, and whether calls take the way over a Local channel.</summary>
    public static TheoryData<string, string, string, string, bool> Sets
    {
        get
        {
            var sets = new TheoryData<string, string, string, string, bool>();
            var number = 0;
            foreach (var (set, regions, allowed) in new[] { ("service-desk", "RU BY UZ", "89161230042"), ("clinic", "DE AT CH", "+4915112345678") })
            {
                foreach (var format in new[] { "e164", "national", "digits" })
                {
                    foreach (var isLocal in Drill is null ? [number++ % 2 == 1] : new[] { false, true })
                        sets.Add(set, regions, allowed, format, isLocal);
                }
            }

            return sets;
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task BarredNumbersInManySpellings_CallBackNobody(string set, string regions, string allowed, string format, bool isLocal)
    {
        var file = Path.Combine(RigFiles.Repository, "policies", set, "numbers.yaml");
        var barred = BarredNumbers.Of(NumbersFile.Load(file).Plan!, regions.Split(' '), Drill ?? Misses, seed: 1);
        Assert.Equal(Drill ?? Misses, barred.Count);
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy
        {
            Numbers = await File.ReadAllTextAsync(file),
            NumberFormat = format,
            CustomerDial = lane => isLocal ? lane.LocalCustomerDial : lane.CustomerDial,
        });
        await using var carrier = await world.CustomersAsync(PhoneScript.Answers);
        await using var @operator = await world.OperatorAsync(0, PhoneScript.Answers);

        await using (var fraud = await Sipp.CallManyAsync(world.Asterisk.SipPort, new CallerScript { Did = world.Lane.JoinEmptyDid, Number = "" }, barred, PerSecond))
            Assert.Equal(0, await fraud.ExitAsync(TimeSpan.FromSeconds(60 + (barred.Count / PerSecond * 2))));
        var refusals = await Until.ValueAsync(() => RefusalsAsync(world, barred.Count), what: "every miss is in the books");

        Assert.All(refusals, r => Assert.True(r.NoCase is not null || (r.Disposition == "blocked" && r.Reason!.StartsWith("number guard: ", StringComparison.Ordinal)), r.ToString()));
        Assert.Empty(@operator.Calls);
        Assert.Empty(carrier.Calls);

        // The way is open all the while: who may be called is.
        await world.LoseCallAsync(allowed, world.Lane.JoinEmptyDid);
        await carrier.CallArrivesAsync();
        Assert.Single(carrier.Calls);
        Assert.Single(@operator.Calls);
    }

    private static async Task<IReadOnlyList<Refusal>?> RefusalsAsync(CallbackWorld world, int count)
    {
        await using var connection = await world.Database.OpenConnectionAsync();
        var rows = (await connection.QueryAsync<Refusal>(
            """
            select m.caller_number as Caller, m.no_case_reason as NoCase, c.disposition as Disposition, c.reason as Reason
            from orchestrator.missed_call m left join orchestrator.callback_case c on c.id = m.case_id
            """)).ToList();
        return rows.Count >= count ? rows : null;
    }

    private sealed record Refusal(string? Caller, string? NoCase, string? Disposition, string? Reason);
}
