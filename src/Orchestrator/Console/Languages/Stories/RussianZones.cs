using System.Collections.Frozen;
using NodaTime;

namespace Orchestrator.Console.Languages.Stories;

/// <summary>Zones as people in Russia name them: by their distance from Moscow. All others keep their names.</summary>
internal static class RussianZones
{
    private static readonly FrozenSet<string> Russian = new[]
    {
        "Europe/Kaliningrad", "Europe/Moscow", "Europe/Simferopol", "Europe/Kirov", "Europe/Volgograd", "Europe/Astrakhan", "Europe/Saratov", "Europe/Ulyanovsk", "Europe/Samara",
        "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk", "Asia/Barnaul", "Asia/Tomsk", "Asia/Novokuznetsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Chita", "Asia/Yakutsk",
        "Asia/Khandyga", "Asia/Vladivostok", "Asia/Ust-Nera", "Asia/Magadan", "Asia/Sakhalin", "Asia/Srednekolymsk", "Asia/Kamchatka", "Asia/Anadyr",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A zone without a time in it, whose distance from Moscow is not known.</summary>
    public static string Name(string id) => id == "Europe/Moscow" ? "МСК" : id;

    /// <summary>«МСК», «МСК+7», CEST, UTC+5.</summary>
    public static string Abbreviation(ZonedDateTime at)
    {
        if (Russian.Contains(at.Zone.Id))
        {
            var moscow = DateTimeZoneProviders.Tzdb["Europe/Moscow"].GetUtcOffset(at.ToInstant());
            var apart = (at.Offset - moscow).Seconds / NodaConstants.SecondsPerHour;
            return apart == 0 ? "МСК" : $"МСК{(apart < 0 ? "−" : "+")}{Math.Abs(apart)}";
        }

        var name = at.Zone.GetZoneInterval(at.ToInstant()).Name;
        return name is ['+' or '-', ..] ? $"UTC{name}" : name;
    }
}
