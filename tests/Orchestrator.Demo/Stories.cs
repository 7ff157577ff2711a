using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.Demo;

/// <summary>The stories. Each plays real SIP calls, waits for what it tells, and fails when that does not come.</summary>
internal sealed class Stories(Cast cast, CaseBook book)
{
    private const string Tracked = "74951234567";
    private const string Untouched = "74951234568";

    public IReadOnlyList<Story> All =>
    [
        new("A caller gives up, and is called back", "79161110001", GivesUpAsync),
        new("An untouched dialplan; the customer is busy at first", "79161110002", BusyAsync),
        new("Nobody answers: the next attempt moves to another time of day", "79161110003", NoAnswerAsync),
        new("The number does not exist: struck out", "79161110004", InvalidAsync),
        new("The caller rings again while an operator's phone rings for her", "79161110005", CalledAgainAsync),
    ];

    private async Task<CaseSummary> GivesUpAsync(string number)
    {
        await using var customerAudio = RtpProbe.Open(0x42);
        await using var customer = await cast.CustomerAsync(PhoneScript.Rings with { Audio = customerAudio });
        Narration.Say("Maria calls sales, waits in the queue, and hangs up");
        await cast.GiveUpAsync(Tracked, number, "Maria");
        var call = await cast.CallbackAsync(number);
        Narration.Say($"{call.Operator} rings first, and the operator picks up");
        await call.PickUpAsync();
        var ringing = await customer.CallArrivesAsync();
        Narration.Say($"Now Maria's phone rings and shows {ringing["From"]?.Split(';')[0]}; she answers");
        await customer.PickUpAsync(ringing);
        await Until.TrueAsync(() => customerAudio.Heard(cast.OperatorAudio.Pattern) > 25, what: "Maria hears the operator");
        await Until.TrueAsync(() => cast.OperatorAudio.Heard(customerAudio.Pattern) > 25, what: "the operator hears Maria");
        Narration.Say("They talk: audio arrives on both sides. Maria hangs up");
        await customer.HangUpAsync(ringing);
        return await book.UntilAsync(number, c => c is { Disposition: "reached", Attempts: ["connected"] }, "the case closes as reached");
    }

    private async Task<CaseSummary> BusyAsync(string number)
    {
        await using (var busy = await cast.CustomerAsync(PhoneScript.Rejects(486)))
        {
            Narration.Say("Boris calls sales, waits, and hangs up");
            await cast.GiveUpAsync(Untouched, number, "Boris");
            var first = await cast.CallbackAsync(number);
            await first.PickUpAsync();
            await busy.CallArrivesAsync();
            await book.UntilAsync(number, c => c.Attempts is ["busy", ..], "the attempt ends as busy");
            Narration.Say("Boris's line is busy: the policy tries again, here after two seconds instead of minutes");
        }

        await using var customer = await cast.CustomerAsync(PhoneScript.Rings);
        var second = await cast.CallbackAsync(number);
        await second.PickUpAsync();
        var ringing = await customer.CallArrivesAsync();
        await customer.PickUpAsync(ringing);
        await book.UntilAsync(number, c => c.Attempts is [_, "talking"], "they talk");
        await second.HangUpAsync();
        return await book.UntilAsync(number, c => c is { Disposition: "reached", Attempts: ["busy", "connected"] }, "the case closes as reached");
    }

    private async Task<CaseSummary> NoAnswerAsync(string number)
    {
        await using var customer = await cast.CustomerAsync(PhoneScript.Rings);
        Narration.Say("Vera calls sales, waits, and hangs up");
        await cast.GiveUpAsync(Tracked, number, "Vera");
        var call = await cast.CallbackAsync(number);
        await call.PickUpAsync();
        await customer.CallArrivesAsync();
        Narration.Say("Vera's phone rings and rings");
        return await book.UntilAsync(number, c => c is { State: "waiting", Attempts: ["no_answer"] }, "another time of day is planned");
    }

    private async Task<CaseSummary> InvalidAsync(string number)
    {
        await using var customer = await cast.CustomerAsync(PhoneScript.Rejects(404));
        Narration.Say("Somebody calls with a number that cannot be dialled, and hangs up");
        await cast.GiveUpAsync(Tracked, number, "Nobody");
        var call = await cast.CallbackAsync(number);
        await call.PickUpAsync();
        return await book.UntilAsync(number, c => c is { Disposition: "struck_out", Attempts: ["invalid"] }, "the number is struck out");
    }

    private async Task<CaseSummary> CalledAgainAsync(string number)
    {
        await using var customer = await cast.CustomerAsync(PhoneScript.Rings);
        Narration.Say("Galina calls sales, waits, and hangs up");
        await cast.GiveUpAsync(Tracked, number, "Galina");
        var callback = await cast.CallbackAsync(number);
        Narration.Say($"{callback.Operator} rings for the callback, but Galina is on the line again already");
        await using var caller = await cast.CallAsync(Tracked, number, "Galina");
        var answered = await cast.LiveCallAsync(number);
        await answered.PickUpAsync();
        Narration.Say($"{answered.Operator} takes her call, and the callback's ringing stops");
        var done = await book.UntilAsync(number, c => c is { Disposition: "called_again" }, "the case closes as called again");
        await caller.HangUpAsync();
        return customer.Calls.Count == 0 ? done : throw new InvalidOperationException("Galina was dialled although she had been served.");
    }
}

/// <param name="Number">The customer's, without a plus.</param>
/// <param name="PlayAsync">Plays it; returns the case at its end.</param>
internal sealed record Story(string Title, string Number, Func<string, Task<CaseSummary>> PlayAsync);
