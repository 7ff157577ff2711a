using System.Globalization;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Policies;

namespace Orchestrator.Console.Languages;

internal sealed partial class English
{
    public override string AllFiles => "All files";

    public override string File => "File";

    public override string Text => "Text";

    public override string Versions => "Versions";

    public override string VersionsOf(string name) => $"Versions of {name}";

    public override string Version => "Version";

    public override string Week => "Week";

    public override string WeekOf(string name) => $"When {name} may call";

    public override string Explain => "Explain";

    public override string ExplainTitle(string name) => $"What {name} does about a missed call";

    public override string TryText => "Try a text";

    public override string TryTitle(string name) => $"Try a text for {name}";

    public override string TryNew => "Try the text of a new policy";

    public override string TryExplained => "The text is checked together with the other files as they are now. Nothing is kept and nothing changes.";

    public override string Check => "Check";

    public override string NothingFound => "No errors and no warnings.";

    public override string TextTooLarge(int kB) => string.Create(CultureInfo.InvariantCulture, $"A text has at most {kB} kB.");

    public override string FilesAreTheTruth => "Policies are files on the server. Edit the file: it is checked and goes live by itself; a broken one leaves the last good version in force.";

    public override string NoPolicies => "No policies yet";

    public override string NoPoliciesText => "Nobody is called back until a policy covers a missed call. Put a file such as this into the policy directory as 10-sales.yaml:";

    public override string Mode => "Mode";

    public override string InForceSince => "In force since";

    public override string InForceFrom => "In force from";

    public override string InForceUntil => "Until";

    public override string OpenCases => "Open cases";

    public override string FindingsTitle => "Findings";

    public override string NumbersAreHidden => "The text has telephone numbers in it; operators and above see it.";

    public override string TextOnDisk => "Text as it is on the disk";

    public override string LastGoodText => "The text that is in force, and what differs";

    public override string DifferencesTitle => "Differences";

    public override string DifferencesToForce => "Differences to the version in force";

    public override string NoDifferences => "Nothing differs.";

    public override string SameLines(int lines) => string.Create(CultureInfo.InvariantCulture, $"… {lines} {(lines == 1 ? "line that is" : "lines that are")} the same");

    public override string Removed => "removed:";

    public override string Added => "added:";

    public override string Earlier => "Earlier";

    public override string Later => "Later";

    public override string Compare => "Compare";

    public override string NoVersions => "No version was in force yet.";

    public override string LineAndColumn(int line, int column) => string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}");

    public override string FindingCounts(int errors, int warnings) => string.Create(CultureInfo.InvariantCulture, $"{errors} {(errors == 1 ? "error" : "errors")}, {warnings} {(warnings == 1 ? "warning" : "warnings")}");

    public override string PreviousWeek => "Previous week";

    public override string ThisWeek => "This week";

    public override string NextWeek => "Next week";

    public override string DayTitle => "Day";

    public override string Picture => "The day as a picture";

    public override string MayCall => "May call";

    public override string Dayparts => "Dayparts";

    public override string Remarks => "Remarks";

    public override string SpecialDay(string days, bool isClosed) => $"special day {days}" + (isClosed ? ": closed" : "");

    public override string ClocksChange(string from, string to) => $"the clocks change from {from} to {to}";

    public override string QuietHoursIn(string zone) => $"Quiet hours are those of a customer in {zone}; where a number tells another zone, they are meant there.";

    public override string WeekText => "Busy hours keep retries away; a first attempt is made in them, too. In quiet hours nobody is called. Limits and the number guard have their say besides.";

    public override string AttemptTitle => "Attempt";

    public override string NumberIfKnown => "Number (if it matters)";

    public override string OutcomesInOrder => "How the attempts end, in order";

    public override string OutcomeOf(int attempt) => string.Create(CultureInfo.InvariantCulture, $"Outcome of attempt {attempt}");

    public override string FromThisCase => "Begun with this case";

    public override string WhatHappens => "What happens";

    public override string RefusedByGuard(string rule) => $"The number guard refuses this number ({rule}): the case is closed as blocked, and what follows does not happen.";

    public override string When => "When";

    public override string Rule => "Rule";

    public override string Avoided => "Avoided";

    public override string AndThen => "and then?";

    public override string AtTheCustomers(string time) => $"{time} at the customer's";

    public override string EndOfCase => "End of the case";

    public override string IfNobodyAnswers => "Open; if nobody ever answers";

    public override string NotNeeded(int outcomes) => string.Create(CultureInfo.InvariantCulture, $"{outcomes} {(outcomes == 1 ? "outcome was" : "outcomes were")} not needed.");

    public override string Of(FileState state) => state switch
    {
        FileState.InForce => "in force",
        FileState.LastGoodInForce => "last good in force",
        FileState.Broken => "broken",
        _ => "withdrawn",
    };

    public override string Explained(FileState state) => state switch
    {
        FileState.InForce => "The file is in force as it is on the disk.",
        FileState.LastGoodInForce => "The file on the disk is broken or away; what it said before holds.",
        FileState.Broken => "The file is broken, and there is no earlier version to hold: it is not in force.",
        _ => "The file is gone. Open cases of the policy are finished by what it said.",
    };

    public override string Of(FileKind kind) => kind switch
    {
        FileKind.Defaults => "defaults of all policies",
        FileKind.Numbers => "numbers",
        _ => "policy",
    };

    public override string Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        _ => "warning",
    };

    public override string Of(PolicyMode mode) => mode switch
    {
        PolicyMode.Live => "live",
        PolicyMode.Observe => "observe",
        _ => "off",
    };

    public override string ExplainedMode(PolicyMode mode) => mode switch
    {
        PolicyMode.Live => "The policy dials.",
        PolicyMode.Observe => "The policy only observes: it plans and records everything, and never dials.",
        _ => "The policy is off: missed calls are recorded, and nobody is called back.",
    };

    public override string Of(CallingTime time) => time switch
    {
        CallingTime.Open => "open",
        CallingTime.Busy => "busy hours, no retries",
        CallingTime.Quiet => "quiet hours",
        CallingTime.Skipped => "skipped by the clocks",
        _ => "closed",
    };

    public override string Of(AvoidedBy rule) => rule switch
    {
        AvoidedBy.Hours => "opening hours",
        AvoidedBy.Holiday => "special day",
        AvoidedBy.BusyHours => "busy hours",
        AvoidedBy.QuietHours => "quiet hours",
        AvoidedBy.PerNumberPerDay => "calls a day",
        AvoidedBy.Daypart => "daypart",
        _ => "not before",
    };
}
