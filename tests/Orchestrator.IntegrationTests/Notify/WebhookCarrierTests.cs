using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Rig.Notify;

namespace Orchestrator.IntegrationTests.Notify;

/// <summary>One request to a receiver that behaves, or does not.</summary>
public sealed class WebhookCarrierTests : IAsyncDisposable
{
    private const string Base64Key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

    private static readonly OrchestratorOptions Options = new() { Webhooks = new WebhookOptions { Secret = "whsec_" + Base64Key } };

    private readonly WebhookReceiver receiver = new();
    private readonly FixedClock clock = new(Instant.FromUtc(2026, 11, 21, 6, 30));
    private readonly WebhookCarrier carrier;

    public WebhookCarrierTests() => carrier = new WebhookCarrier(Options, clock, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        carrier.Dispose();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Deliver_ReceiverTakesIt_IsDoneAndTheSignatureIsThatOfTheSpecification()
    {
        var notice = Notice("""{"text":"Иван \"<b>\" ключ"}""");

        Assert.IsType<Delivery.Done>(await carrier.DeliverAsync(notice, default));

        var request = receiver.Received.Single();
        Assert.Equal("POST /hook HTTP/1.1", request.Line);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Equal(notice.Payload, request.Body);
        Assert.Equal(notice.Id.ToString(), request.Headers["webhook-id"]);
        Assert.Equal(clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), request.Headers["webhook-timestamp"]);
        using var hmac = new HMACSHA256(Convert.FromBase64String(Base64Key));
        var signed = $"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.{request.Body}";
        Assert.Equal("v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(signed))), request.Headers["webhook-signature"]);
    }

    [Theory]
    [InlineData(500, "HTTP 500 InternalServerError")]
    [InlineData(404, "HTTP 404 NotFound")]
    [InlineData(302, "HTTP 302 Found; redirects are not followed, name the address itself")]
    public async Task Deliver_ReceiverAnswersSo_HasFailedAndNoOtherAddressIsAsked(int status, string why)
    {
        receiver.Answer = _ => WebhookReceiver.Status(status, "Location: /elsewhere\r\n");

        Assert.Equal(new Delivery.Failed(why), await carrier.DeliverAsync(Notice(), default));

        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task Deliver_ReceiverIsGone_IsRefusedForGood()
    {
        receiver.Answer = _ => WebhookReceiver.Status(410);

        Assert.IsType<Delivery.Refused>(await carrier.DeliverAsync(Notice(), default));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Sat, 21 Nov 2026 06:31:00 GMT", 60)]
    public async Task Deliver_ReceiverAsksForPatience_TellsHowMuch(string retryAfter, int seconds)
    {
        receiver.Answer = _ => WebhookReceiver.Status(503, $"Retry-After: {retryAfter}\r\n");

        var failed = Assert.IsType<Delivery.Failed>(await carrier.DeliverAsync(Notice(), default));

        Assert.Equal(Duration.FromSeconds(seconds), failed.NotBefore);
    }

    [Fact]
    public async Task Deliver_ReceiverSaysNothing_FailsAtTheLimit()
    {
        receiver.Answer = _ => WebhookReceiver.Silence;
        using var hasty = new WebhookCarrier(Options, clock, TimeProvider.System) { Limit = TimeSpan.FromMilliseconds(200) };

        Assert.Equal(new Delivery.Failed("no answer within 0.2 s"), await hasty.DeliverAsync(Notice(), default));
    }

    [Fact]
    public async Task Deliver_ReceiverNeverEndsItsAnswer_IsDoneAllTheSame()
    {
        receiver.Answer = _ => "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n" + new string('x', 100_000);

        Assert.IsType<Delivery.Done>(await carrier.DeliverAsync(Notice(), default));
    }

    [Theory]
    [InlineData("this is no HTTP\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    public async Task Deliver_ReceiverTalksNonsense_Fails(string answer)
    {
        receiver.Answer = _ => answer;
        using var hasty = new WebhookCarrier(Options, clock, TimeProvider.System) { Limit = TimeSpan.FromSeconds(1) };

        Assert.IsType<Delivery.Failed>(await hasty.DeliverAsync(Notice(), default));
    }

    [Fact]
    public async Task Deliver_NobodyListens_Fails()
    {
        var notice = Notice();
        await receiver.DisposeAsync();

        Assert.StartsWith("ConnectionError: ", Assert.IsType<Delivery.Failed>(await carrier.DeliverAsync(notice, default)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_Cancelled_IsNoResult()
    {
        receiver.Answer = _ => WebhookReceiver.Silence;
        using var cut = new CancellationTokenSource();
        var delivery = carrier.DeliverAsync(Notice(), cut.Token);
        await cut.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivery);
    }

    private NoticeRow Notice(string payload = "{}") => new()
    {
        Id = Guid.CreateVersion7(),
        Event = NoticeEvent.Missed,
        Channel = NoticeChannel.Webhook,
        Target = receiver.Url.AbsoluteUri,
        Lane = "webhook",
        Payload = payload,
        Tries = 1,
    };

    private sealed record FixedClock(Instant Now) : IClock
    {
        public Instant GetCurrentInstant() => Now;
    }
}
