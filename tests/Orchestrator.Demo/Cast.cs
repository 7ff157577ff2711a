using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Sip;


namespace Orchestrator.Demo;

/// <summary>Everybody that SIPp plays: two operators, and one customer at a time behind the trunk.</summary>
internal sealed class Cast : IAsyncDisposable
{
    private readonly PrivateAsterisk asterisk;
    private readonly IReadOnlyList<(string Name, Sipp Phone)> operators;
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    private Cast(PrivateAsterisk asterisk, IReadOnlyList<(string Name, Sipp Phone)> operators, RtpProbe operatorAudio)
    {
        this.asterisk = asterisk;
        this.operators = operators;
        OperatorAudio = operatorAudio;
    }

    public RtpProbe OperatorAudio { get; }

    public static async Task<Cast> AssembleAsync(PrivateAsterisk asterisk)
    {
        var audio = RtpProbe.Open(0x21);
        var phones = new List<(string, Sipp)>();
        foreach (var phone in asterisk.SalesOperators)
            phones.Add((phone.Interface, await Sipp.AnswerAsync(phone.Port, PhoneScript.Rings with { Audio = audio })));
        return new Cast(asterisk, phones, audio);
    }

    /// <summary>The customer's phone; one story's at a time.</summary>
    public Task<Sipp> CustomerAsync(params IReadOnlyList<PhoneScript> scripts) => Sipp.AnswerAsync(asterisk.SalesTrunk.Port, scripts);

    public Task<Sipp> CallAsync(string did, string number, string name) =>
        Sipp.CallAsync(asterisk.SipPort, new CallerScript { Did = did, Number = number, Name = name });

    /// <summary>A caller enters the queue, an operator's phone rings, and the caller gives up.</summary>
    public async Task GiveUpAsync(string did, string number, string name)
    {
        await using var caller = await CallAsync(did, number, name);
        await LiveCallAsync(number);
        await caller.HangUpAsync();
    }

    /// <summary>The next callback for that customer that rings an operator.</summary>
    public Task<OperatorCall> CallbackAsync(string number) => NextAsync(number, callback: true);

    /// <summary>The next live call of that caller that rings an operator.</summary>
    public Task<OperatorCall> LiveCallAsync(string number) => NextAsync(number, callback: false);

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, phone) in operators)
            await phone.DisposeAsync();
        await OperatorAudio.DisposeAsync();
    }

    private async Task<OperatorCall> NextAsync(string number, bool callback)
    {
        var call = await Until.ValueAsync(
            () => Task.FromResult(Ringing(number, callback).FirstOrDefault(c => !told.Contains(c.Call.CallId))), TimeSpan.FromSeconds(60), "an operator's phone rings");
        told.Add(call.Call.CallId);
        return call;
    }

    private IEnumerable<OperatorCall> Ringing(string number, bool callback) =>
        operators.SelectMany(o => o.Phone.Calls.Select(call => new OperatorCall(o.Name, o.Phone, call)))
            .Where(c => c.Call["From"] is { } from && from.Contains(number, StringComparison.Ordinal) && from.Contains("Callback", StringComparison.Ordinal) == callback);
}

/// <summary>An operator's phone that rings.</summary>
internal sealed record OperatorCall(string Operator, Sipp Phone, SipMessage Call)
{
    public Task PickUpAsync() => Phone.PickUpAsync(Call);

    public Task HangUpAsync() => Phone.HangUpAsync(Call);
}
