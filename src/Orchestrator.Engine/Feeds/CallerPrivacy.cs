using System.Threading.Channels;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Pbx;

namespace Orchestrator.Engine.Feeds;

/// <summary>
/// Asks whether callers who come into a queue want their numbers shown. AMI does not tell: its events have the number without its presentation, and <c>NewCallerid</c>
/// comes only when the dialplan changes it. One question at a time, beside the event stream; a call that ends first, or a link that is down, leaves it unknown, which counts as shown.
/// </summary>
public sealed class CallerPrivacy(ICallers callers, CallWatch calls)
{
    /// <summary>While REST hangs no more questions are kept than these; the oldest are the least worth.</summary>
    private const int MostQuestions = 1000;

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
                if (CallSignal.PresentationSeen.IsRestrictedWord(await callers.VariableAsync(joined.UniqueId, CallSignal.PresentationSeen.Variable, stop)))
                {
                    calls.Hides(joined.UniqueId, joined.LinkedId);
                }
            }
        }
    }
}
