using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Policies;

/// <summary>Priority that grows with waiting: nobody starves behind newer ones.</summary>
public sealed class AgeingTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData(13.9, 10, "vip,old")] // 70 + 130 is as much as nothing against 210
    [InlineData(14.1, 10, "old,vip")] // 70 + 140 is as much, and it is due longer
    [InlineData(100, 0, "vip,old")]
    [InlineData(2.5, 100, "old,vip")]
    public async Task OldLowPriority_AgainstNewVip_OvertakesAfterTheHoursThatThePolicySays(double hours, int ageing, string order)
    {
        var policy = $"p{Guid.NewGuid():N}";
        await ReadyAsync(policy, "old", priority: 70, ageing, TimeSpan.FromHours(hours));
        await ReadyAsync(policy, "vip", priority: 210, ageing, TimeSpan.FromMinutes(1));

        Assert.Equal(order, await OrderAsync(policy));
    }

    [Fact]
    public async Task SamePriority_TheLongestDueGoesFirst()
    {
        var policy = $"p{Guid.NewGuid():N}";
        await ReadyAsync(policy, "b", 100, 10, TimeSpan.FromMinutes(10));
        await ReadyAsync(policy, "a", 100, 10, TimeSpan.FromMinutes(20));
        await ReadyAsync(policy, "c", 100, 10, TimeSpan.FromMinutes(5));

        Assert.Equal("a,b,c", await OrderAsync(policy));
    }

    private Task<int> ReadyAsync(string policy, string queue, int priority, int ageing, TimeSpan due) => host.Database.InTransactionAsync(
        tx => tx.ExecuteAsync(
            """
            insert into callback_case (id, number, policy, policy_version, pbx, queue, state, priority, ageing, opened_at, missed_at, next_attempt_at)
            values (gen_random_uuid(), @number, @policy, 'v1', 'pbx1', @queue, 'ready', @priority, @ageing, now() - @due, now() - @due, now() - @due)
            """,
            new { number = LivingOffice.NewNumber(), policy, queue, priority, ageing, due }),
        default);

    private async Task<string> OrderAsync(string policy)
    {
        var (ready, _) = await host.Database.InTransactionAsync(tx => tx.Dispatch.ReadyAndRunningAsync(20), default);
        return string.Join(',', ready.Where(r => r.Policy == policy).Select(r => r.Queue));
    }
}
