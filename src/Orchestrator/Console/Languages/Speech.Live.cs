using Orchestrator.Live;

namespace Orchestrator.Console.Languages;

/// <content>The wallboard, and what tells that a page is live.</content>
public abstract partial class Speech
{
    // Liveness.
    public abstract string LiveNow { get; }

    public abstract string Reconnecting { get; }

    public abstract string Paused { get; }

    public abstract string NotLive { get; }

    public abstract string SessionEnded { get; }

    public abstract string PauseUpdates { get; }

    public abstract string ResumeUpdates { get; }

    public abstract string AsOf(string time);

    public abstract string NewCases(int count);

    // Health.
    public abstract string Health { get; }

    public abstract string Database { get; }

    public abstract string JobEngine { get; }

    public abstract string Works { get; }

    public abstract string Away { get; }

    public abstract string Unknown { get; }

    public abstract string TelephonyLost(string pbx);

    public abstract string DatabaseLost { get; }

    public abstract string PoliciesBroken(string detail);

    public abstract string OverdueWakeUps(int count);

    public abstract string DeadNotices(int count);

    // Tiles.
    public abstract string Now { get; }

    public abstract string Today { get; }

    public abstract string WaitingCases { get; }

    public abstract string ReadyCases { get; }

    public abstract string CallingCases { get; }

    public abstract string OldestWaiting { get; }

    public abstract string OldestWaitingHelp { get; }

    public abstract string NobodyWaits { get; }

    public abstract string Missed { get; }

    public abstract string Recovered { get; }

    public abstract string CalledAgain { get; }

    public abstract string Lost { get; }

    public abstract string OfClosedToday(string share, int part, int closed);

    public abstract string RecoveredHelp { get; }

    public abstract string CalledAgainHelp { get; }

    public abstract string LostHelp { get; }

    public abstract string MissedHelp { get; }

    public abstract string MedianToContact { get; }

    public abstract string MedianToContactHelp { get; }

    public abstract string SinceMidnight(string zone);

    public abstract string Level(BoardLevel level);

    // The rest of the wallboard.
    public abstract string Operators { get; }

    public abstract string NoOperators { get; }

    public abstract string Of(OperatorState state);

    public abstract string CallingNow { get; }

    public abstract string NobodyIsCalled { get; }

    public abstract string AttemptNumber(int number);

    public abstract string Queues { get; }

    public abstract string CallersWaiting { get; }

    public abstract string WaitingLongest { get; }

    public abstract string Since { get; }

    public abstract string NoOpenCases(string? lastMissed);

    public abstract string AsTable { get; }

    public abstract string OnTheWall { get; }

    // Keys.
    public abstract string Keys { get; }

    public abstract string KeysText { get; }

    public abstract string KeySearch { get; }

    public abstract string KeyHelp { get; }

    public abstract string KeyGo { get; }

    public abstract string KeyMove { get; }

    public abstract string KeyOpen { get; }

    public abstract string KeyPause { get; }

    public abstract string UseKeys { get; }

    public abstract string Close { get; }
}
