using System.Globalization;
using System.Text.Json;
using Orchestrator.Access;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Live;
using Orchestrator.Web.Site.Streams;

namespace Orchestrator.Web.Site;

/// <summary>What keeps open pages up to date, as server-sent events. All of it comes from memory.</summary>
internal static class LiveEndpoints
{
    /// <summary>Tells frames of this process from those of the one before.</summary>
    private static readonly string Boot = Guid.NewGuid().ToString("N")[..8];

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var live = routes.MapGroup("/live").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        live.MapGet("/session", () => Results.NoContent());
        live.MapGet("/wallboard", (HttpContext http, PageContext page, BoardProjector board, StreamServer server) => WallboardAsync(http, Audience.Of(page), board, server));
        live.MapGet("/wallboard/tv", (HttpContext http, PageContext page, BoardProjector board, StreamServer server) => WallboardAsync(http, Audience.Of(page, isTv: true), board, server));
        live.MapGet("/cases", CasesAsync);
        live.MapGet("/cases/{id:guid}", CaseAsync);
    }

    private static Task<IResult> WallboardAsync(HttpContext http, Audience audience, BoardProjector board, StreamServer server) =>
        ServeAsync(http, server, async (writer, end) =>
        {
            using var interest = board.Interest.Hold();
            using var tail = http.RequestServices.GetRequiredService<EventTail>().Interest.Hold();
            await FollowAsync(writer, http, () => board.Current, frame => frame.ForAsync(audience), end);
        });

    private static Task<IResult> CaseAsync(Guid id, HttpContext http, PageContext page, CaseTopics cases, EventTail tail, StreamServer server) =>
        ServeAsync(http, server, async (writer, end) =>
        {
            using var topic = cases.Open(id);
            using var interest = tail.Interest.Hold();
            var audience = Audience.Of(page);
            await FollowAsync(writer, http, () => topic.Current, frame => frame.ForAsync(audience), end);
        });

    private static Task<IResult> CasesAsync(HttpContext http, PageContext page, EventTail tail, PoliciesInForce policies, StreamServer server) =>
        ServeAsync(http, server, async (writer, end) =>
        {
            using var interest = tail.Interest.Hold();
            var news = new CaseNews(new CaseBoardQuery(http.Request.Query, policies.Numbers).Filter);
            while (true)
            {
                var edition = tail.Current;
                if (edition.Value is { } segment && news.Take(segment))
                {
                    await writer.SendAsync("news", null, JsonSerializer.Serialize(new { count = news.Count, text = page.Say.NewCases(news.Count) }), end);
                }

                await writer.WaitAsync(edition, end);
            }
        });

    /// <summary>Sends each new frame whose fragment differs; whoever is slow gets the latest only. A frame is always whole, so that none before it is missed.</summary>
    private static async Task FollowAsync<T>(
        SseWriter writer, HttpContext http, Func<Latest<T>.Edition> current, Func<T, Task<string>> render, CancellationToken end)
        where T : class
    {
        var seen = http.Request.Headers["Last-Event-ID"].ToString();
        var sent = "";
        while (true)
        {
            var edition = current();
            var id = string.Create(CultureInfo.InvariantCulture, $"{Boot}-{edition.Version}");
            if (edition.Value is { } frame && await render(frame) is var html && html != sent)
            {
                if (sent.Length > 0 || id != seen)
                {
                    await writer.SendAsync("frame", id, html, end);
                }

                sent = html;
            }

            await writer.WaitAsync(edition, end);
        }
    }

    private static async Task<IResult> ServeAsync(HttpContext http, StreamServer server, Func<SseWriter, CancellationToken, Task> serve)
    {
        if (await server.ServeAsync(http, serve))
        {
            return Results.Empty;
        }

        http.Response.Headers.RetryAfter = "30";
        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }
}
