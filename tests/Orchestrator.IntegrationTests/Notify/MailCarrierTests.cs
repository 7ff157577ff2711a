using System.Text;
using System.Text.Json;
using NodaTime;
using Orchestrator.Api;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Hosting;
using Orchestrator.Notify;
using Orchestrator.Policies;
using Orchestrator.Rig.Notify;
using Orchestrator.Storage;

namespace Orchestrator.IntegrationTests.Notify;

/// <summary>One mail to a server that behaves, or does not.</summary>
public sealed class MailCarrierTests : IAsyncDisposable
{
    private readonly MailServer server = new();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Deliver_ServerTakesIt_IsOneMailToOneAddressInPlainText()
    {
        var notice = Notice(callerName: "Иван");

        Assert.IsType<Delivery.Done>(await Carrier().DeliverAsync(notice, default));

        var mail = server.Mails.Single();
        Assert.Contains("callbacks@example.com", mail.From, StringComparison.Ordinal);
        Assert.Contains("head@example.com", Assert.Single(mail.To), StringComparison.Ordinal);
        Assert.Equal($"<{notice.Id}@example.com>", mail.Header("Message-ID"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Equal("Missed call: +79161234567 (sales)", Decoded(mail.Header("Subject")!));
        Assert.Contains("\"Иван\" (as the caller sent it)", Body(mail), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nBcc: everybody@example.com")]
    [InlineData("\r\n.\r\nMAIL FROM:<forged@example.com>")]
    [InlineData("\r\n\r\nA body of one's own")]
    [InlineData("\u202Eabc\u0000\u001b[2J")]
    [InlineData("\ud83d")]
    public async Task Deliver_HostileCallerName_IsTextInTheBodyAndNothingElse(string name)
    {
        Assert.IsType<Delivery.Done>(await Carrier().DeliverAsync(Notice(name, queue: name), default));

        var mail = server.Mails.Single();
        Assert.Single(mail.To);
        Assert.DoesNotContain(mail.Headers, h => h.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        var body = Body(mail);
        Assert.DoesNotContain(body.Split("\r\n"), l => l.StartsWith("MAIL", StringComparison.Ordinal) || l.StartsWith("A body", StringComparison.Ordinal));
        Assert.DoesNotContain(body.Replace("\r\n", "", StringComparison.Ordinal), c => char.IsControl(c) || c == '\u202E');
        Assert.Contains("Policy:", body, StringComparison.Ordinal); // nothing was cut off
    }

    [Theory]
    [InlineData("RCPT", "450 try later")]
    [InlineData("MAIL", "451 try later")]
    [InlineData("RCPT", "554 not today")]
    [InlineData("RECEIVED", "452 full")]
    [InlineData("CONNECT", "421 busy")]
    [InlineData("CONNECT", "nonsense")]
    public async Task Deliver_ServerCannotTakeItNow_HasFailed(string at, string reply)
    {
        server.Reply = line => line.StartsWith(at, StringComparison.Ordinal) ? reply : null;

        Assert.NotEmpty(Assert.IsType<Delivery.Failed>(await Carrier().DeliverAsync(Notice(), default)).Why);
    }

    [Fact]
    public async Task Deliver_NoSuchMailbox_IsRefusedForGood()
    {
        server.Reply = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 no such user" : null;

        Assert.Contains("550", Assert.IsType<Delivery.Refused>(await Carrier().DeliverAsync(Notice(), default)).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("RCPT")]
    [InlineData("RECEIVED")]
    public async Task Deliver_ServerSaysNothing_FailsAtTheLimit(string at)
    {
        server.Reply = line => line.StartsWith(at, StringComparison.Ordinal) ? MailServer.Silence : null;

        Assert.Equal(new Delivery.Failed("the mail server was not done within 0.5 s"), await Carrier(TimeSpan.FromSeconds(0.5)).DeliverAsync(Notice(), default));
    }

    [Fact]
    public async Task Deliver_StartTlsWantedAndNotOffered_SendsNothing()
    {
        Assert.IsType<Delivery.Failed>(await Carrier(startTls: true).DeliverAsync(Notice(), default));

        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Deliver_NobodyListens_Fails()
    {
        var carrier = Carrier();
        await server.DisposeAsync();

        Assert.NotEmpty(Assert.IsType<Delivery.Failed>(await carrier.DeliverAsync(Notice(), default)).Why);
    }

    private MailCarrier Carrier(TimeSpan? limit = null, bool startTls = false)
    {
        var options = new OrchestratorOptions { Smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, From = "callbacks@example.com", StartTls = startTls } };
        return new MailCarrier(options, new PoliciesInForce(PolicySet.Empty, NumberPlan.Unknown), TimeProvider.System) { Limit = limit ?? TimeSpan.FromSeconds(20) };
    }

    private static NoticeRow Notice(string? callerName = null, string? queue = "sales")
    {
        var call = new MissedCallView
        {
            Pbx = "pbx1",
            Uniqueid = "1.2",
            At = Instant.FromUtc(2026, 11, 21, 6, 30),
            Reason = "abandoned",
            Queue = queue,
            Number = "+79161234567",
            CallerName = callerName,
        };
        var payload = new NoticePayload(Guid.CreateVersion7(), "missed", call.At, "sales", AttemptId: null, call, Case: null);
        return new NoticeRow
        {
            Id = payload.Id,
            Event = payload.Event,
            Channel = "email",
            Target = "head@example.com",
            Lane = "email",
            Payload = JsonSerializer.Serialize(payload, ApiJson.Options),
            Tries = 1,
        };
    }

    /// <summary>RFC 2047, or as it is.</summary>
    private static string Decoded(string header) =>
        header.StartsWith("=?utf-8?B?", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(Convert.FromBase64String(header[10..^2])) : header;

    private static string Body(ReceivedMail mail) => mail.Header("Content-Transfer-Encoding") switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(mail.Body)),
        "quoted-printable" => throw new NotSupportedException("quoted-printable: " + mail.Body),
        _ => mail.Body,
    };
}
