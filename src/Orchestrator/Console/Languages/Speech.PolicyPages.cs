using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Policies;

namespace Orchestrator.Console.Languages;

/// <content>Policy files, their versions, their week, explaining and trying.</content>
public abstract partial class Speech
{
    public abstract string AllFiles { get; }

    public abstract string File { get; }

    public abstract string Text { get; }

    public abstract string Versions { get; }

    public abstract string VersionsOf(string name);

    public abstract string Version { get; }

    public abstract string Week { get; }

    public abstract string WeekOf(string name);

    public abstract string Explain { get; }

    public abstract string ExplainTitle(string name);

    public abstract string TryText { get; }

    public abstract string TryTitle(string name);

    public abstract string TryNew { get; }

    public abstract string TryExplained { get; }

    public abstract string Check { get; }

    public abstract string NothingFound { get; }

    public abstract string TextTooLarge(int kB);

    public abstract string FilesAreTheTruth { get; }

    public abstract string NoPolicies { get; }

    public abstract string NoPoliciesText { get; }

    public abstract string Mode { get; }

    public abstract string InForceSince { get; }

    public abstract string InForceFrom { get; }

    public abstract string InForceUntil { get; }

    public abstract string OpenCases { get; }

    public abstract string FindingsTitle { get; }

    public abstract string NumbersAreHidden { get; }

    public abstract string TextOnDisk { get; }

    public abstract string LastGoodText { get; }

    public abstract string DifferencesTitle { get; }

    public abstract string DifferencesToForce { get; }

    public abstract string NoDifferences { get; }

    public abstract string SameLines(int lines);

    public abstract string Removed { get; }

    public abstract string Added { get; }

    public abstract string Earlier { get; }

    public abstract string Later { get; }

    public abstract string Compare { get; }

    public abstract string NoVersions { get; }

    public abstract string LineAndColumn(int line, int column);

    public abstract string FindingCounts(int errors, int warnings);

    public abstract string PreviousWeek { get; }

    public abstract string ThisWeek { get; }

    public abstract string NextWeek { get; }

    public abstract string DayTitle { get; }

    public abstract string Picture { get; }

    public abstract string MayCall { get; }

    public abstract string Dayparts { get; }

    public abstract string Remarks { get; }

    public abstract string SpecialDay(string days, bool isClosed);

    public abstract string ClocksChange(string from, string to);

    public abstract string QuietHoursIn(string zone);

    public abstract string WeekText { get; }

    public abstract string AttemptTitle { get; }

    public abstract string NumberIfKnown { get; }

    public abstract string OutcomesInOrder { get; }

    public abstract string OutcomeOf(int attempt);

    public abstract string FromThisCase { get; }

    public abstract string WhatHappens { get; }

    public abstract string RefusedByGuard(string rule);

    public abstract string When { get; }

    public abstract string Rule { get; }

    public abstract string Avoided { get; }

    public abstract string AndThen { get; }

    public abstract string AtTheCustomers(string time);

    public abstract string EndOfCase { get; }

    public abstract string IfNobodyAnswers { get; }

    public abstract string NotNeeded(int outcomes);

    public abstract string Of(FileState state);

    public abstract string Explained(FileState state);

    public abstract string Of(FileKind kind);

    public abstract string Of(FindingSeverity severity);

    public abstract string Of(PolicyMode mode);

    public abstract string ExplainedMode(PolicyMode mode);

    public abstract string Of(CallingTime time);

    public abstract string Of(AvoidedBy rule);
}
