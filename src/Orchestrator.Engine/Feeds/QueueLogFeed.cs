using NodaTime;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Pbx;

namespace Orchestrator.Engine.Feeds;

/// <summary>Reads one PBX's queue_log for what happened while its AMI link was away.</summary>
public sealed partial class QueueLogFeed(PbxNode node, CallWatch calls, ILogger<QueueLogFeed> log)
{
    private Duration ahead = Duration.Zero;

    /// <summary>After a connect, before the snapshot is asked for.</summary>
    /// <param name="aheadOfPbx">How far our clock is ahead of the PBX's.</param>
    /// <returns>Whether the log told of the gap; without one, or a gap, there was nothing to tell.</returns>
    public bool CatchUp(Duration aheadOfPbx)
    {
        ahead = aheadOfPbx;
        if (calls.DeafSince is not { } since || TryRead(since) is not var (stays, tally))
        {
            return false;
        }

        calls.CatchUp(since, ahead, stays);
        LogCaughtUp(log, node.Name, since, tally.Records, tally.Lost);
        return true;
    }

    /// <summary>A channel ended while AMI is away.</summary>
    public void CatchUpOn(string channel)
    {
        if (calls.DeafSince is { } since && calls.Knows(channel) && TryRead(since) is var (stays, _))
        {
            calls.CatchUpOn(channel, since, ahead, stays);
        }
    }

    private (IReadOnlyList<QueueLogStay> Stays, QueueLogTally Tally)? TryRead(Instant since)
    {
        if (node.QueueLog is not { } file)
        {
            return null;
        }

        var tally = new QueueLogTally();
        try
        {
            return (QueueLogStays.Of(file.Since(QueueLogCatchUp.From(since, ahead), tally)), tally);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogNotCaughtUp(log, node.Name, since, e.Message);
            return null;
        }
    }
}
