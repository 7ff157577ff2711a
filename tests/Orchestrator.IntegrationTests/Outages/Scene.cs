using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Outages;

/// <summary>One callback, played up to a phase of its life and then on to its end, with the phones of both sides.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly RtpProbe operatorAudio = RtpProbe.Open(0x21);
    private readonly RtpProbe customerAudio = RtpProbe.Open(0x42);
    private readonly CallbackWorld world;
    private int customerCalls;

    private Scene(CallbackWorld world) => this.world = world;

    public string Number { get; } = CallbackWorld.NewNumber();

    public Sipp Operators { get; private set; } = null!;

    public Sipp Customers { get; private set; } = null!;

    /// <summary>The operator's phone, as it rang last.</summary>
    public SipMessage Operator => Operators.Calls[^1];

    public SipMessage Customer => Customers.Calls[^1];

    /// <summary>The prompt of some seconds is there only where a test wants to meet it.</summary>
    public static LanePolicy Policy(Phase phase = Phase.Talking, string retry = "{ interrupted: { after: 1s }, operator_hung_up: { after: 1s }, operator_no_answer: { after: 1s } }") =>
        new() { OneOperator = true, OperatorRing = "60s", CustomerRing = "60s", Announce = phase == Phase.OperatorAnswered ? "number" : "none", Retry = retry };

    /// <summary>Both phones are there; nothing has happened.</summary>
    public static async Task<Scene> OpenAsync(CallbackWorld world)
    {
        var scene = new Scene(world);
        scene.Operators = await world.OperatorAsync(0, PhoneScript.Rings with { Audio = scene.operatorAudio });
        scene.Customers = await world.CustomersAsync(PhoneScript.Rings with { Audio = scene.customerAudio });
        return scene;
    }

    /// <summary>A call is lost, and its callback goes on as far as <paramref name="phase"/>.</summary>
    public static async Task<Scene> PlayAsync(CallbackWorld world, Phase phase)
    {
        var scene = await OpenAsync(world);
        await world.LoseCallAsync(scene.Number);
        await scene.Operators.CallArrivesAsync();
        await scene.ReachAsync(Phase.OperatorRinging);
        foreach (var next in Enum.GetValues<Phase>().Where(p => p > Phase.OperatorRinging && p <= phase))
            await scene.StepAsync(next, stayAt: next == phase);
        return scene;
    }

    /// <summary>Goes on from a phase to a conversation, proves that it is one, and ends it.</summary>
    public async Task<CaseView> FinishAsync(Phase from)
    {
        foreach (var next in Enum.GetValues<Phase>().Where(p => p > from))
            await StepAsync(next, stayAt: false);
        await TalksAsync();
        await Customers.HangUpAsync(Customer);
        var closed = await world.ClosedAsync(Number);
        Assert.Equal("reached", closed.Disposition);
        return closed;
    }

    /// <summary>A whole new callback of the same case, after the first came to nothing.</summary>
    public async Task<CaseView> StartOverAsync(int operatorCalls)
    {
        customerCalls = Customers.Calls.Count;
        await Operators.CallArrivesAsync(operatorCalls);
        await ReachAsync(Phase.OperatorRinging);
        return await FinishAsync(Phase.OperatorRinging);
    }

    /// <summary>The operator hears something: the prompt is being played.</summary>
    public Task PromptIsHeardAsync() => Until.TrueAsync(() => operatorAudio.HeardSounds > 0);

    /// <summary>Audio passes in both directions from now on.</summary>
    public async Task TalksAsync()
    {
        var (atOperator, atCustomer) = (operatorAudio.Heard(customerAudio.Pattern), customerAudio.Heard(operatorAudio.Pattern));
        await Until.TrueAsync(() => operatorAudio.Heard(customerAudio.Pattern) > atOperator + 25);
        await Until.TrueAsync(() => customerAudio.Heard(operatorAudio.Pattern) > atCustomer + 25);
    }

    /// <summary>Nobody's phone rang more often than so.</summary>
    public void RangOnce()
    {
        Assert.Single(Operators.Calls);
        Assert.Single(Customers.Calls);
    }

    public async ValueTask DisposeAsync()
    {
        await operatorAudio.DisposeAsync();
        await customerAudio.DisposeAsync();
    }

    private async Task StepAsync(Phase to, bool stayAt)
    {
        switch (to)
        {
            case Phase.OperatorAnswered:
                await Operators.PickUpAsync(Operator);
                if (stayAt)
                    await ReachAsync(to);
                break;
            case Phase.CustomerRinging:
                await Customers.CallArrivesAsync(customerCalls + 1);
                await ReachAsync(to);
                await Until.TrueAsync(() => Customers.Messages.Any(m => m is { Received: false, Status: 180 } && m.CallId == Customer.CallId));
                break;
            case Phase.Talking:
                await Customers.PickUpAsync(Customer);
                await ReachAsync(to);
                break;
        }
    }

    private Task<CaseView> ReachAsync(Phase phase) => world.AttemptIsAsync(Number, Core.Words.Of(phase));
}
