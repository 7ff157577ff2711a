namespace Orchestrator.Engine.Storage;

/// <summary>Counts open cases by policy, up to a bound: nobody needs to know more exactly, and no page may wait for it.</summary>
public static class OpenCaseCounts
{
    public const int Most = 1000;

    /// <summary>How many cases each policy has waiting or ready; more than <see cref="Most"/> are told as one more than that.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> CountOpenCasesAsync(this Transaction tx, IReadOnlyCollection<string> policies) =>
        (await tx.ListAsync<(string Policy, int Cases)>(
            """
            select p.name, (select count(*)::int from (select from callback_case c where c.policy = p.name and c.state in ('waiting', 'ready') limit @most) as counted)
            from unnest(@policies) as p(name)
            """,
            new { policies = policies.ToArray(), most = Most + 1 })).ToDictionary(r => r.Policy, r => r.Cases, StringComparer.Ordinal);
}
