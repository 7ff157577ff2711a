using Orchestrator.Rig.Asterisk;

[assembly: AssemblyFixture(typeof(Orchestrator.IntegrationTests.Rig.SharedAsterisk))]

namespace Orchestrator.IntegrationTests.Rig;

/// <summary>One Asterisk for all tests that do not break it; each test class takes a lane of its own.</summary>
public sealed class SharedAsterisk : IAsyncLifetime
{
    private int taken;

    public PrivateAsterisk Asterisk { get; private set; } = null!;

    /// <summary>A lane that no other test uses at this moment or later.</summary>
    public Lane TakeLane() => Asterisk.Lanes[(Interlocked.Increment(ref taken) - 1) % Asterisk.Lanes.Count];

    public async ValueTask InitializeAsync() => Asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 9 });

    public ValueTask DisposeAsync() => Asterisk.DisposeAsync();
}
