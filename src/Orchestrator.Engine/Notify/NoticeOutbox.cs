using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Notify;

/// <summary>Writes notices in the transaction of the event that they tell of: either both are there or none.</summary>
public sealed class NoticeOutbox(PoliciesInForce policies, NoticeSignal signal)
{
    /// <summary>Writes a notice for everybody whom the rules in force name. Without such a rule it costs nothing.</summary>
    public async Task WriteAsync(Transaction tx, IReadOnlyList<NoticeFact> facts)
    {
        foreach (var fact in facts)
        {
            var routes = policies.Set.Find(fact.Policy) is { } policy ? NoticeRoute.Of(policy.Notify, fact).ToList() : [];
            if (routes.Count == 0)
            {
                continue;
            }

            var payload = await NoticePayload.ReadAsync(tx, fact);
            if (fact.CaseId is not null && payload.Case is { Observed: true })
            {
                continue; // nobody was called, and nobody was given up: it only would have been so
            }

            foreach (var route in routes)
            {
                var said = payload.For(Guid.CreateVersion7(tx.Now.ToDateTimeOffset()), route.Event);
                await tx.Notices.AddAsync(new NewNotice(
                    said.Id, said.At, said.Event, said.Policy, said.Case?.Id, said.MissedCall?.Id, route.Channel, route.Target, route.Lane, said.Write(route.Channel)));
            }
        }
    }

    /// <summary>To be called when the transaction has been committed.</summary>
    public void WakeWorker() => signal.Poke();
}
