using System.Globalization;

namespace Orchestrator.Engine.Formats;

/// <summary>Numbers as people read them.</summary>
internal static class Phrase
{
    public static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
