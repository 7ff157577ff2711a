using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;

namespace Orchestrator.Console.Languages;

/// <content>Cases, missed calls and their stories.</content>
public abstract partial class Speech
{
    public abstract string State(CaseState state);

    public abstract string Of(Disposition disposition);

    public abstract string Of(MissReason reason);

    public abstract string Of(Outcome outcome);

    public abstract string Of(AttemptState state);

    public abstract string Number { get; }

    public abstract string Queue { get; }

    public abstract string Policy { get; }

    public abstract string StateTitle { get; }

    public abstract string Opened { get; }

    public abstract string Closed { get; }

    public abstract string Attempts { get; }

    public abstract string NextAndWhy { get; }

    public abstract string Reason { get; }

    public abstract string Waited { get; }

    public abstract string Caller { get; }

    public abstract string Any { get; }

    public abstract string Filter { get; }

    public abstract string Clear { get; }

    public abstract string SortBy { get; }

    public abstract string SortOpened { get; }

    public abstract string SortNext { get; }

    public abstract string NothingMatches { get; }

    public abstract string NoCasesYet { get; }

    public abstract string NextPage { get; }

    public abstract string FirstPage { get; }

    public abstract string CaseTitle(string number);

    public abstract string Verdict { get; }

    public abstract string StoryTitle { get; }

    public abstract string Actions { get; }

    public abstract string CallNow { get; }

    public abstract string CallNowText { get; }

    public abstract string Postpone { get; }

    public abstract string PostponeUntil { get; }

    public abstract string CancelCase { get; }

    public abstract string CancelCaseText { get; }

    public abstract string Note { get; }

    public abstract string AddNote { get; }

    public abstract string Confirm { get; }

    public abstract string Back { get; }

    public abstract string Operator { get; }

    public abstract string Outcome { get; }

    public abstract string Started { get; }

    public abstract string Ended { get; }

    public abstract string Particulars { get; }

    /// <summary>Heads the times that the step was kept out of.</summary>
    public abstract string KeptOutOf { get; }

    public abstract string ClosedAs(string disposition);

    public abstract string Done { get; }

    public abstract string GiveATime { get; }

    public abstract string GiveAText(int most);

    public abstract string IsClosedAlready { get; }

    public abstract string IsBeingCalled { get; }

    public abstract string ClosesAfterTheAttempt { get; }

    public abstract string DueNow { get; }

    public abstract string AnAttemptRuns { get; }

    public abstract string Next(string when);

    public abstract string Seconds(double seconds);

    /// <summary>How long ago, or in how long, in one or two words.</summary>
    public abstract string Relative(Duration fromNow);
}
