using Orchestrator.IntegrationTests.Api;


namespace Orchestrator.IntegrationTests.Console;

/// <summary>With a host of its own: here one administrator is all there are.</summary>
public sealed class LastAdministratorTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task LastAdministrator_CannotBeDemotedOrDisabled()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        var page = $"/access/users/{admin.Name}";
        var expected = $"'{admin.Name}' is the only administrator. Make another one first.";

        Assert.Contains("Only you", await admin.PageAsync("/access"), StringComparison.Ordinal);
        Assert.Equal(expected, await admin.SayAsync($"{page}/role", page, ("role", "viewer")));
        Assert.Equal(expected, await admin.SayAsync($"{page}/disable", page));

        // Two who demote each other at the same time: one of them stays.
        using var second = await ConsoleClient.SignedInAsync(host);
        var tokens = (ConsoleClient.TokenOf(await admin.PageAsync(page)), ConsoleClient.TokenOf(await second.PageAsync(page)));
        await Task.WhenAll(
            admin.SendAsync($"/access/users/{second.Name}/role", ("role", "viewer"), ("__RequestVerificationToken", tokens.Item1)),
            second.SendAsync($"/access/users/{admin.Name}/role", ("role", "viewer"), ("__RequestVerificationToken", tokens.Item2)));
        var left = await host.Database.InTransactionAsync(tx => tx.GetAsync<int>("select count(*)::int from account where role = 'administrator'"), default);

        Assert.Equal(1, left);
    }
}
