using Orchestrator.Core.Reasons;

namespace Orchestrator.Cli.Doctor;

/// <summary>How a check came out.</summary>
public enum Verdict
{
    Fine,

    /// <summary>Worth knowing; keeps nothing from working.</summary>
    Note,

    /// <summary>Something does not work, or will not.</summary>
    Finding,
}

/// <summary>What a check found.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Found">What was found. Never a secret.</param>
/// <param name="Mend">How to mend it; null when there is nothing to mend.</param>
public sealed record CheckResult(Reason Subject, Verdict Verdict, Reason Found, Reason? Mend = null)
{
    public static CheckResult Fine(Reason subject, Reason found) => new(subject, Verdict.Fine, found);

    public static CheckResult Note(Reason subject, Reason found, Reason? mend = null) => new(subject, Verdict.Note, found, mend);

    public static CheckResult Finding(Reason subject, Reason found, Reason mend) => new(subject, Verdict.Finding, found, mend);
}

/// <summary>Looks at one thing. May take long or throw: <see cref="Examination"/> makes findings of both.</summary>
public interface ICheck
{
    Reason Subject { get; }

    Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel);
}
