using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;

namespace Orchestrator.Web.Site.Languages;

/// <content>Cases, missed calls and their stories.</content>
public sealed partial class Speech
{
    public string State(CaseState state) => language.Word(state);

    public string Of(Disposition disposition) => language.Word(disposition);

    public string Of(MissReason reason) => language.Word(reason);

    public string Of(Outcome outcome) => language.Word(outcome);

    public string Of(AttemptState state) => language.Word(state);

    public string Number => Ui("cases.number");

    public string Queue => Ui("cases.queue");

    public string Policy => Ui("cases.policy");

    public string StateTitle => Ui("cases.state_title");

    public string Opened => Ui("cases.opened");

    public string Closed => Ui("cases.closed");

    public string Attempts => Ui("cases.attempts");

    public string NextAndWhy => Ui("cases.next_and_why");

    public string Reason => Ui("cases.reason");

    public string Waited => Ui("cases.waited");

    public string Caller => Ui("cases.caller");

    public string Any => Ui("cases.any");

    public string Filter => Ui("cases.filter");

    public string Clear => Ui("cases.clear");

    public string SortBy => Ui("cases.sort_by");

    public string SortOpened => Ui("cases.sort_opened");

    public string SortNext => Ui("cases.sort_next");

    public string NothingMatches => Ui("cases.nothing_matches");

    public string NoCasesYet => Ui("cases.no_cases_yet");

    public string NextPage => Ui("cases.next_page");

    public string FirstPage => Ui("cases.first_page");

    public string CaseTitle(string number) => Ui("cases.case_title", ("number", number));

    public string Verdict => Ui("cases.verdict");

    public string StoryTitle => Ui("cases.story_title");

    public string Actions => Ui("cases.actions");

    public string CallNow => Ui("cases.call_now");

    public string CallNowText => Ui("cases.call_now_text");

    public string Postpone => Ui("cases.postpone");

    public string PostponeUntil => Ui("cases.postpone_until");

    public string CancelCase => Ui("cases.cancel_case");

    public string CancelCaseText => Ui("cases.cancel_case_text");

    public string Note => Ui("cases.note");

    public string AddNote => Ui("cases.add_note");

    public string Confirm => Ui("cases.confirm");

    public string Back => Ui("cases.back");

    public string Operator => Ui("cases.operator");

    public string Outcome => Ui("cases.outcome");

    public string Started => Ui("cases.started");

    public string Ended => Ui("cases.ended");

    public string Particulars => Ui("cases.particulars");

    /// <summary>Heads the times that the step was kept out of.</summary>
    public string KeptOutOf => Ui("cases.kept_out_of");

    public string ClosedAs(string disposition) => Ui("cases.closed_as", ("disposition", disposition));

    public string Done => Ui("cases.done");

    public string GiveATime => Ui("cases.give_a_time");

    public string GiveAText(int most) => Ui("cases.give_a_text", ("most", most));

    public string IsClosedAlready => Ui("cases.is_closed_already");

    public string IsBeingCalled => Ui("cases.is_being_called");

    public string ClosesAfterTheAttempt => Ui("cases.closes_after_the_attempt");

    public string DueNow => Ui("cases.due_now");

    public string AnAttemptRuns => Ui("cases.an_attempt_runs");

    public string Next(string when) => Ui("cases.next", ("when", when));

    public string Seconds(double seconds) => Ui("cases.seconds", ("n", seconds.ToString("0.#", Culture)));

    /// <summary>How long ago, or in how long, in one or two words.</summary>
    public string Relative(Duration fromNow) => Ui(fromNow > Duration.Zero ? "cases.in_span" : "cases.ago", ("span", Rounded(fromNow)));
}
