using System.Globalization;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.History;

/// <summary>Compares what Asterisk's queue_log says was missed with what we have written down, call by call.</summary>
internal static class QueueLogAudit
{
    // queue_log has whole seconds, and two clocks.
    private static readonly Duration SameTime = Duration.FromSeconds(3);
    private const double SameWait = 2;

    /// <summary>Reasons that queue_log tells; the others come from the dialplan or from calls that came to no queue.</summary>
    private static readonly MissReason[] Told = [MissReason.Abandoned, MissReason.TimedOut, MissReason.LeftByKey, MissReason.NoOperators];

    /// <param name="stays">All that the log has of the time and of some hours before.</param>
    /// <param name="booked">Our missed calls of the time and of a little before and behind.</param>
    /// <param name="gaps">When nobody listened.</param>
    public static AuditReport Compare(string pbx, IReadOnlyList<QueueLogStay> stays, IReadOnlyList<BookedCall> booked, IReadOnlyList<GapView> gaps, Interval time)
    {
        var log = stays.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var missed = QueueLogVerdicts.Of(pbx, stays).OfType<CallVerdict.Missed>().Select(v => v.Report).ToDictionary(r => r.UniqueId, StringComparer.Ordinal);
        var ours = booked.ToLookup(b => log.ContainsKey(b.UniqueId) ? b.UniqueId : b.CallId, StringComparer.Ordinal);
        var differences = new List<AuditDifference>();

        foreach (var call in missed.Values.Where(m => time.Contains(m.At)))
        {
            switch (ours[call.UniqueId].ToList())
            {
                case []:
                    differences.Add(Of(AuditFinding.Missing, call.UniqueId, call.At, call.Queue, $"{Words.Of(call.Reason)}, {Seconds(call.Waited)}"));
                    break;
                case [var one]:
                    if (Details(call, one) is { Length: > 0 } wrong)
                    {
                        differences.Add(Of(AuditFinding.WrongDetails, call.UniqueId, call.At, call.Queue, wrong));
                    }

                    break;
                case [var first, .. var more]:
                    differences.Add(Of(AuditFinding.Twice, call.UniqueId, call.At, call.Queue, $"{first.CallId}, {string.Join(", ", more.Select(m => m.CallId))}"));
                    break;
            }
        }

        foreach (var call in booked.Where(b => time.Contains(b.At) && IsTold(b) && !missed.ContainsKey(b.UniqueId) && !missed.ContainsKey(b.CallId)))
        {
            var stay = log.GetValueOrDefault(call.UniqueId) ?? log.GetValueOrDefault(call.CallId);
            if (stay is not { Waits: true })
            {
                differences.Add(Of(AuditFinding.False, call.UniqueId, call.At, call.Queue, stay is null ? "" : Words.Of(stay.Entries[^1].Event)));
            }
        }

        return new AuditReport(
            time.Start, time.End, missed.Values.Count(m => time.Contains(m.At)), booked.Count(b => time.Contains(b.At)), [.. differences.OrderBy(d => d.At).ThenBy(d => d.UniqueId, StringComparer.Ordinal)]);

        AuditDifference Of(AuditFinding finding, string uniqueId, Instant at, string? queue, string what) =>
            new(finding, uniqueId, at, queue, what, gaps.FirstOrDefault(g => g.Link == "ami" && g.Since <= at && !(g.Until < at)) is { } gap ? gap.Unknown : null);
    }

    /// <summary>The log must have it: the caller was in a queue, and nobody said otherwise of the call.</summary>
    private static bool IsTold(BookedCall call) =>
        call.Queue is not null && Told.Contains(call.Reason) && !(call is { Reason: MissReason.NoOperators, WaitedSeconds: 0 or null });

    private static string Details(MissedCallReport log, BookedCall ours)
    {
        var wrong = new List<string>();
        Check("reason", Words.Of(log.Reason), Words.Of(ours.Reason), !Told.Contains(ours.Reason) || log.Reason == ours.Reason); // the dialplan's word goes before
        Check("queue", log.Queue, ours.Queue, !Told.Contains(ours.Reason) || log.Queue == ours.Queue);
        Check("at", log.At.ToString(), ours.At.ToString(), Duration.Max(log.At - ours.At, ours.At - log.At) <= SameTime || !Told.Contains(ours.Reason));
        Check("waited", Seconds(log.Waited), Seconds(ours.WaitedSeconds is { } w ? Duration.FromSeconds(w) : null), log.Waited is null || ours.WaitedSeconds is null || Math.Abs(log.Waited.Value.TotalSeconds - ours.WaitedSeconds.Value) <= SameWait);
        Check("position", Number(log.Position), Number(ours.Position), log.Position is null || ours.Position is null || log.Position == ours.Position);
        Check("number", "", "", log.CallerNumber is null || ours.CallerNumber is null || log.CallerNumber == ours.CallerNumber); // whose it is stays out of reports
        return string.Join("; ", wrong);

        void Check(string field, string? theirs, string? mine, bool agrees)
        {
            if (!agrees)
            {
                wrong.Add(theirs is { Length: > 0 } || mine is { Length: > 0 } ? $"{field}: {theirs} ≠ {mine}" : field);
            }
        }
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(Duration? span) => span is { } s ? string.Create(CultureInfo.InvariantCulture, $"{s.TotalSeconds:0} s") : "";
}

/// <summary>What a comparison found.</summary>
/// <param name="From">The time that was compared.</param>
/// <param name="Until">The time that was compared.</param>
/// <param name="InLog">Missed calls of that time by queue_log.</param>
/// <param name="InBooks">Ours.</param>
internal sealed record AuditReport(Instant From, Instant Until, int InLog, int InBooks, IReadOnlyList<AuditDifference> Differences);

/// <summary>A call on which the books differ.</summary>
/// <param name="What">Of what is missing its reason and wait; of wrong details what queue_log has, and what we have; of a false one what the log has last, if anything.</param>
/// <param name="InGap">Nobody listened then, and this stayed unknown; null: somebody did.</param>
internal sealed record AuditDifference(AuditFinding Finding, string UniqueId, Instant At, string? Queue, string What, GapUnknown? InGap);

/// <summary>In what two books differ.</summary>
public enum AuditFinding
{
    /// <summary>queue_log has it and we do not.</summary>
    Missing,

    /// <summary>We have it more than once.</summary>
    Twice,

    /// <summary>We call it missed; queue_log does not.</summary>
    False,

    /// <summary>Both have it, and not alike.</summary>
    WrongDetails,
}
