using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Core.Planning;

/// <summary>Times as people read them in a finding.</summary>
internal static class Phrases
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary><c>13:05</c></summary>
    public static string Of(LocalTime time) => Clock.Format(time);
}
