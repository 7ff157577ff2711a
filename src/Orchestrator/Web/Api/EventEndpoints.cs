using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Live;
using Orchestrator.Web.Site.Streams;

namespace Orchestrator.Web.Api;

/// <summary>What happens to cases, as it happens.</summary>
internal static class EventEndpoints
{
    /// <summary>Events of one read of the table, for who was away.</summary>
    private const int Batch = 500;

    /// <summary>How many ids a program may have been away for; one that missed more reads the cases anew.</summary>
    private const int FurthestBack = 50_000;

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", StreamAsync)
            .WithSummary("What happens to cases, as server-sent events")
            .WithDescription(
                "Each event has an id; a client that comes back with Last-Event-ID goes on after it, in order and without loss. Without it the stream begins now. "
                + "A 'gap' event says that too much was missed: read the cases again.")
            .Produces<EventView>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    // Read strictly by QueryReader; named here for the API's description.
    private static async Task<IResult> StreamAsync(
        HttpContext http,
        EventTail tail,
        Database database,
        StreamServer server,
        [Description("Of one case only: its id")] string? @case,
        [Description("Of these kinds only, separated by commas: opened, planned, ready, claimed, attempt_ended, closed …")] string? kind)
    {
        var query = new QueryReader(http.Request.Query, "events");
        var filter = new EventFilter(query.Id("case"), query.Kinds("kind"));
        var position = query.Position(http.Request.Headers["Last-Event-ID"]);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var served = await server.ServeAsync(http, async (writer, end) =>
        {
            using var interest = tail.Interest.Hold();
            await FollowAsync(writer, tail, database, filter, position, end);
        });
        return served ? Results.Empty : Problems.Of(Problems.TooManyStreams, $"There may be {LiveStreams.MostPerHolder} streams with one key, and {LiveStreams.MostInAll} in all.");
    }

    private static async Task FollowAsync(SseWriter writer, EventTail tail, Database database, EventFilter filter, long? position, CancellationToken end)
    {
        while (true)
        {
            var edition = tail.Current;
            if (edition.Value is { IsAsleep: false } segment)
            {
                // An id from another database may lie ahead: then what comes is new as well.
                var behind = Math.Min(position ?? segment.Last, segment.Last);
                if (segment.Behind(behind) is { } fresh)
                {
                    await SendAsync(writer, fresh.Where(filter.Takes), end);
                }
                else if (behind < segment.Last - FurthestBack)
                {
                    await writer.SendAsync("gap", Id(segment.Last), JsonSerializer.Serialize(new { behind, last = segment.Last }), end);
                }
                else
                {
                    await CatchUpAsync(writer, database, filter, behind, segment.Last, end);
                }

                position = segment.Last;
            }

            await writer.WaitAsync(edition, end);
        }
    }

    /// <summary>Who was away for longer than memory reaches reads the table, page by page, as fast as it takes them.</summary>
    private static async Task CatchUpAsync(SseWriter writer, Database database, EventFilter filter, long behind, long until, CancellationToken end)
    {
        IReadOnlyList<CaseEvent> page;
        do
        {
            var from = behind;
            page = await database.InTransactionAsync(tx => tx.Events.BetweenAsync(from, until, filter.Case, filter.Kinds, Batch), end);
            await SendAsync(writer, page, end);
            behind = page.Count > 0 ? page[^1].Id : until;
        }
        while (page.Count == Batch);
    }

    private static async Task SendAsync(SseWriter writer, IEnumerable<CaseEvent> events, CancellationToken end)
    {
        foreach (var e in events)
        {
            await writer.SendAsync("case", Id(e.Id), JsonSerializer.Serialize(EventView.Of(e), ApiJson.Options), end);
        }
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Which events.</summary>
    /// <param name="Case">Of that case; null: of all.</param>
    /// <param name="Kinds">Of those kinds; null: of all.</param>
    private sealed record EventFilter(Guid? Case, string[]? Kinds)
    {
        public bool Takes(CaseEvent e) => (Case is null || e.CaseId == Case) && (Kinds is null || Kinds.Contains(e.Kind, StringComparer.Ordinal));
    }
}

/// <summary>An event as it goes out.</summary>
/// <param name="Id">Ascending; what <c>Last-Event-ID</c> takes.</param>
/// <param name="CaseId">Of which case.</param>
/// <param name="At">When.</param>
/// <param name="Kind">A word for machines.</param>
/// <param name="Text">A sentence for people.</param>
/// <param name="Data">Particulars, or null.</param>
public sealed record EventView(long Id, Guid CaseId, Instant At, string Kind, Reason Text, JsonElement? Data)
{
    public static EventView Of(CaseEvent e) => new(e.Id, e.CaseId, e.At, e.Kind, e.Text, e.Data is null ? null : JsonElement.Parse(e.Data));
}
