using System.Text;
using Orchestrator.Asterisk.Ari;

namespace Orchestrator.Engine.Pbx;

/// <summary>Callers handed over, over ARI.</summary>
/// <param name="app">The application that the dialplan names.</param>
/// <param name="own">The application that this instance alone holds.</param>
public sealed class AriCallers(AriClient ari, string app, string own) : ICallers
{
    public bool IsIn(long epoch) => ari.IsIn(epoch);

    public Task FollowAsync(string channel, CancellationToken cancel) => ari.Applications.SubscribeAsync(app, $"channel:{channel}", cancel);

    public Task WaitForLinkAsync(TimeSpan most, CancellationToken cancel) => ari.WaitUntilHeldAsync(own, most, cancel);

    public async Task<string?> VariableAsync(string channel, string name, CancellationToken cancel)
    {
        try
        {
            return await ari.Channels.GetVariableAsync(channel, name, cancel) is { Length: > 0 } value ? value : null;
        }
        catch (AriException)
        {
            return null;
        }
    }

    public async Task<GiveBack> GiveBackAsync(string channel, CancellationToken cancel) => await ari.Channels.ContinueAsync(channel, cancel) switch
    {
        AriResult.Gone => GiveBack.Gone,
        AriResult.Done or AriResult.Refused => GiveBack.Done, // refused: it is in the dialplan already
        _ => GiveBack.Away,
    };

    public async Task<CallersHere> LookAsync(CancellationToken cancel)
    {
        try
        {
            return new CallersHere([.. (await ari.Channels.ListAsync(cancel)).Select(Read).OfType<CallerHere>()]);
        }
        catch (AriException e)
        {
            return new CallersHere([], e.Message);
        }
    }

    private CallerHere? Read(AriChannel channel) =>
        channel.Dialplan is { AppName: "Stasis", AppData: var data } && Split(data) is [var name, .. var arguments] && name == app
            ? new CallerHere(channel, arguments)
            : null;

    /// <summary>What <c>Stasis()</c> was called with: the application's name and its arguments, as Asterisk splits them (main/app.c: quotes and backslashes protect commas).</summary>
    /// <param name="appData">As a channel's <c>dialplan.app_data</c> has it.</param>
    internal static string[] Split(string appData)
    {
        var args = new List<string>();
        var arg = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < appData.Length; i++)
        {
            switch (appData[i])
            {
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '\\' when i + 1 < appData.Length:
                    arg.Append(appData[++i]);
                    break;
                case ',' when !isQuoted:
                    args.Add(arg.ToString());
                    arg.Clear();
                    break;
                case var other:
                    arg.Append(other);
                    break;
            }
        }

        args.Add(arg.ToString());
        return [.. args];
    }
}
