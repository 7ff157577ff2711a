using NodaTime;

namespace Orchestrator.Core.Policies.Reading;

internal static class ZoneText
{
    private const string Suggestion = "Write the name of a time zone such as Europe/Moscow";

    public static DateTimeZone? Read(Field field)
    {
        if (field.Text(Suggestion) is not { } id)
        {
            return null;
        }

        var zones = DateTimeZoneProviders.Tzdb;
        var zone = zones.GetZoneOrNull(id);
        if (zone is null)
        {
            field.RefuseUnknown("not a known time zone", id, zones.Ids, Suggestion);
        }

        return zone;
    }
}
