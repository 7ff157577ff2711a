using NodaTime;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site;

/// <summary>The filter of the list of times in which nobody listened.</summary>
public sealed class GapQuery : BoardQuery
{
    /// <param name="query">The address's query: hostile.</param>
    /// <param name="zone">The zone of its days.</param>
    public GapQuery(IQueryCollection query, DateTimeZone zone)
        : base(query, GapPages.Path)
    {
        var (from, to) = Days(zone);
        Filter = new GapFilter(Text("pbx"), from, to);
    }

    public GapFilter Filter { get; }
}
