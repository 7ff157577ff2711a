namespace Orchestrator.Core.Reasons;

/// <content>What is wrong with the configuration or with a file that a command was given, and what to give instead.</content>
public abstract partial record Reason
{
    public sealed record ConfigurationHasProblems : Reason;

    public sealed record ConfigurationUnreadable : Reason;

    public sealed record NotAConfigurationKey(string Argument, string Beginnings) : Reason;

    public sealed record SettingWithoutValue(string Argument) : Reason;

    public sealed record SettingMissing(string Key, Reason Give) : Reason;

    public sealed record SettingIs(string Key, string Value, Reason Give) : Reason;

    public sealed record SettingIsNumber(string Key, int Value, Reason Give) : Reason;

    public sealed record GiveNumber(int Least, int Most) : Reason;

    public sealed record GiveAmiPort : Reason;

    public sealed record GiveSmtpPort : Reason;

    public sealed record GiveConnectionString : Reason;

    public sealed record ConnectionWithoutHost(string Key) : Reason;

    /// <param name="Words">Npgsql's: they name the keyword, not the value.</param>
    public sealed record NotAConnectionString(string Key, string Words) : Reason;

    public sealed record GivePolicyDirectory : Reason;

    public sealed record GiveInstanceName : Reason;

    public sealed record GiveInstanceLetters : Reason;

    public sealed record GiveWebUrl : Reason;

    public sealed record GivePauses(int Most) : Reason;

    public sealed record OldestWrong(string Amber, string Red) : Reason;

    public sealed record LostWrong(string Amber, string Red) : Reason;

    public sealed record NoPbxNamed : Reason;

    public sealed record PbxNamedTwice(string Name) : Reason;

    public sealed record GivePbxName : Reason;

    public sealed record GiveAmiHost : Reason;

    public sealed record GiveAmiUser : Reason;

    public sealed record GiveAmiSecret : Reason;

    public sealed record GiveAriUrl : Reason;

    public sealed record GiveAriUser : Reason;

    public sealed record GiveAriPassword : Reason;

    public sealed record GiveAriApp : Reason;

    public sealed record WebhookSecretWrong : Reason;

    public sealed record GiveSender : Reason;

    public sealed record GiveLanguage(string Codes) : Reason;

    public sealed record SmtpUserAlone : Reason;

    public sealed record WebAddressUnusable : Reason;

    /// <param name="Words">The system's.</param>
    public sealed record WebAddressRefused(string Words) : Reason;

    public sealed record NotAPolicyFile(string Path) : Reason;

    public sealed record OptionWrong(string Option, Reason Why) : Reason;

    public sealed record CannotBeReplayed(string Path) : Reason;

    public sealed record NoPolicyInIt : Reason;

    public sealed record NumbersFileMissing : Reason;

    public sealed record NameNumbersFile(string Path) : Reason;

    public sealed record CannotBeUsed(string Path) : Reason;

    public sealed record QueueLogUnreadable : Reason;

    public sealed record NoQueueLogRecord : Reason;

    public sealed record NoSuchCase : Reason;

    public sealed record SeveralCases : Reason;

    /// <summary>A finding as one line, as compilers write it.</summary>
    public sealed record FindingAt(string File, int Line, int Column, Policies.FindingSeverity Severity, string? Path, Reason Why, Reason? Found, Reason Suggestion) : Reason;
}
