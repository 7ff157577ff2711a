using NodaTime;

namespace Orchestrator.Core.Reasons;

/// <content>What <c>doctor</c> and <c>policy check --live</c> find at an Asterisk, and how to mend it.</content>
public abstract partial record Reason
{
    /// <param name="Since">Of the latest record.</param>
    public sealed record QueueLogFine(string File, Instant Since) : Reason;

    public sealed record QueueLogEmpty(string File) : Reason;

    public sealed record QueueLogNotConfigured : Reason;

    public sealed record QueueLogNotRead(string File, string Why) : Reason;

    public sealed record ConfigureQueueLog : Reason;

    public sealed record LetQueueLogBeRead : Reason;

    public sealed record NoPbxConfigured : Reason;

    public sealed record SetPbx : Reason;

    public sealed record NoAnswer : Reason;

    public sealed record WatchAsterisk : Reason;

    public sealed record AmiFine(string Place, string User) : Reason;

    public sealed record EnableAmi : Reason;

    public sealed record LoginRefused(string User, string Why) : Reason;

    public sealed record CompareAmiAccount : Reason;

    public sealed record LookAtTls : Reason;

    public sealed record IsItAmi : Reason;

    public sealed record MaySend(string First, string Second) : Reason;

    public sealed record MayNotSend(string Action, AsteriskUse Use) : Reason;

    public sealed record ActionNotAvailable(string Action, AsteriskUse Use) : Reason;

    public sealed record GiveWriteClass : Reason;

    public sealed record GiveWriteClassAndLoad : Reason;

    public sealed record GetsSystemEvents : Reason;

    public sealed record NoFullyBooted : Reason;

    public sealed record GiveReadClasses : Reason;

    public sealed record ContextUnseen(string Context) : Reason;

    public sealed record ContextThere(string Context) : Reason;

    public sealed record ContextMissing(string Context) : Reason;

    public sealed record CopyContext(string Context) : Reason;

    /// <param name="Version">Null where Asterisk does not tell it.</param>
    public sealed record AriFine(string Url, string? Version, string User) : Reason;

    public sealed record EnableAri : Reason;

    public sealed record CompareAriUser : Reason;

    public sealed record LoadAri : Reason;

    public sealed record NobodyConnected(string App) : Reason;

    public sealed record IsOrchestratorRunning : Reason;

    public sealed record AppConnected(string App) : Reason;

    public sealed record ModulesRun(int Count) : Reason;

    public sealed record ModuleDoesNotRun(string Module, AsteriskUse Use) : Reason;

    public sealed record LoadModule(string Module) : Reason;

    /// <param name="Field">Of the policy, which names it.</param>
    public sealed record NoQueue(string Policy, string Field, string Queue) : Reason;

    /// <inheritdoc cref="NoQueue"/>
    public sealed record NoQueueOnThisPbx(string Policy, string Field, string Queue) : Reason;

    public sealed record CorrectQueue : Reason;

    public sealed record QueueMembers(string Policy, string Queue, int Members) : Reason;

    public sealed record AddMembers : Reason;

    public sealed record MembersFree(Reason Members, int Free) : Reason;

    public sealed record MembersWithoutDevice(Reason Members, string Interfaces) : Reason;

    public sealed record CorrectMembers : Reason;

    public sealed record OperatorsKnown(string Policy, int Operators) : Reason;

    public sealed record OperatorsUnknown(string Policy, string Interfaces) : Reason;

    public sealed record CorrectOperators : Reason;
}
