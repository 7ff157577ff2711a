using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks;

/// <summary>What several tests do in a world.</summary>
internal static class WorldSteps
{
    /// <summary>Loses a call of another number and waits until it is recorded: all that ended before it has been judged by then.</summary>
    public static async Task<IReadOnlyList<MissedCallView>> MissesOfAsync(this CallbackWorld world, string number)
    {
        var marker = CallbackWorld.NewNumber();
        await using var caller = await world.CallAsync(marker, world.Lane.JoinEmptyDid);
        await caller.ExitAsync();
        await world.MissedCallsAsync(1, m => m.CallerNumber == marker);
        return await world.MissedCallsAsync(0, m => m.CallerNumber == number);
    }

    /// <summary>Pauses operators in the lane's queue until disposed of; the lane goes to other tests afterwards.</summary>
    public static async Task<PausedOperators> PauseAsync(this CallbackWorld world, params IReadOnlyList<int> operators)
    {
        await world.SetPausedAsync("pause", operators);
        return new PausedOperators(world, operators);
    }

    /// <param name="verb">pause or unpause.</param>
    /// <param name="operators">Which, counted from 0.</param>
    public static async Task SetPausedAsync(this CallbackWorld world, string verb, params IReadOnlyList<int> operators)
    {
        foreach (var index in operators)
            await world.Asterisk.CliAsync($"queue {verb} member {world.Lane.Operators[index].Interface} queue {world.Lane.Queue}");
    }

    /// <summary>The name of the channel on which this number calls in.</summary>
    public static async Task<string> ChannelOfAsync(this CallbackWorld world, string number) => (await LineOfAsync(world, number))[0];

    /// <summary>The uniqueid of that channel.</summary>
    public static async Task<string> UniqueIdOfAsync(this CallbackWorld world, string number) => (await LineOfAsync(world, number))[^1].TrimEnd();

    /// <summary>Waits until this number waits in a queue.</summary>
    public static Task WaitsInAsync(this CallbackWorld world, string number, string queue) => Until.TrueAsync(
        async () => (await world.Asterisk.CliAsync($"queue show {queue}")).Contains(await world.ChannelOfAsync(number), StringComparison.Ordinal),
        what: $"{number} waits in {queue}");

    /// <summary>Waits until the books say who talked with this number last.</summary>
    public static Task SpokeLastAsync(this CallbackWorld world, string number, string @operator, string kind) => Until.TrueAsync(
        async () => await world.ScalarAsync<long>($"select count(*) from orchestrator.contact where pbx = 'pbx1' and number = '+{number}' and operator = '{@operator}' and kind = '{kind}'") == 1,
        what: $"{@operator} talked with {number} last, by {kind}");

    /// <summary>Waits until Asterisk listens for an answering machine on some channel of this number's callback.</summary>
    public static Task ListensAsync(this CallbackWorld world, string number) => Until.TrueAsync(
        async () =>
        {
            var attempt = (await world.CasesAsync(number))[^1].Attempts[^1].Id;
            return (await world.Asterisk.CliAsync("core show channels concise")).Split('\n').Any(l => l.Contains("!AMD!", StringComparison.Ordinal) && l.Contains($"cb-{attempt:N}", StringComparison.Ordinal));
        },
        what: $"Asterisk listens to {number}");

    private static Task<string[]> LineOfAsync(CallbackWorld world, string number) => Until.ValueAsync(
        async () => (await world.Asterisk.CliAsync("core show channels concise"))
            .Split('\n').Select(line => line.Split('!')).FirstOrDefault(fields => fields.Length > 7 && fields[7] == number),
        what: $"{number} has a channel");

    /// <summary>Picks up, and hangs up soon.</summary>
    public static PhoneScript TalksShortly { get; } = PhoneScript.Answers with { HangUpAfter = TimeSpan.FromMilliseconds(300) };
}

/// <summary>Operators paused by a test.</summary>
internal sealed class PausedOperators(CallbackWorld world, IReadOnlyList<int> operators) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => new(world.SetPausedAsync("unpause", operators));
}
