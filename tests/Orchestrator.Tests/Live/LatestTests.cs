using System.Text;
using Microsoft.AspNetCore.Http;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Live;
using Xunit;

namespace Orchestrator.Tests.Live;

public sealed class LatestTests
{
    [Fact]
    public async Task Wait_SeveralWerePublished_TheReaderFindsTheLastOne()
    {
        var latest = new Latest<string>();
        var seen = latest.Current;

        latest.Publish("one");
        latest.Publish("two");

        Assert.True(await seen.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Equal("two", latest.Current.Value);
        Assert.Equal(2, latest.Current.Version);
    }

    [Fact]
    public void Interest_NobodyHoldsItAnyMore_IsOver()
    {
        var interest = new Interest(new LiveWake(), TimeProvider.System);
        Assert.False(interest.IsAlive);

        var held = interest.Hold();
        Assert.True(interest.IsAlive);

        held.Dispose();
        held.Dispose();
        Assert.False(interest.IsAlive);
        interest.Touch();
        Assert.True(interest.IsAlive);
    }

    [Fact]
    public async Task Sse_TextWithLineBreaks_CannotForgeAnEvent()
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        var writer = await SseWriter.BeginAsync(http, TimeProvider.System, default);

        await writer.SendAsync("case", "7", "one\n\nevent: end\rdata: x\r\ntwo", default);

        Assert.Equal(
            "retry: 2000\n\nid: 7\nevent: case\ndata: one\ndata: \ndata: event: end\ndata: data: x\ndata: two\n\n",
            Encoding.UTF8.GetString(body.ToArray()));
    }

    [Fact]
    public void Segment_MoreThanIsKept_KnowsFromWhereOnItIsWhole()
    {
        var segment = new Segment(10, 16, []).With([.. Enumerable.Range(11, 6).Select(i => Event(i))], kept: 4);

        Assert.Null(segment.Behind(11));
        Assert.Equal([13, 14, 15, 16], segment.Behind(12)!.Select(e => e.Id));
        Assert.Equal([16], segment.Behind(15)!.Select(e => e.Id));
        Assert.Empty(segment.Behind(16)!);
    }

    [Fact]
    public void News_WithAndWithoutAState_CountsCasesOnce()
    {
        var opened = new CaseNews(new CaseFilter());
        var ready = new CaseNews(new CaseFilter(State: CaseState.Ready));
        var asleep = Segment.Asleep;
        var begin = new Segment(0, 0, []);
        CaseEvent[] events = [Event(1, "opened"), Event(2, "planned"), Event(3, "ready", CaseState.Ready), Event(4, "note", CaseState.Ready)];
        var fresh = begin.With(events, 10) with { Last = 4 };

        Assert.All([opened, ready], n => Assert.False(n.Take(asleep) || n.Take(begin)));
        Assert.All([opened, ready], n => Assert.True(n.Take(fresh)));
        Assert.All([opened, ready], n => Assert.Equal(1, n.Count));
        Assert.All([opened, ready], n => Assert.False(n.Take(fresh)));
    }

    private static CaseEvent Event(long id, string kind = "note", CaseState state = CaseState.Waiting) =>
        new() { Id = id, CaseId = Guid.Empty, Kind = kind, Text = new Reason.Quoted(""), Policy = "sales", Number = "+79161234567", State = state };
}
