using Orchestrator.IntegrationTests.Rig;


namespace Orchestrator.IntegrationTests.Callbacks;

/// <summary>A world for all tests of a class, in which cases are opened and nobody is called back for an hour.</summary>
public sealed class WatchingWorld(SharedAsterisk shared) : IAsyncLifetime
{
    internal CallbackWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }" });

    public ValueTask DisposeAsync() => World.DisposeAsync();
}

/// <summary>A world for all tests of a class, in which customers are called at once and again by every kind of rule; one operator is there.</summary>
public sealed class CallingWorld(SharedAsterisk shared) : IAsyncLifetime
{
    private static readonly LanePolicy Policy = new()
    {
        Attempts = 2,
        CustomerRing = "5s",
        Retry = """
            { busy: { after: 500ms }, no_answer: { dayparts: [10:00, 13:00, 19:00] }, rejected: { after: 1d, at_most: 1 }, unreachable: { after: 30m },
              congestion: { after: 500ms, uses_attempt: false }, invalid: strike_out }
            """.ReplaceLineEndings(" "),
    };

    private PausedOperators? others;

    internal CallbackWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await CallbackWorld.StartAsync(shared, Policy);
        others = await World.PauseAsync(1, 2);
    }

    public async ValueTask DisposeAsync()
    {
        if (others is not null)
            await others.DisposeAsync();
        await World.DisposeAsync();
    }
}
