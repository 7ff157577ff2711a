using NodaTime;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>What came of a job.</summary>
internal static class JobResult
{
    /// <summary>Of the first attempt that no job has told of.</summary>
    public static Reason OfAttempt(BookedCase c) =>
        c.Observed ? new Reason.WouldCallNow()
        : c.AttemptOutcome is { } outcome ? new Reason.AttemptCameTo(c.AttemptsTold + 1, c.AttemptOperators, outcome)
        : new Reason.AttemptUnderWay(c.AttemptsTold + 1, c.AttemptOperators);

    public static Reason OfDelay(BookedCase c, DateTimeZone zone) => new Reason.PutOff(c.NextAttemptWhy!, NearTime.Of(c.NextAttemptAt!.Value, c.ReadAt, zone));

    public static Reason OfClosing(BookedCase c) => new Reason.ClosedAs(c.Disposition!.Value, c.Reason!);
}

/// <summary>A result as Hangfire keeps it: in English, and as a value.</summary>
/// <param name="Text">For whoever looks into its tables.</param>
/// <param name="Value">JSON.</param>
internal sealed record JobAnswer(string Text, string Value)
{
    public static JobAnswer Of(Reason reason) => new(reason.ToString(), ReasonJson.Write(reason));

    /// <summary>What a job's history has as its result; null: there is none.</summary>
    public static Reason? Read(string? json) => json is ['{', ..]
        ? System.Text.Json.JsonSerializer.Deserialize<JobAnswer>(json) is { } answer ? ReasonJson.Read(answer.Value) ?? new Reason.Quoted(answer.Text) : null
        : json is null ? null : new Reason.Quoted(json.Trim('"'));
}
