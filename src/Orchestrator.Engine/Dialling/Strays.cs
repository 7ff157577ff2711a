using Orchestrator.Asterisk.Ari;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Dialling;

/// <summary>
/// Hangs up what a crash left on a PBX: channels and bridges of attempts that are over in our books, as when an originate was under way while its attempt was settled.
/// Channels that the books do not know may be another installation's, and are left alone.
/// </summary>
public sealed partial class Strays(Database database, PbxNodes nodes, AttemptHost attempts, OrchestratorOptions options, TimeProvider time, ILogger<Strays> log)
{
    /// <summary>The safety net; what is known to need a look is looked at once.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>After channels were hung up: their bridges can go when they have gone.</summary>
    private static readonly TimeSpan AfterHangUp = TimeSpan.FromSeconds(5);

    private readonly Signal signal = new();

    /// <summary>There may be strays: a link is back, or a channel came that nobody waits for. Never blocks.</summary>
    public void Poke() => signal.Poke();

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var pause = Interval;
            foreach (var node in nodes.All.Where(n => n.Telephony.IsReady))
            {
                if (await TryClearAsync(node, stop))
                {
                    pause = AfterHangUp;
                }
            }

            await signal.WaitAsync(pause, time, stop);
            stop.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> TryClearAsync(PbxNode node, CancellationToken stop)
    {
        try
        {
            return await ClearAsync(node, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, node.Name, e.GetBaseException().Message);
            return false;
        }
    }

    /// <returns>Whether channels were hung up.</returns>
    private async Task<bool> ClearAsync(PbxNode node, CancellationToken stop)
    {
        if (await node.Telephony.ListAsync(stop) is not { } here)
        {
            LogFailed(log, node.Name, "ARI does not answer");
            return false;
        }

        var channels = Ours(here.Channels);
        var bridges = Ours(here.Bridges);
        if (channels.Count + bridges.Count == 0)
        {
            return false;
        }

        var ended = await EndedAsync([.. channels.Concat(bridges).Select(o => o.Attempt).Distinct()], stop);
        var strays = channels.FindAll(c => ended.Contains(c.Attempt));
        foreach (var (id, _) in strays)
        {
            LogChannel(log, node.Name, id);
            await node.Telephony.HangUpAsync(id, stop);
        }

        // A bridge goes at the next look, when its channels are gone: never both at once (asterisk #1124).
        foreach (var (id, _) in bridges.Where(b => ended.Contains(b.Attempt) && channels.TrueForAll(c => c.Attempt != b.Attempt)))
        {
            await node.Telephony.CloseBridgeAsync(id, stop);
        }

        return strays.Count > 0;
    }

    private async Task<HashSet<Guid>> EndedAsync(Guid[] candidates, CancellationToken cancel)
    {
        var ended = await database.InTransactionAsync(tx => tx.Attempts.EndedAsync(candidates, options.Instance), cancel);
        return [.. ended.Where(id => !attempts.Runs(id))]; // one that runs here still says farewell
    }

    private static List<(string Id, Guid Attempt)> Ours(IEnumerable<string> ids) =>
        [.. ids.Select(id => (Id: id, Attempt: ChannelNames.AttemptOf(id))).Where(o => o.Attempt is not null).Select(o => (o.Id, o.Attempt!.Value))];
}
