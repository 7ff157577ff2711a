using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Web.Site.Languages;

/// <content>Policy files, their versions, their week, explaining and trying.</content>
public sealed partial class Speech
{
    public string AllFiles => Ui("policies.all_files");

    public string File => Ui("policies.file");

    public string Text => Ui("policies.text");

    public string Versions => Ui("policies.versions");

    public string VersionsOf(string name) => Ui("policies.versions_of", ("name", name));

    public string Version => Ui("policies.version");

    public string Week => Ui("policies.week");

    public string WeekOf(string name) => Ui("policies.week_of", ("name", name));

    public string Explain => Ui("policies.explain");

    public string ExplainTitle(string name) => Ui("policies.explain_title", ("name", name));

    public string TryText => Ui("policies.try_text");

    public string TryTitle(string name) => Ui("policies.try_title", ("name", name));

    public string TryNew => Ui("policies.try_new");

    public string TryExplained => Ui("policies.try_explained");

    public string Check => Ui("policies.check");

    public string NothingFound => Ui("policies.nothing_found");

    public string TextTooLarge(int kB) => Ui("policies.text_too_large", ("k_b", kB));

    public string FilesAreTheTruth => Ui("policies.files_are_the_truth");

    public string NoPolicies => Ui("policies.no_policies");

    public string NoPoliciesText => Ui("policies.no_policies_text");

    public string Mode => Ui("policies.mode");

    public string InForceSince => Ui("policies.in_force_since");

    public string InForceFrom => Ui("policies.in_force_from");

    public string InForceUntil => Ui("policies.in_force_until");

    public string OpenCases => Ui("policies.open_cases");

    public string FindingsTitle => Ui("policies.findings_title");

    public string NumbersAreHidden => Ui("policies.numbers_are_hidden");

    public string TextOnDisk => Ui("policies.text_on_disk");

    public string LastGoodText => Ui("policies.last_good_text");

    public string DifferencesTitle => Ui("policies.differences_title");

    public string DifferencesToForce => Ui("policies.differences_to_force");

    public string NoDifferences => Ui("policies.no_differences");

    public string SameLines(int lines) => Ui("policies.same_lines", ("lines", lines));

    public string Removed => Ui("policies.removed");

    public string Added => Ui("policies.added");

    public string Earlier => Ui("policies.earlier");

    public string Later => Ui("policies.later");

    public string Compare => Ui("policies.compare");

    public string NoVersions => Ui("policies.no_versions");

    public string LineAndColumn(int line, int column) => Ui("policies.line_and_column", ("line", line), ("column", column));

    public string FindingCounts(int errors, int warnings) => Ui("policies.finding_counts", ("errors", errors), ("warnings", warnings));

    public string PreviousWeek => Ui("policies.previous_week");

    public string ThisWeek => Ui("policies.this_week");

    public string NextWeek => Ui("policies.next_week");

    public string DayTitle => Ui("policies.day_title");

    public string Picture => Ui("policies.picture");

    public string MayCall => Ui("policies.may_call");

    public string Dayparts => Ui("policies.dayparts");

    public string Remarks => Ui("policies.remarks");

    public string SpecialDay(string days, bool isClosed) => Ui(isClosed ? "policies.special_day_closed" : "policies.special_day", ("days", days));

    public string ClocksChange(string from, string to) => Ui("policies.clocks_change", ("from", from), ("to", to));

    public string QuietHoursIn(string zone) => Ui("policies.quiet_hours_in", ("zone", zone));

    public string WeekText => Ui("policies.week_text");

    public string AttemptTitle => Ui("policies.attempt_title");

    public string NumberIfKnown => Ui("policies.number_if_known");

    public string OutcomesInOrder => Ui("policies.outcomes_in_order");

    public string OutcomeOf(int attempt) => Ui("policies.outcome_of", ("attempt", attempt));

    public string FromThisCase => Ui("policies.from_this_case");

    public string WhatHappens => Ui("policies.what_happens");

    public string RefusedByGuard(string rule) => Ui("policies.refused_by_guard", ("rule", rule));

    public string When => Ui("policies.when");

    public string Rule => Ui("policies.rule");

    public string Avoided => Ui("policies.avoided");

    public string AndThen => Ui("policies.and_then");

    public string AtTheCustomers(string time) => Ui("policies.at_the_customers", ("time", time));

    public string EndOfCase => Ui("policies.end_of_case");

    public string IfNobodyAnswers => Ui("policies.if_nobody_answers");

    public string NotNeeded(int outcomes) => Ui("policies.not_needed", ("outcomes", outcomes));

    public string Of(FileState state) => language.Word(state);

    public string Explained(FileState state) => language.Word(state, "explained");

    public string Of(FileKind kind) => language.Word(kind);

    public string Of(FindingSeverity severity) => language.Word(severity);

    public string Of(PolicyMode mode) => language.Word(mode);

    public string ExplainedMode(PolicyMode mode) => language.Word(mode, "explained");

    public string Of(CallingTime time) => language.Word(time);

    public string Of(AvoidedBy rule) => language.Word(rule);
}
