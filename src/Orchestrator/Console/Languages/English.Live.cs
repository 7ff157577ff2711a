using System.Globalization;
using Orchestrator.Live;

namespace Orchestrator.Console.Languages;

internal sealed partial class English
{
    public override string LiveNow => "live";

    public override string Reconnecting => "reconnecting";

    public override string Paused => "paused";

    public override string NotLive => "reload for current values";

    public override string SessionEnded => "You are signed out.";

    public override string PauseUpdates => "Pause updates";

    public override string ResumeUpdates => "Resume updates";

    public override string AsOf(string time) => $"as of {time}";

    public override string NewCases(int count) => string.Create(CultureInfo.InvariantCulture, $"{(count >= 100 ? "100 or more" : count)} new – show");

    public override string Health => "Health";

    public override string Database => "Database";

    public override string JobEngine => "Engine";

    public override string Works => "works";

    public override string Away => "away";

    public override string Unknown => "unknown";

    public override string TelephonyLost(string pbx) => $"No connection to {pbx}: its calls are not seen, and nobody is called back over it.";

    public override string DatabaseLost => "The database is away. Calls go on, missed calls are kept; no new callbacks are started.";

    public override string PoliciesBroken(string detail) => $"Policies: {detail}";

    public override string OverdueWakeUps(int count) => count == 1 ? "1 case was not looked at in its time" : string.Create(CultureInfo.InvariantCulture, $"{count} cases were not looked at in their time");

    public override string DeadNotices(int count) => count == 1 ? "1 notice could not be delivered within 24 hours" : string.Create(CultureInfo.InvariantCulture, $"{count} notices of the last 24 hours could not be delivered");

    public override string Now => "Now";

    public override string Today => "Today";

    public override string WaitingCases => "Waiting";

    public override string ReadyCases => "Ready to call";

    public override string CallingCases => "Calling";

    public override string OldestWaiting => "Oldest waiting";

    public override string OldestWaitingHelp => "the longest that a customer has been waiting whom nobody has called yet; warns of those who may be called now";

    public override string NobodyWaits => "everybody was called";

    public override string Missed => "Missed";

    public override string Recovered => "Recovered";

    public override string CalledAgain => "Called again";

    public override string Lost => "Lost";

    public override string OfClosedToday(string share, int part, int closed) => string.Create(CultureInfo.InvariantCulture, $"{share} = {part} of {closed} closed today");

    public override string RecoveredHelp => "reached, customer called back, or called by an operator ÷ closed, since midnight";

    public override string CalledAgainHelp => "of the recovered: the customer called back before we did";

    public override string LostHelp => "exhausted or expired ÷ closed, since midnight";

    public override string MissedHelp => "missed calls since midnight, with a case or without";

    public override string MedianToContact => "Time to first contact";

    public override string MedianToContactHelp => "median of the cases recovered since midnight: from the missed call that opened the case to the first talk";

    public override string SinceMidnight(string zone) => $"since midnight, {zone}";

    public override string Level(BoardLevel level) => level switch
    {
        BoardLevel.Fine => "fine",
        BoardLevel.Amber => "warning",
        _ => "alarm",
    };

    public override string Operators => "Operators";

    public override string NoOperators => "No operator is named by a policy or logged in to its queue.";

    public override string Of(OperatorState state) => state switch
    {
        OperatorState.Free => "free",
        OperatorState.Calling => "in a callback",
        OperatorState.Busy => "busy",
        OperatorState.Away => "away",
        _ => "unknown",
    };

    public override string CallingNow => "Calling now";

    public override string NobodyIsCalled => "Nobody is being called.";

    public override string AttemptNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"attempt {number}");

    public override string Queues => "Queues";

    public override string CallersWaiting => "Callers waiting";

    public override string WaitingLongest => "Waiting longest for a first call";

    public override string Since => "Since";

    public override string NoOpenCases(string? lastMissed) => lastMissed is null ? "No open cases. No call was missed yet." : $"No open cases – last missed call {lastMissed}.";

    public override string AsTable => "As a table";

    public override string OnTheWall => "For the wall";

    public override string Keys => "Keyboard";

    public override string KeysText => "None of these keys changes anything.";

    public override string KeySearch => "search";

    public override string KeyHelp => "this help";

    public override string KeyGo => "go to the wallboard, cases, missed calls, jobs, policies";

    public override string KeyMove => "next and previous row";

    public override string KeyOpen => "open the row";

    public override string KeyPause => "pause and resume updates";

    public override string UseKeys => "Use these keys in this browser";

    public override string Close => "Close";
}
