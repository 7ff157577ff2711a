using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;
using System.Text.Json;
using NodaTime;
using Orchestrator.Api;
using Orchestrator.Core.Texts;
using Orchestrator.Hosting;
using Orchestrator.Policies;

namespace Orchestrator.Notify;

/// <summary>Sends notices as plain text mails, one to each address.</summary>
public sealed class MailCarrier(OrchestratorOptions options, PoliciesInForce policies, TimeProvider time) : INoticeCarrier
{
    /// <summary>For a whole mail, from the connect to the server's receipt. Below a notice's lease.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    private readonly SmtpOptions smtp = options.Smtp;

    public NoticeChannel Channel => NoticeChannel.Email;

    public bool IsConfigured => smtp.Host.Length > 0;

    public async Task<Delivery> DeliverAsync(NoticeRow notice, CancellationToken cancel)
    {
        if (!MailAddress.TryCreate(notice.Target, out var to))
        {
            return new Delivery.Refused("no mail address");
        }

        using var timer = new CancellationTokenSource(Limit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        using var client = Client();
        using var mail = Mail(notice, to);
        try
        {
            // The client is slow to notice a cancellation while a server says nothing: it is left behind then.
            await client.SendMailAsync(mail, limit.Token).WaitAsync(limit.Token);
            return new Delivery.Done();
        }
        catch (SmtpFailedRecipientException e) when (IsFinal(e.StatusCode))
        {
            return new Delivery.Refused($"the mail server refuses the address: {Describe(e)}");
        }
        catch (SmtpException e)
        {
            return new Delivery.Failed(Describe(e));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Delivery.Failed(string.Create(CultureInfo.InvariantCulture, $"the mail server was not done within {Limit.TotalSeconds:0.#} s"));
        }
    }

    private SmtpClient Client() => new(smtp.Host, smtp.Port)
    {
        EnableSsl = smtp.StartTls,
        Credentials = smtp.User.Length > 0 ? new NetworkCredential(smtp.User, smtp.Password) : null,
    };

    private MailMessage Mail(NoticeRow notice, MailAddress to)
    {
        var payload = NoticePayload.Read(notice.Payload);
        var text = NoticeText.Of(payload, policies.Set.Find(payload.Policy)?.Zone ?? DateTimeZone.Utc, Language.Of(smtp.Language));
        var from = new MailAddress(smtp.From);
        return new MailMessage(from, to)
        {
            Subject = text.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = text.Body.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            Headers =
            {
                ["Message-ID"] = $"<{notice.Id}@{from.Host}>", // the same in every delivery: mailboxes know a mail that came twice
                ["Auto-Submitted"] = "auto-generated", // RFC 3834: no holiday replies
            },
        };
    }

    /// <summary>550, 551, 553: such a mailbox will not be there tomorrow either. Other refusals are often a server that is being mended.</summary>
    private static bool IsFinal(SmtpStatusCode status) =>
        status is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed;

    private static string Describe(SmtpException e)
    {
        var reply = e.StatusCode == SmtpStatusCode.GeneralFailure ? "" : string.Create(CultureInfo.InvariantCulture, $"SMTP {(int)e.StatusCode}: ");
        return reply + (e.InnerException?.InnerException ?? e.InnerException ?? e).Message;
    }
}
