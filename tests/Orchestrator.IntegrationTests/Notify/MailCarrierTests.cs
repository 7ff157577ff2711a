using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using MimeKit;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Rig.Notify;

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
        var (subject, body) = Read(mail);
        Assert.Equal("Missed call: +79161234567 (sales)", subject);
        Assert.Contains("\"Иван\" (as the caller sent it)", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_CyrillicQueue_IsReadInSubjectAndBodyAndTravelsAsAscii()
    {
        Assert.IsType<Delivery.Done>(await Carrier().DeliverAsync(Notice(queue: "Отдел продаж, вторая линия"), default));

        var mail = server.Mails.Single();
        Assert.True(Ascii.IsValid(string.Concat(mail.Headers) + mail.Body)); // the server did not say that it takes more
        var (subject, body) = Read(mail);
        Assert.Equal("Missed call: +79161234567 (Отдел продаж, вторая линия)", subject);
        Assert.Contains("Queue:         Отдел продаж, вторая линия\r\n", body, StringComparison.Ordinal);
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
        var (subject, body) = Read(mail);
        Assert.DoesNotContain(subject, char.IsControl);
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
    public async Task Deliver_ServerSaysNothingAfterItsReceipt_IsDelivered()
    {
        server.Reply = line => line == "QUIT" ? MailServer.Silence : null;

        Assert.IsType<Delivery.Done>(await Carrier(TimeSpan.FromSeconds(0.5)).DeliverAsync(Notice(), default));
    }

    [Fact]
    public async Task Deliver_ServiceStops_IsCancelled()
    {
        using var stop = new CancellationTokenSource();
        server.Reply = line =>
        {
            stop.Cancel();
            return MailServer.Silence;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Carrier().DeliverAsync(Notice(), stop.Token));
    }

    [Theory]
    [InlineData("235 welcome", true)]
    [InlineData("535 5.7.8 wrong", false)]
    public async Task Deliver_ServerOffersALogin_SendsNothingWithoutIt(string answer, bool isSent)
    {
        var login = "";
        server.Reply = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-rig\r\n250 AUTH PLAIN"
            : line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal) && (login = line[11..]).Length > 0 ? answer : null;

        var delivery = await Carrier(user: "anna", password: "hunter2").DeliverAsync(Notice(), default);

        Assert.Equal("\0anna\0hunter2", Encoding.UTF8.GetString(Convert.FromBase64String(login)));
        Assert.Equal(isSent ? new Delivery.Done() : new Delivery.Failed("535: 5.7.8 wrong"), delivery);
        Assert.Equal(isSent ? 1 : 0, server.Mails.Count);
    }

    [Fact]
    public async Task Deliver_ServerOffersNoLogin_SendsWithoutAndKeepsThePassword()
    {
        ConcurrentQueue<string> lines = [];
        server.Reply = line =>
        {
            lines.Enqueue(line);
            return null;
        };

        Assert.IsType<Delivery.Done>(await Carrier(user: "anna", password: "hunter2").DeliverAsync(Notice(), default));

        Assert.DoesNotContain(lines, l => l.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deliver_NobodyListens_Fails()
    {
        var carrier = Carrier();
        await server.DisposeAsync();

        Assert.NotEmpty(Assert.IsType<Delivery.Failed>(await carrier.DeliverAsync(Notice(), default)).Why);
    }

    private MailCarrier Carrier(TimeSpan? limit = null, bool startTls = false, string user = "", string password = "")
    {
        var options = new OrchestratorOptions
        {
            Smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, From = "callbacks@example.com", StartTls = startTls, User = user, Password = password },
        };
        return new MailCarrier(options, new PoliciesInForce(PolicySet.Empty, NumberPlan.Unknown), TimeProvider.System) { Limit = limit ?? TimeSpan.FromSeconds(20) };
    }

    private static NoticeRow Notice(string? callerName = null, string? queue = "sales")
    {
        var call = new MissedCallView
        {
            Pbx = "pbx1",
            Uniqueid = "1.2",
            At = Instant.FromUtc(2026, 11, 21, 6, 30),
            Reason = MissReason.Abandoned,
            Queue = queue,
            Number = "+79161234567",
            CallerName = callerName,
        };
        var payload = new NoticePayload(Guid.CreateVersion7(), NoticeEvent.Missed, call.At, "sales", AttemptId: null, call, Case: null);
        return new NoticeRow
        {
            Id = payload.Id,
            Event = payload.Event,
            Channel = NoticeChannel.Email,
            Target = "head@example.com",
            Lane = "email",
            Payload = JsonSerializer.Serialize(payload, ApiJson.Options),
            Tries = 1,
        };
    }

    private static (string Subject, string Body) Read(ReceivedMail mail)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(string.Join("\r\n", [.. mail.Headers, "", mail.Body])));
        using var message = MimeMessage.Load(stream);
        return (message.Subject!, message.TextBody!.ReplaceLineEndings("\r\n")); // read with the line ends of this machine
    }
}
