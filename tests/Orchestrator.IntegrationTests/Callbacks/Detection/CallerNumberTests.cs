using System.Globalization;

namespace Orchestrator.IntegrationTests.Callbacks.Detection;

/// <summary>Who may be called back is decided by the number alone, and said.</summary>
public sealed class CallerNumberTests(WatchingWorld fixture) : IClassFixture<WatchingWorld>
{
    private CallbackWorld World => fixture.World;

    [Theory]
    [InlineData("anonymous", "the caller showed no number")]
    [InlineData("101", "an internal extension or short code")]
    [InlineData("79161234567&PJSIP/999", "no telephone number: not made of digits")]
    [InlineData("7916%2c123", "no telephone number: not made of digits")]
    public async Task NoNumberToCall_IsRecordedWithoutCase(string user, string why)
    {
        var before = (await World.MissedCallsAsync(0)).Count;

        await World.LoseCallAsync(user);

        var missed = (await World.MissedCallsAsync(before + 1))[^1];
        Assert.Equal(("abandoned", why), (missed.Reason, missed.NoCaseReason));
        Assert.Null(missed.CaseId);
        Assert.Null(missed.Number);
    }

    [Theory]
    [InlineData("+442071234567", "number guard: allow (a number of GB)")]
    [InlineData("78031234567", "number guard: deny +7803*")]
    [InlineData("+74951234567", "number guard: own")]
    public async Task NumberNotAllowed_ClosesAsBlockedByNamedRule(string number, string rule)
    {
        await World.LoseCallAsync(number);

        var closed = await World.ClosedAsync(number.TrimStart('+'));
        Assert.Equal(("blocked", rule), (closed.Disposition, closed.Reason));
        Assert.Equal(["opened", "closed"], closed.Kinds);
        Assert.Empty(closed.Attempts);
        Assert.Equal(closed.Id, Assert.Single(await World.MissesOfAsync(number)).CaseId);
    }

    [Theory]
    [InlineData("%0d%0aEvent%3a%20Hangup%0d%0aUniqueid%3a%201")]
    [InlineData("%0d%0a%0d%0aEvent%3a%20QueueCallerAbandon")]
    [InlineData("%0d%0a%0d%0aResponse%3a%20Goodbye%0d%0a%0d%0a")]
    public async Task LineBreaksInTheNumber_WhichAsteriskPassesOn_HarmNobodyElse(string lines)
    {
        // SIP carries them escaped in the user part, and Asterisk 22 writes them into AMI as they are.
        var number = CallbackWorld.NewNumber();

        await World.LoseCallAsync(number + lines);

        var next = CallbackWorld.NewNumber();
        await World.LoseCallAsync(next);
        await World.CaseAsync(next, c => c.State == "waiting");
        Assert.Single(await World.MissesOfAsync(next));
        Assert.True((await World.CasesAsync(number)).Count <= 1);
        await World.Daemon.ReadyAsync();
    }

    [Theory]
    [InlineData("79161234567%7cPJSIP%2f999")]
    [InlineData("79161234567%40trunk%7cLocal%2f1")]
    [InlineData("%22quoted%22%20%27single%27%20%5c")]
    [InlineData("7916$%7bSYSTEM(touch%20x)%7d$%7bEXTEN%7d$%5b1+1%5d")]
    [InlineData("%3cscript%3ealert(1)%3c%2fscript%3e")]
    [InlineData("'%3b%20drop%20table%20orchestrator.missed_call--")]
    [InlineData("command%20output%20follows")]
    [InlineData("--END%20COMMAND--")]
    [InlineData("7916%ff%c3%28%ed%a0%80")]
    [InlineData("4 kB of digits")]
    [InlineData("4 kB of letters")]
    public async Task HostileNumber_IsRecordedAsItCame_AndTouchesNobody(string user)
    {
        var number = user switch
        {
            "4 kB of digits" => "7916" + new string('1', 4096),
            "4 kB of letters" => "EVIL" + new string('x', 4096),
            _ => user,
        };
        if ((await WrittenAsync())[0] == '0')
        {
            var bystander = CallbackWorld.NewNumber();
            await World.LoseCallAsync(bystander);
            await World.CaseAsync(bystander, c => c.State == "waiting");
        }

        var (before, written) = ((await World.MissedCallsAsync(0)).Count, await WrittenAsync());

        await World.LoseCallAsync(number);

        var missed = (await World.MissedCallsAsync(before + 1))[^1];
        Assert.Equal("abandoned", missed.Reason);
        Assert.Null(missed.CaseId);
        Assert.Null(missed.Number);
        Assert.Equal(written, await WrittenAsync());
        await World.Daemon.ReadyAsync();
    }

    [Theory]
    [InlineData("1%0d%0aUniqueid%3a{0}%0d%0aLinkedid%3a{0}")]
    [InlineData("1%0d%0aUniqueid%3a{0}%0d%0aLinkedid%3a{0}%0d%0aCause%3a1%0d%0a%0d%0a")]
    [InlineData("%0d%0a%0d%0aEvent%3aHangup%0d%0aChannel%3aa%0d%0aUniqueid%3a{0}%0d%0aLinkedid%3a{0}")]
    public async Task IdsOfACallerWhoWaits_InAStrangersNumber_DoNotEndHisCall(string number)
    {
        var victim = CallbackWorld.NewNumber();
        await using var waiting = await World.CallAsync(victim, World.Lane.PlainUnstaffedDid);
        await World.WaitsInAsync(victim, World.Lane.Unstaffed);
        var id = await World.UniqueIdOfAsync(victim);

        await World.LoseCallAsync(string.Format(CultureInfo.InvariantCulture, number, id));

        Assert.Empty(await World.MissesOfAsync(victim));
        await waiting.HangUpAsync();
        await World.CaseAsync(victim, c => c.State == "waiting");
        Assert.Equal(("abandoned", id), Assert.Single(await World.MissesOfAsync(victim)) is var m ? (m.Reason, m.CallId) : default);
    }

    /// <summary>All that is known of cases and attempts, in figures.</summary>
    private Task<string> WrittenAsync() => World.ScalarAsync<string>(
        """
        select concat_ws(' ', (select count(*) from orchestrator.callback_case), (select count(*) from orchestrator.case_event), (select count(*) from orchestrator.callback_attempt),
                              (select count(*) from orchestrator.callback_case where state = 'waiting'))
        """);
}
