using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Cli.Doctor;

/// <summary>
/// The rules of the time zones come with the program. Where the machine's own say otherwise one of them is out of date, and people are called at a wrong hour,
/// or Asterisk's <c>GotoIfTime</c> and our hours disagree.
/// </summary>
internal sealed class ZoneCheck(PolicySet policies, IClock clock) : ICheck
{
    private const int DaysAhead = 366;

    public Reason Subject => new Reason.LookedAt(CheckSubject.ZoneData);

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        var today = clock.GetCurrentInstant();
        var zones = policies.Policies.Select(p => p.Zone).DistinctBy(z => z.Id).OrderBy(z => z.Id, StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<CheckResult>>(
        [
            CheckResult.Fine(Subject, new Reason.ZonesBuiltIn(VersionCommand.OfZones)),
            .. zones.Select(zone => Compare(zone, OfSystem(zone.Id), today)).OfType<CheckResult>(),
        ]);
    }

    /// <summary>What is wrong with a zone in the year to come; null when nothing is.</summary>
    internal CheckResult? Compare(DateTimeZone zone, TimeZoneInfo? system, Instant from)
    {
        if (system is null)
        {
            return CheckResult.Note(Subject, new Reason.ZoneUnknownToSystem(zone.Id), new Reason.InstallTzdata());
        }

        for (var day = 0; day < DaysAhead; day++)
        {
            var at = from + Duration.FromDays(day);
            var (ours, theirs) = (zone.GetUtcOffset(at), Offset.FromTimeSpan(system.GetUtcOffset(at.ToDateTimeOffset())));
            if (ours != theirs)
            {
                return CheckResult.Finding(
                    Subject,
                    new Reason.ZonesDiffer(at.InUtc().Date, zone.Id, OffsetPattern.GeneralInvariant.Format(ours), VersionCommand.OfZones, OffsetPattern.GeneralInvariant.Format(theirs)),
                    new Reason.UpdateTzdata());
            }
        }

        return null;
    }

    private static TimeZoneInfo? OfSystem(string id)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(id);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
