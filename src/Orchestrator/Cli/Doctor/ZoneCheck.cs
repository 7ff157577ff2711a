using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Policies;

namespace Orchestrator.Cli.Doctor;

/// <summary>
/// The rules of the time zones come with the program. Where the machine's own say otherwise one of them is out of date, and people are called at a wrong hour,
/// or Asterisk's <c>GotoIfTime</c> and our hours disagree.
/// </summary>
internal sealed class ZoneCheck(PolicySet policies, IClock clock) : ICheck
{
    private const int DaysAhead = 366;

    public string Subject => "zone data";

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        var today = clock.GetCurrentInstant();
        var zones = policies.Policies.Select(p => p.Zone).DistinctBy(z => z.Id).OrderBy(z => z.Id, StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<CheckResult>>(
        [
            CheckResult.Fine(Subject, $"tzdb {VersionCommand.OfZones}, built in"),
            .. zones.Select(zone => Compare(zone, OfSystem(zone.Id), today)).OfType<CheckResult>(),
        ]);
    }

    /// <summary>What is wrong with a zone in the year to come; null when nothing is.</summary>
    internal CheckResult? Compare(DateTimeZone zone, TimeZoneInfo? system, Instant from)
    {
        if (system is null)
        {
            return CheckResult.Note(Subject, $"the system does not know {zone.Id}, so it cannot be checked whether ours is up to date", "Install the tzdata package, if other programs here go by local time.");
        }

        for (var day = 0; day < DaysAhead; day++)
        {
            var at = from + Duration.FromDays(day);
            var (ours, theirs) = (zone.GetUtcOffset(at), Offset.FromTimeSpan(system.GetUtcOffset(at.ToDateTimeOffset())));
            if (ours != theirs)
            {
                return CheckResult.Finding(
                    Subject,
                    $"on {LocalDatePattern.Iso.Format(at.InUtc().Date)} clocks in {zone.Id} are at UTC{OffsetPattern.GeneralInvariant.Format(ours)} by our rules (tzdb {VersionCommand.OfZones}), and at UTC{OffsetPattern.GeneralInvariant.Format(theirs)} by the system's",
                    "Update the tzdata package, or the orchestrator: one of them does not know the zone's latest rules.");
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
