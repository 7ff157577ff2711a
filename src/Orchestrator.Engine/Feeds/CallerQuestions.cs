using System.Threading.Channels;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Pbx;

namespace Orchestrator.Engine.Feeds;

/// <summary>
/// Asks about callers in queues what AMI does not tell. Whether they want their numbers shown: its events have the number without its presentation, and <c>NewCallerid</c>
/// comes only when the dialplan changes it. And which number they dialled, of calls whose start nobody heard: a snapshot has the extension where the dialplan stands now.
/// One question at a time, beside the event stream; a call that ends first, or a link that stays down, leaves it unknown, which counts as shown.
/// </summary>
public sealed class CallerQuestions(ICallers callers, CallWatch calls)
{
    /// <summary>While REST hangs no more questions are kept than these; the oldest are the least worth.</summary>
    private const int MostQuestions = 1000;

    /// <summary>After a start AMI may be there before ARI is.</summary>
    private static readonly TimeSpan LinkPatience = TimeSpan.FromSeconds(10);

    private readonly Channel<CallSignal.QueueJoined> questions = Channel.CreateBounded<CallSignal.QueueJoined>(
        new BoundedChannelOptions(MostQuestions) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>A caller came into a queue. Returns at once.</summary>
    public void Ask(CallSignal.QueueJoined joined) => questions.Writer.TryWrite(joined);

    /// <summary>Asks until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (await questions.Reader.WaitToReadAsync(stop))
        {
            while (questions.Reader.TryRead(out var joined))
            {
                // What cannot be known keeps nobody from being called back.
                await callers.WaitForLinkAsync(LinkPatience, stop);
                if (CallSignal.PresentationSeen.IsRestrictedWord(await callers.VariableAsync(joined.UniqueId, CallSignal.PresentationSeen.Variable, stop)))
                {
                    calls.Hides(joined.UniqueId, joined.LinkedId);
                }

                if (calls.LacksDid(joined.UniqueId) && await callers.VariableAsync(joined.UniqueId, CallSignal.ChannelSeen.DidVariable, stop) is { } did)
                {
                    calls.Dialled(joined.UniqueId, joined.LinkedId, did);
                }
            }
        }
    }
}
