using System.Globalization;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;

namespace Orchestrator.Console.Languages;

internal sealed partial class English
{
    public override string Number => "Number";

    public override string Queue => "Queue";

    public override string Policy => "Policy";

    public override string StateTitle => "State";

    public override string Opened => "Opened";

    public override string Closed => "Closed";

    public override string Attempts => "Attempts";

    public override string NextAndWhy => "Next, and why";

    public override string Reason => "Reason";

    public override string Waited => "Waited";

    public override string Caller => "Caller";

    public override string Any => "any";

    public override string Filter => "Filter";

    public override string Clear => "Clear the filter";

    public override string SortBy => "Order";

    public override string SortOpened => "newest first";

    public override string SortNext => "next step first";

    public override string NothingMatches => "Nothing matches.";

    public override string NoCasesYet => "No cases yet. A missed call that a policy covers opens one.";

    public override string NextPage => "Next page";

    public override string FirstPage => "First page";

    public override string Verdict => "Where it stands";

    public override string StoryTitle => "Story";

    public override string Actions => "Actions";

    public override string CallNow => "Call now";

    public override string CallNowText => "The next attempt becomes due at once. Opening hours, limits and the number guard still have their say.";

    public override string Postpone => "Postpone";

    public override string PostponeUntil => "No attempt before";

    public override string CancelCase => "Cancel the case";

    public override string CancelCaseText => "Nobody is called any more. A phone that rings stops; a talk goes on. This cannot be undone.";

    public override string Note => "Note";

    public override string AddNote => "Add a note";

    public override string Confirm => "Confirm";

    public override string Back => "Back";

    public override string Operator => "Operator";

    public override string Outcome => "Outcome";

    public override string Started => "Started";

    public override string Ended => "Ended";

    public override string Particulars => "Particulars";

    public override string KeptOutOf => "Not at these times";

    public override string DueNow => "due now: as soon as there is a free operator and a free line";

    public override string AnAttemptRuns => "an attempt is running";

    public override string State(CaseState state) => Words.Of(state);

    public override string Of(Disposition disposition) => disposition == Disposition.CalledAgain ? "customer called back" : Plain(disposition);

    public override string Of(MissReason reason) => Plain(reason);

    public override string Of(Outcome outcome) => Plain(outcome);

    public override string Of(AttemptState state) => Plain(state);

    public override string CaseTitle(string number) => $"Case of {number}";

    public override string ClosedAs(string disposition) => $"closed, {disposition}";

    public override string Next(string when) => $"next step {when}";

    public override string Done => "Done.";

    public override string GiveATime => "Give a date and a time in the future, within 90 days.";

    public override string GiveAText(int most) => string.Create(CultureInfo.InvariantCulture, $"Give a text of 1 to {most} characters on one line.");

    public override string IsClosedAlready => "This case is closed: it does not change any more.";

    public override string IsBeingCalled => "An attempt is running: try again when it has ended.";

    public override string ClosesAfterTheAttempt => "An attempt is running: a ringing phone stops, a talk goes on, and the case closes when it has ended.";

    public override string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s");

    public override string Relative(Duration fromNow) => fromNow > Duration.Zero ? $"in {Rounded(fromNow)}" : $"{Rounded(fromNow)} ago";

    private static string Rounded(Duration span)
    {
        var (amount, unit) = Units(span) switch
        {
            (var n, 'd') => (n, "d"),
            (var n, 'h') => (n, "h"),
            (var n, 'm') => (n, "min"),
            (var n, _) => (n, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{amount} {unit}");
    }

    private static string Plain<T>(T word) where T : struct, Enum => Words.Of(word).Replace('_', ' ');
}
