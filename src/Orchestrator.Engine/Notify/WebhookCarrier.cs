using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using NodaTime;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Notify;

/// <summary>Posts notices as signed JSON. Any 2xx is a receipt; the answer's body is of no interest.</summary>
public sealed class WebhookCarrier : INoticeCarrier, IDisposable
{
    /// <summary>For a whole request. A receiver that needs longer should take the notice and think afterwards.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    /// <summary>Names of hosts are looked up again after that.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private const int MostAnswerBytes = 1024;

    private readonly byte[]? key;
    private readonly IClock clock;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    public WebhookCarrier(OrchestratorOptions options, IClock clock, TimeProvider time)
    {
        key = WebhookSignature.Key(options.Webhooks.Secret);
        (this.clock, this.time) = (clock, time);
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // where it goes is the policy's say, not the receiver's
            UseCookies = false,
            ConnectTimeout = ConnectLimit,
            PooledConnectionLifetime = ConnectionLife,
            MaxResponseDrainSize = MostAnswerBytes,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // each request has its own
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("orchestrator", Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)));
    }

    public NoticeChannel Channel => NoticeChannel.Webhook;

    public bool IsConfigured => key is not null;

    public async Task<Delivery> DeliverAsync(NoticeRow notice, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(Limit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            using var request = Request(notice);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Judge(answer);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Delivery.Failed(string.Create(CultureInfo.InvariantCulture, $"no answer within {Limit.TotalSeconds:0.#} s"));
        }
        catch (HttpRequestException e)
        {
            return new Delivery.Failed(e.HttpRequestError == HttpRequestError.Unknown ? e.Message : $"{e.HttpRequestError}: {e.Message}");
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(NoticeRow notice)
    {
        var id = notice.Id.ToString();
        var timestamp = clock.GetCurrentInstant().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, notice.Target) { Content = new StringContent(notice.Payload, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(key!, id, timestamp, notice.Payload));
        return request;
    }

    private Delivery Judge(HttpResponseMessage answer)
    {
        var status = $"{(int)answer.StatusCode} {answer.StatusCode}"; // our words for it: the receiver's reason phrase may be anything
        return answer.StatusCode switch
        {
            _ when answer.IsSuccessStatusCode => new Delivery.Done(),
            HttpStatusCode.Gone => new Delivery.Refused("HTTP 410 Gone: the receiver wants no more"),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new Delivery.Failed($"HTTP {status}; redirects are not followed, name the address itself"),
            _ => new Delivery.Failed("HTTP " + status, RetryAfter(answer.Headers.RetryAfter)),
        };
    }

    private Duration? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Instant.FromDateTimeOffset(date) - clock.GetCurrentInstant(),
        _ => null,
    };
}
