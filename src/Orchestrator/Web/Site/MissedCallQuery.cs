using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site;

/// <summary>The filter of the list of missed calls.</summary>
public sealed class MissedCallQuery : BoardQuery
{
    /// <param name="query">The address's query: hostile.</param>
    /// <param name="plan">Reads a number as people write it.</param>
    /// <param name="zone">The zone of its days.</param>
    public MissedCallQuery(IQueryCollection query, NumberPlan plan, DateTimeZone zone)
        : base(query, "/missed-calls")
    {
        bool? hasCase = Text("case") switch { "with" => true, "without" => false, _ => null };
        var (from, to) = Days(zone);
        Filter = new MissedCallFilter(
            Words.Find<MissReason>(Text("reason") ?? ""), Text("queue"), Number(plan), from, to, hasCase);
    }

    public MissedCallFilter Filter { get; }
}
