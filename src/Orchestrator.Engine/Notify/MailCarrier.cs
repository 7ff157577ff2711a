using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using NodaTime;
using Orchestrator.Core.Texts;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Notify;

/// <summary>Sends notices as plain text mails, one to each address.</summary>
public sealed class MailCarrier(OrchestratorOptions options, PoliciesInForce policies, TimeProvider time) : INoticeCarrier
{
    /// <summary>For a whole mail, from the connect to the server's receipt. Below a notice's lease.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    private static readonly ParserOptions WithDomain = new() { AllowAddressesWithoutDomain = false };

    private readonly SmtpOptions smtp = options.Smtp;

    public NoticeChannel Channel => NoticeChannel.Email;

    public bool IsConfigured => smtp.Host.Length > 0;

    public async Task<Delivery> DeliverAsync(NoticeRow notice, CancellationToken cancel)
    {
        if (Address(notice.Target) is not { } to)
        {
            return new Delivery.Refused("no mail address");
        }

        using var timer = new CancellationTokenSource(Limit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        using var mail = Mail(notice, to);
        try
        {
            await SendAsync(mail, limit.Token);
            return new Delivery.Done();
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.RecipientNotAccepted && IsFinal(e.StatusCode))
        {
            return new Delivery.Refused($"the mail server refuses the address: {Describe(e)}");
        }
        catch (Exception e)
        {
            cancel.ThrowIfCancellationRequested();
            return new Delivery.Failed(limit.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"the mail server was not done within {Limit.TotalSeconds:0.#} s")
                : Describe(e));
        }
    }

    /// <summary>An address as it is written, with or without a name; null when it is none.</summary>
    internal static MailboxAddress? Address(string text) => MailboxAddress.TryParse(WithDomain, text, out var address) ? address : null;

    private async Task SendAsync(MimeMessage mail, CancellationToken cancel)
    {
        using var client = new SmtpClient { CheckCertificateRevocation = false }; // it would need a way out to the authorities' servers
        await client.ConnectAsync(smtp.Host, smtp.Port, smtp.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancel);
        if (smtp.User.Length > 0 && client.Capabilities.HasFlag(SmtpCapabilities.Authentication)) // a relay may take mails from this machine without
        {
            await client.AuthenticateAsync(smtp.User, smtp.Password, cancel);
        }

        await client.SendAsync(mail, cancel);
        await client.DisconnectAsync(quit: true, cancel); // the mail is taken: whatever goes wrong here is swallowed
    }

    private MimeMessage Mail(NoticeRow notice, MailboxAddress to)
    {
        var payload = NoticePayload.Read(notice.Payload);
        var text = NoticeText.Of(payload, policies.Set.Find(payload.Policy)?.Zone ?? DateTimeZone.Utc, Language.Of(smtp.Language));
        var from = Address(smtp.From)!; // checked at the start
        return new MimeMessage([from], [to], text.Subject, new TextPart("plain") { Text = text.Body.ReplaceLineEndings("\r\n") })
        {
            Date = time.GetUtcNow(),
            MessageId = $"{notice.Id}@{from.Domain}", // the same in every delivery: mailboxes know a mail that came twice
            Headers = { { HeaderId.AutoSubmitted, "auto-generated" } }, // RFC 3834: no holiday replies
        };
    }

    /// <summary>550, 551, 553: such a mailbox will not be there tomorrow either. Other refusals are often a server that is being mended.</summary>
    private static bool IsFinal(SmtpStatusCode status) =>
        status is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed;

    private static string Describe(Exception e) =>
        e is SmtpCommandException { StatusCode: var status } ? string.Create(CultureInfo.InvariantCulture, $"SMTP {(int)status}: {e.Message}") : e.Message;
}
