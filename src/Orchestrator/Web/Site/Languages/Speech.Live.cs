using Orchestrator.Web.Live;

namespace Orchestrator.Web.Site.Languages;

/// <content>The wallboard, and what tells that a page is live.</content>
public sealed partial class Speech
{
    // Liveness.
    public string LiveNow => Ui("board.live_now");

    public string Reconnecting => Ui("board.reconnecting");

    public string Paused => Ui("board.paused");

    public string NotLive => Ui("board.not_live");

    public string SessionEnded => Ui("board.session_ended");

    public string PauseUpdates => Ui("board.pause_updates");

    public string ResumeUpdates => Ui("board.resume_updates");

    public string AsOf(string time) => Ui("board.as_of", ("time", time));

    public string NewCases(int count) => count >= MostNewCases ? Ui("board.many_new_cases") : Ui("board.new_cases", ("count", count));

    // Health.
    public string Health => Ui("board.health");

    public string Database => Ui("board.database");

    public string JobEngine => Ui("board.job_engine");

    public string Works => Ui("board.works");

    public string Away => Ui("board.away");

    public string Unknown => Ui("board.unknown");

    public string TelephonyLost(string pbx) => Ui("board.telephony_lost", ("pbx", pbx));

    public string DatabaseLost => Ui("board.database_lost");

    public string PoliciesBroken(string detail) => Ui("board.policies_broken", ("detail", detail));

    public string OverdueWakeUps(int count) => Ui("board.overdue_wake_ups", ("count", count));

    public string DeadNotices(int count) => Ui("board.dead_notices", ("count", count));

    // Tiles.
    public string Now => Ui("board.now");

    public string Today => Ui("board.today");

    public string WaitingCases => Ui("board.waiting_cases");

    public string ReadyCases => Ui("board.ready_cases");

    public string CallingCases => Ui("board.calling_cases");

    public string OldestWaiting => Ui("board.oldest_waiting");

    public string OldestWaitingHelp => Ui("board.oldest_waiting_help");

    public string NobodyWaits => Ui("board.nobody_waits");

    public string Missed => Ui("board.missed");

    public string Recovered => Ui("board.recovered");

    public string CalledAgain => Ui("board.called_again");

    public string Lost => Ui("board.lost");

    public string OfClosedToday(string share, int part, int closed) => Ui("board.of_closed_today", ("share", share), ("part", part), ("closed", closed));

    public string RecoveredHelp => Ui("board.recovered_help");

    public string CalledAgainHelp => Ui("board.called_again_help");

    public string LostHelp => Ui("board.lost_help");

    public string MissedHelp => Ui("board.missed_help");

    public string MedianToContact => Ui("board.median_to_contact");

    public string MedianToContactHelp => Ui("board.median_to_contact_help");

    public string SinceMidnight(string zone) => Ui("board.since_midnight", ("zone", zone));

    public string Level(BoardLevel level) => language.Word(level);

    // The rest of the wallboard.
    public string Operators => Ui("board.operators");

    public string NoOperators => Ui("board.no_operators");

    public string Of(OperatorState state) => language.Word(state);

    public string CallingNow => Ui("board.calling_now");

    public string NobodyIsCalled => Ui("board.nobody_is_called");

    public string AttemptNumber(int number) => Ui("board.attempt_number", ("number", number));

    public string Queues => Ui("board.queues");

    public string CallersWaiting => Ui("board.callers_waiting");

    public string WaitingLongest => Ui("board.waiting_longest");

    public string Since => Ui("board.since");

    public string NoOpenCases(string? lastMissed) => lastMissed is null ? Ui("board.no_missed_call") : Ui("board.no_open_cases", ("last_missed", lastMissed));

    public string AsTable => Ui("board.as_table");

    public string OnTheWall => Ui("board.on_the_wall");

    // Keys.
    public string Keys => Ui("board.keys");

    public string KeysText => Ui("board.keys_text");

    public string KeySearch => Ui("board.key_search");

    public string KeyHelp => Ui("board.key_help");

    public string KeyGo => Ui("board.key_go");

    public string KeyMove => Ui("board.key_move");

    public string KeyOpen => Ui("board.key_open");

    public string KeyPause => Ui("board.key_pause");

    public string UseKeys => Ui("board.use_keys");

    public string Close => Ui("board.close");
}
