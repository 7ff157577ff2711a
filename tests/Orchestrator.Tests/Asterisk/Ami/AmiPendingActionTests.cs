using Orchestrator.Asterisk.Ami;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ami;

[Trait("rule", "1")]
public sealed class AmiPendingActionTests : AmiFixture
{
    [Fact]
    public async Task SendAsync_ManyAtOnceAnsweredBackwards_EachGetsItsOwnAnswer()
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();

        var sent = Enumerable.Range(0, 200)
            .Select(i => Task.Run(() => client.SendAsync(new AmiAction("Echo").With("Number", $"{i}"), CancellationToken.None)))
            .ToArray();
        var actions = new List<List<string>>();
        for (var i = 0; i < sent.Length; i++)
            actions.Add(await session.ReadActionAsync());
        Assert.Equal(sent.Length, actions.Select(FakeAmiSession.IdLine).Distinct().Count());
        for (var i = actions.Count - 1; i >= 0; i--)
            await session.AnswerAsync(actions[i], $"Response: Success\r\nMessage: {actions[i].Single(l => l.StartsWith("Number", StringComparison.Ordinal))}\r\n");

        var answers = await Task.WhenAll(sent).WithinDeadlineAsync();
        for (var i = 0; i < answers.Length; i++)
            Assert.Equal($"Number: {i}", answers[i].Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_ConnectionEndsBeforeTheAnswer_Fails(bool reset)
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();

        var single = client.SendAsync(AmiActions.CoreStatus, CancellationToken.None);
        await session.ReadActionAsync();
        var list = client.ListAsync(AmiActions.QueueStatus(), CancellationToken.None);
        await session.AnswerAsync(await session.ReadActionAsync(), "Response: Success\r\nEventList: start\r\n");
        if (reset)
            session.Reset();
        else
            session.Dispose();

        await Assert.ThrowsAsync<AmiDisconnectedException>(() => single.WithinDeadlineAsync());
        await Assert.ThrowsAsync<AmiDisconnectedException>(() => list.WithinDeadlineAsync());
    }

    [Fact]
    public async Task SendAsync_NoConnection_FailsAtOnce()
    {
        var client = Start();

        await Assert.ThrowsAsync<AmiDisconnectedException>(() => client.SendAsync(AmiActions.Ping, CancellationToken.None));
    }

    [Fact]
    [Trait("rule", "8")]
    public async Task SendAsync_NeverAnswered_TimesOutAndTheConnectionGoesOn()
    {
        var client = Start(o => o with { ActionTimeout = TimeSpan.FromMilliseconds(50) });
        using var session = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();

        await Assert.ThrowsAsync<TimeoutException>(() => client.SendAsync(AmiActions.CoreStatus, CancellationToken.None));
        var late = await session.ReadActionAsync();
        await session.AnswerAsync(late, "Response: Success\r\n");
        await session.SendAsync("Event: Reload\r\nPrivilege: call,all\r\n\r\n");

        Assert.Equal("Reload", (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message.EventName);
    }

    [Fact]
    public async Task ListAsync_EventsOfOthersInBetween_ListIsWholeAndTheOthersAreSignals()
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();

        var list = client.ListAsync(AmiActions.QueueStatus("sales"), CancellationToken.None);
        var action = await session.ReadActionAsync();
        Assert.Contains("Queue: sales", action);
        await session.SendAsync(
            FakeAmiSession.BlockFor(action, "Response: Success\r\nEventList: start\r\nMessage: Queue status will follow\r\n")
            + FakeAmiSession.BlockFor(action, "Event: QueueParams\r\nQueue: sales\r\n")
            + "Event: Newchannel\r\nPrivilege: call,all\r\nUniqueid: 1\r\n\r\n"
            + FakeAmiSession.BlockFor(action, "Event: QueueMember\r\nQueue: sales\r\nName: Ann\r\nLocation: PJSIP/101\r\nStatus: 1\r\n")
            + FakeAmiSession.BlockFor(action, "Event: QueueStatusComplete\r\nEventList: Complete\r\nListItems: 2\r\n"));

        var items = await list.WithinDeadlineAsync();
        Assert.Equal(["QueueParams", "QueueMember"], items.Select(i => i.EventName));
        Assert.Equal("PJSIP/101", QueueMember.TryRead(items[1])?.Interface);
        Assert.Equal("Newchannel", (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message.EventName);
    }

    [Fact]
    public async Task ListAsync_Refused_ThrowsWithAsterisksReason()
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();

        var list = client.ListAsync(AmiActions.CoreShowChannels, CancellationToken.None);
        await session.AnswerAsync(await session.ReadActionAsync(), "Response: Error\r\nMessage: Permission denied\r\n");

        var refused = await Assert.ThrowsAsync<AmiRefusedException>(() => list.WithinDeadlineAsync());
        Assert.Equal("Permission denied", refused.Response.Message);
    }
}
