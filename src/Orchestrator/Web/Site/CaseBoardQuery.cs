using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Dashboard;

namespace Orchestrator.Web.Site;

/// <summary>The filter of the list of cases.</summary>
public sealed class CaseBoardQuery : BoardQuery
{
    /// <param name="query">The address's query: hostile.</param>
    /// <param name="plan">Reads a number as people write it.</param>
    public CaseBoardQuery(IQueryCollection query, NumberPlan plan)
        : base(query, "/cases")
    {
        var word = Text("state") ?? "";
        var number = Number(plan);
        Filter = new CaseFilter(
            Words.Find<CaseState>(word), Words.Find<Disposition>(word), Text("policy"), Text("queue"), number, Order: Text("order") == "next" ? CaseOrder.Next : CaseOrder.Opened);
    }

    public CaseFilter Filter { get; }

    /// <summary>The stream that tells of cases which this list lacks.</summary>
    public string LiveLink => "/live/cases" + Kept;
}
