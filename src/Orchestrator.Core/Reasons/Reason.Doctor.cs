using NodaTime;

namespace Orchestrator.Core.Reasons;

/// <content>What <c>doctor</c> finds, and how to mend it.</content>
public abstract partial record Reason
{
    /// <param name="What">What was looked at.</param>
    /// <param name="Pbx">Of which Asterisk.</param>
    public sealed record LookedAt(CheckSubject What, string? Pbx = null) : Reason;

    public sealed record Seen(Reason Subject, Reason Found) : Reason;

    public sealed record NotFinished(Duration Within) : Reason;

    public sealed record DoesPeerHang : Reason;

    public sealed record ReportFault : Reason;

    public sealed record ConfigurationFine(string Instance, int Pbxs, string Url) : Reason;

    public sealed record SetSetting : Reason;

    public sealed record NoPolicyIn(string Directory) : Reason;

    public sealed record WritePolicy : Reason;

    public sealed record PoliciesRead(string Names, string Directory) : Reason;

    /// <param name="Data">The version of the numbering plans' data.</param>
    /// <param name="Home">The home region; null: it is not known.</param>
    public sealed record NumberingPlansRead(string Data, string? Home) : Reason;

    public sealed record ZonesBuiltIn(string Version) : Reason;

    public sealed record ZoneUnknownToSystem(string Zone) : Reason;

    public sealed record InstallTzdata : Reason;

    public sealed record ZonesDiffer(LocalDate Day, string Zone, string Ours, string Version, string Theirs) : Reason;

    public sealed record UpdateTzdata : Reason;

    /// <param name="Place">Who was asked.</param>
    /// <param name="Why">What came of it.</param>
    public sealed record NotReached(string Place, Reason Why) : Reason;

    public sealed record CorrectPostgresUser : Reason;

    public sealed record CreateDatabase(string User, string Database) : Reason;

    public sealed record LookForPostgres : Reason;

    public sealed record PostgresFine(string Version, string Database, string User) : Reason;

    public sealed record PostgresTooOld(string Version) : Reason;

    public sealed record UsePostgres13 : Reason;

    public sealed record EncodingIs(string Encoding) : Reason;

    public sealed record CreateWithUtf8 : Reason;

    public sealed record SchemaIs(string Name) : Reason;

    public sealed record MigrationsPending(int Count) : Reason;

    public sealed record RunApplies : Reason;

    public sealed record MigrationsNotAllowed(int Count, string User) : Reason;

    public sealed record GrantCreate(string Database, string User) : Reason;

    public sealed record MigrationDiffers(string Name) : Reason;

    public sealed record LeaveMigrations : Reason;

    public sealed record ClocksApart(Duration Apart) : Reason;

    public sealed record KeepTimeByNtp : Reason;

    public sealed record JobsFine(int Servers) : Reason;

    public sealed record JobPaused(string Kind, string Who, string Words) : Reason;

    public sealed record ResumeOnJobsPage : Reason;

    public sealed record JobsFailed(int Count) : Reason;

    public sealed record RetryJobs : Reason;

    public sealed record RaiseBudget : Reason;

    public sealed record NoJobServer : Reason;

    public sealed record IsDaemonRunning : Reason;

    public sealed record CasesOverdue(int Count) : Reason;

    public sealed record LookAtDaemonsLog : Reason;

    public sealed record WebhookSecretLacks(string Policies) : Reason;

    public sealed record SmtpLacks(string Policies) : Reason;

    public sealed record SetForNotices : Reason;

    public sealed record NoticesGivenUp(int Count) : Reason;

    public sealed record RetryNotices : Reason;

    public sealed record NoticesFine(int Rules) : Reason;
}
