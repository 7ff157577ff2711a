using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.CircuitBreaker;

namespace Orchestrator.Asterisk.Ari;

/// <summary>
/// REST calls, each with a time limit, behind one breaker. Every POST carries a body: the framework silently sends a bodyless request
/// again when a pooled connection turns out to be dead, and a second POST may be a second call.
/// </summary>
internal sealed class AriRest : IDisposable
{
    // Five failures in a row, roughly, and then silence for as long: a hanging REST is asked by the probe only.
    private const int BreakAfter = 5;
    private const double BreakRatio = 0.9;
    private static readonly TimeSpan BreakWindow = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BreakFor = TimeSpan.FromSeconds(5);

    private readonly HttpClient http;
    private readonly AriOptions options;
    private readonly TimeProvider time;
    private readonly string root;
    private readonly ResiliencePipeline breaker;
    private readonly Func<string, string?> whyNotDial;

    /// <param name="handler">Shared with the event socket; not disposed of.</param>
    /// <param name="whyNotDial">Why making channels under an application makes no sense now; null when it does.</param>
    public AriRest(HttpMessageHandler handler, AriOptions options, TimeProvider time, Func<string, string?> whyNotDial)
    {
        (this.options, this.time, this.whyNotDial) = (options, time, whyNotDial);
        root = options.Url.ToString().TrimEnd('/');
        http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(BasicAuth(options));
        breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                MinimumThroughput = BreakAfter,
                FailureRatio = BreakRatio,
                SamplingDuration = BreakWindow,
                BreakDuration = BreakFor,
                ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<TimeoutException>(),
            })
            .Build();
    }

    public static string BasicAuth(AriOptions options) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}"));

    /// <summary>Null for a 404.</summary>
    /// <exception cref="AriException">Any other answer that is no success, or none.</exception>
    public async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var plainPath = path.Split('?')[0];
        var reply = await SendAsync(HttpMethod.Get, path, body: null, cancellationToken);
        if (reply is not AriReply.Answer answer)
            throw new AriException(0, "GET", plainPath, ((AriReply.Silence)reply).Reason);
        if (answer.Status == 404)
            return null;
        if (!answer.IsSuccess)
            throw new AriException(answer.Status, "GET", plainPath, answer.Message);
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type);
        }
        catch (JsonException e)
        {
            throw new AriException(answer.Status, "GET", plainPath, $"the answer cannot be read at {e.Path}", e);
        }
    }

    public async Task<AriResult> CommandAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken) =>
        await SendAsync(method, path, body, cancellationToken) switch
        {
            AriReply.Answer { IsSuccess: true } => AriResult.Done.Instance,
            AriReply.Answer { Status: 404 } gone => new AriResult.Gone(gone.Message),
            AriReply.Answer refused => new AriResult.Refused(refused.Status, refused.Message),
            AriReply.Silence { Sent: false } silence => new AriResult.NotSent(silence.Reason),
            AriReply.Silence silence => new AriResult.Unknown(silence.Reason),
            var other => throw new InvalidOperationException($"No such reply: {other.GetType()}"),
        };

    /// <summary>
    /// Sent once or not at all, and the last thing sent on its connection: Asterisk answers 409 by an error number that it keeps per thread,
    /// a thread per connection, and never clears (main/channel.c, seen on 22.10.1). After one 409 every failed allocation on the same
    /// connection would be a 409 too, and be taken for a call that exists. Asterisk closes when asked to and says so, so that the pool knows.
    /// </summary>
    public async Task<OriginateResult> CreateChannelAsync(string path, string app, JsonObject body, CancellationToken cancellationToken)
    {
        if (whyNotDial(app) is { } reason)
            return new OriginateResult.NotSent(reason);
        return await SendAsync(HttpMethod.Post, path, body, cancellationToken, lastOnConnection: true) switch
        {
            AriReply.Answer { IsSuccess: true } made => ReadCreated(made),
            AriReply.Answer { Status: 409 } => OriginateResult.AlreadyExists.Instance,
            AriReply.Answer refused => new OriginateResult.Refused(refused.Status, refused.Message),
            AriReply.Silence { Sent: false } silence => new OriginateResult.NotSent(silence.Reason),
            AriReply.Silence silence => new OriginateResult.Unknown(silence.Reason),
            var other => throw new InvalidOperationException($"No such reply: {other.GetType()}"),
        };
    }

    public void Dispose() => http.Dispose();

    private static OriginateResult ReadCreated(AriReply.Answer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, AriJson.Default.AriChannel) is { } channel
                ? new OriginateResult.Created(channel)
                : new OriginateResult.Unknown("the answer is empty");
        }
        catch (JsonException)
        {
            return new OriginateResult.Unknown("the answer cannot be read");
        }
    }

    private static ByteArrayContent Content(JsonObject body)
    {
        foreach (var absent in body.Where(p => p.Value is null).Select(p => p.Key).ToArray())
            body.Remove(absent);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        return content;
    }

    private async Task<AriReply> SendAsync(
        HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken, bool lastOnConnection = false)
    {
        using var request = new HttpRequestMessage(method, root + path);
        request.Headers.ConnectionClose = lastOnConnection;
        if (method == HttpMethod.Post)
            request.Content = Content(body ?? []);
        try
        {
            return await breaker.ExecuteAsync(async token => await ExchangeAsync(request, token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            return new AriReply.Silence(Sent: false, "REST does not answer; it is asked again in a moment");
        }
        catch (TimeoutException e)
        {
            return new AriReply.Silence(Sent: true, e.Message);
        }
        catch (HttpRequestException e)
        {
            var neverConnected = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError;
            return new AriReply.Silence(!neverConnected, e.Message);
        }
    }

    private async Task<AriReply> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.RequestTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            return new AriReply.Answer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(limit.Token));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {options.RequestTimeout}", e);
        }
    }
}
