using System.Globalization;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Storage;

namespace Orchestrator.Jobs;

/// <summary>What came of a job, as its page tells it.</summary>
internal static class JobResult
{
    /// <summary>Times further away than this are told with their date.</summary>
    private static readonly Duration Week = Duration.FromDays(6);

    /// <summary>Of the first attempt that no job has told of: <c>attempt 3 under way with PJSIP/101</c>; when it is over: <c>attempt 3 with PJSIP/101: no answer</c>.</summary>
    public static string OfAttempt(BookedCase c)
    {
        if (c.Observed)
        {
            return "would have called now; nothing is dialled";
        }

        var who = c.AttemptOperators is null ? "" : $" with {c.AttemptOperators}";
        return c.AttemptOutcome is { } outcome
            ? string.Create(CultureInfo.InvariantCulture, $"attempt {c.AttemptsTold + 1}{who}: {outcome.Replace('_', ' ')}")
            : string.Create(CultureInfo.InvariantCulture, $"attempt {c.AttemptsTold + 1} under way{who}");
    }

    /// <summary><c>outside opening hours: Tue 09:00</c>.</summary>
    public static string OfDelay(BookedCase c, DateTimeZone zone)
    {
        var at = c.NextAttemptAt!.Value;
        var format = at - c.ReadAt < Week ? "ddd HH:mm" : "ddd d MMM HH:mm";
        return $"{c.NextAttemptWhy}: {at.InZone(zone).ToString(format, CultureInfo.InvariantCulture)}";
    }

    /// <summary><c>closed as called_again: …</c>.</summary>
    public static string OfClosing(BookedCase c) => $"closed as {c.Disposition}: {c.Reason}";
}
