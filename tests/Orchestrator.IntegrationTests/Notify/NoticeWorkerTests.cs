using System.Text.Json;
using Orchestrator.Cli;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Orchestrator.Rig;
using Orchestrator.Rig.Notify;

namespace Orchestrator.IntegrationTests.Notify;

/// <summary>From the outbox to receivers that behave, or do not.</summary>
public sealed class NoticeWorkerTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>, IAsyncDisposable
{
    private readonly WebhookReceiver crm = new();

    public ValueTask DisposeAsync() => crm.DisposeAsync();

    [Fact]
    public async Task Worker_RunningWhenACallIsMissed_TellsTheMailboxesAndTheWebhookOnceEach()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.Missed], ["a@example.com", "b@example.com"], crm.Url));
        await world.StartWorkerAsync();

        await world.MissAsync("Иван");

        await DeliveredAsync(world, 3);
        Assert.Equal("missed", Event(Assert.Single(crm.Received)));
        Assert.Equal(["<a@example.com>", "<b@example.com>"], world.Mail.Mails.Select(m => m.To.Single().Split(':')[1]).Order(StringComparer.Ordinal));
        Assert.All(await world.NoticesAsync(), n => Assert.Equal(1, n.Tries));
    }

    [Fact]
    public async Task Worker_ReceiverFailsAtFirst_TriesAgainAndKeepsTheOrderOfTheCase()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseOpened, NoticeEvent.CaseClosed], [], crm.Url));
        crm.Answer = _ => WebhookReceiver.Status(crm.Received.Count == 1 ? 500 : 204);
        await world.CancelAsync(await world.MissAsync());

        await world.StartWorkerAsync();
        await Until.TrueAsync(async () => (await world.NoticesAsync())[0].LastError == "HTTP 500 InternalServerError");
        await world.MakeDueAsync();

        await DeliveredAsync(world, 2);
        Assert.Equal(["case_opened", "case_opened", "case_closed"], crm.Received.Select(Event));
        Assert.Single(crm.Received.Take(2).Select(r => r.Headers["webhook-id"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Worker_OneReceiverHangs_HoldsUpNoOtherAndHasTwoRequestsAtMost()
    {
        await using var hung = new WebhookReceiver { Answer = _ => WebhookReceiver.Silence };
        await using var world = await OpenAsync(
            new NoticeRule([NoticeEvent.CaseOpened], [], hung.Url), new NoticeRule([NoticeEvent.CaseOpened], ["a@example.com"], crm.Url));
        for (var i = 0; i < 10; i++)
        {
            await world.MissAsync();
        }

        await world.StartWorkerAsync();

        await DeliveredAsync(world, 20);
        Assert.Equal(10, crm.Received.Count);
        Assert.InRange(hung.MostOpen, 1, 2);
        Assert.InRange(crm.MostOpen, 1, 2);
    }

    [Fact]
    public async Task Worker_MailServerHangs_HoldsUpNoWebhook()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseOpened], ["a@example.com"], crm.Url));
        world.Mail.Reply = _ => MailServer.Silence;
        for (var i = 0; i < 5; i++)
        {
            await world.MissAsync();
        }

        await world.StartWorkerAsync();

        await DeliveredAsync(world, 5);
        Assert.Equal(5, crm.Received.Count);
    }

    [Fact]
    public async Task Worker_DiedBetweenDeliveryAndReceipt_DeliversAgainUnderTheSameId()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseOpened], [], crm.Url));
        await world.MissAsync();
        var claimed = await world.Database.InTransactionAsync(tx => tx.Notices.ClaimAsync("webhook " + crm.Url.Authority, 10), default);
        var carrier = world.Get<IEnumerable<INoticeCarrier>>().Single(c => c.Channel == NoticeChannel.Webhook);
        Assert.IsType<Delivery.Done>(await carrier.DeliverAsync(Assert.Single(claimed), default)); // and nobody lives to write that down
        Assert.Empty(await world.Database.InTransactionAsync(tx => tx.Notices.ClaimAsync("webhook " + crm.Url.Authority, 10), default)); // leased

        await world.StartWorkerAsync();
        await world.MakeDueAsync(); // the lease has run out

        await DeliveredAsync(world, 1);
        Assert.Equal(2, crm.Received.Count);
        Assert.Single(crm.Received.Select(r => r.Headers["webhook-id"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Stop_DeliveryHangs_EndsAndTheNextStartDelivers()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseOpened], [], crm.Url));
        crm.Answer = _ => WebhookReceiver.Silence;
        await world.MissAsync();
        var worker = await world.StartWorkerAsync();
        await Until.TrueAsync(() => crm.Received.Count == 1);

        await worker.StopAsync(default).WaitAsync(Until.DefaultDeadline);
        Assert.Equal("pending", (await world.OnlyAsync()).State);
        crm.Answer = _ => WebhookReceiver.Status(200);
        await world.StartWorkerAsync();
        await world.MakeDueAsync();

        await DeliveredAsync(world, 1);
    }

    [Fact]
    public async Task Workers_Two_ShareTheWorkAndDoubleNothing()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseOpened], ["a@example.com"], crm.Url));
        for (var i = 0; i < 20; i++)
        {
            await world.MissAsync();
        }

        await world.StartWorkerAsync();
        await world.StartWorkerAsync();

        await DeliveredAsync(world, 40);
        Assert.Equal((20, 20), (crm.Received.Count, world.Mail.Mails.Count));
    }

    [Fact]
    public async Task Worker_ReceiverIsGone_GivesUpAtOnceAndACommandTriesOnceMore()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseOpened], [], crm.Url));
        crm.Answer = _ => WebhookReceiver.Status(410);
        await world.MissAsync();
        await world.StartWorkerAsync();
        await Until.TrueAsync(async () => (await world.OnlyAsync()).State == "dead");
        crm.Answer = _ => WebhookReceiver.Status(200);
        var id = (await world.OnlyAsync()).Id.ToString();

        var (_, list) = await RunAsync(world, "notice", "list", "--state", "dead", "--json");
        var row = JsonElement.Parse(list).GetProperty("items")[0];
        Assert.Equal((id, crm.Url.Authority), (row.GetProperty("id").GetString(), row.GetProperty("receiver").GetString()));
        Assert.Contains("1 given up", (await RunAsync(world, "doctor", "--json")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(world, "notice", "retry", id)).Exit);

        await DeliveredAsync(world, 1);
        Assert.Equal(1, (await RunAsync(world, "notice", "retry", id)).Exit);
        Assert.Equal(0, (await RunAsync(world, "notice", "retry", "--dead")).Exit);
    }

    [Fact]
    public async Task Worker_TriedForThreeDays_GivesUp()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseOpened], [], crm.Url));
        crm.Answer = _ => WebhookReceiver.Status(500);
        await world.MissAsync();
        await world.ExecuteAsync("update notice set give_up_at = now() + interval '2 minutes', tries = 8"); // the next pause would be longer

        await world.StartWorkerAsync();

        await Until.TrueAsync(async () => (await world.OnlyAsync()) is { State: "dead", LastError: "HTTP 500 InternalServerError" });
    }

    [Fact]
    public async Task Worker_NoSecretIsConfigured_SendsMailsAndLeavesWebhooksPending()
    {
        await using var world = await NoticeWorld.OpenAsync(postgres.Server, [new NoticeRule([NoticeEvent.CaseOpened], ["a@example.com"], crm.Url)], secret: "");
        await world.MissAsync();

        await world.StartWorkerAsync();

        await DeliveredAsync(world, 1);
        Assert.Equal([("delivered", 1), ("pending", 0)], (await world.NoticesAsync()).Select(n => (n.State, n.Tries)));
        Assert.Empty(crm.Received);
    }

    private Task<NoticeWorld> OpenAsync(params NoticeRule[] rules) => NoticeWorld.OpenAsync(postgres.Server, [.. rules]);

    private static Task DeliveredAsync(NoticeWorld world, int count) =>
        Until.TrueAsync(async () => (await world.NoticesAsync()).Count(n => n.State == "delivered") == count);

    private static string Event(ReceivedWebhook webhook) => JsonElement.Parse(webhook.Body).GetProperty("event").GetString()!;

    private static async Task<(int Exit, string Out)> RunAsync(NoticeWorld world, params string[] arguments)
    {
        using var output = new StringWriter();
#pragma warning disable RS0030 // doctor compares this machine's own clock with the database's
        var terminal = new Terminal(output, TextWriter.Null, NodaTime.SystemClock.Instance, isPipe: true);
#pragma warning restore RS0030
        var exit = await new CommandLine(terminal).RunAsync([.. world.Settings, .. arguments]);
        return (exit, output.ToString());
    }
}
