using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>policy_version</c>: every text that was ever in force, kept for ever.</summary>
public sealed class PolicyVersionStore(Transaction tx)
{
    private const string Columns = "id, kind, name, file, version, text, defaults, author, effective_at, until, instance";

    public Task<IReadOnlyList<PolicyVersionRow>> InForceAsync() =>
        tx.ListAsync<PolicyVersionRow>($"select {Columns} from policy_version where until is null order by kind, name");

    /// <summary>
    /// Brings what is kept to what is in force on an instance: new versions begin, those before them end, withdrawn policies end.
    /// What another instance wrote of the same version stands.
    /// </summary>
    /// <param name="inForce">All of it.</param>
    /// <param name="broken">Files whose last good version could not be used: it stays kept all the same.</param>
    /// <param name="now">When what is not in force any more ended.</param>
    public async Task KeepAsync(IReadOnlyCollection<PolicyVersionRow> inForce, IReadOnlyCollection<string> broken, Instant now)
    {
        await tx.ExecuteAsync("lock table policy_version in share row exclusive mode"); // several instances see the same change at the same time
        var kept = (await InForceAsync()).ToDictionary(v => (v.Kind, v.Name));
        foreach (var version in inForce)
        {
            if (!kept.Remove((version.Kind, version.Name), out var old))
            {
                await BeginAsync(version);
            }
            else if (old.Version != version.Version)
            {
                await EndAsync(old, version.EffectiveAt);
                await BeginAsync(version);
            }
            else if (old.File != version.File)
            {
                await tx.ExecuteAsync("update policy_version set file = @File where id = @Id", new { version.File, old.Id });
            }
        }

        foreach (var old in kept.Values.Where(v => v.Kind == VersionKind.Policy && !broken.Contains(v.File)))
        {
            await EndAsync(old, now);
        }
    }

    /// <summary>One version of a policy, or of the numbers file; null when there is none.</summary>
    public Task<PolicyVersionRow?> FindAsync(Guid id, VersionKind kind, string name) =>
        tx.FindAsync<PolicyVersionRow>($"select {Columns} from policy_version where id = @id and kind = @kind and name = @name", new { id, kind, name });

    /// <summary>The text of a policy that a case or an attempt names; null when it was never kept.</summary>
    public Task<PolicyVersionRow?> FindAsync(string policy, string version) =>
        tx.FindAsync<PolicyVersionRow>(
            $"select {Columns} from policy_version where kind = @kind and name = @policy and version = @version order by effective_at desc limit 1", new { kind = VersionKind.Policy, policy, version });

    /// <summary>The versions of a policy, or of the numbers file, newest first.</summary>
    public async Task<Page<PolicyVersionRow>> ListAsync(string policy, int limit, PageKey? behind, VersionKind kind = VersionKind.Policy)
    {
        var conditions = new Conditions().And("kind = @kind", "kind", kind).And("name = @policy", "policy", policy).Behind("effective_at", behind).With("limit", limit + 1);
        var rows = await tx.ListAsync<PolicyVersionRow>(
            $"select {Columns} from policy_version {conditions.Where} order by effective_at desc, id desc limit @limit", conditions);
        return Page.Of(rows, limit, v => new PageKey(v.EffectiveAt, v.Id));
    }

    private Task<int> BeginAsync(PolicyVersionRow version) =>
        tx.ExecuteAsync(
            """
            insert into policy_version (id, kind, name, file, version, text, defaults, effective_at, instance)
            values (@Id, @Kind, @Name, @File, @Version, @Text, @Defaults, @EffectiveAt, @Instance)
            on conflict (kind, name, version, effective_at) do update set until = null
            """,
            version);

    // The clocks of two instances may differ: nothing ends before it began.
    private Task<int> EndAsync(PolicyVersionRow version, Instant at) =>
        tx.ExecuteAsync("update policy_version set until = greatest(effective_at, @at) where id = @Id", new { version.Id, at });
}

/// <summary>A row of <c>policy_version</c>.</summary>
public sealed class PolicyVersionRow
{
    public const string NumbersName = "numbers";

    public Guid Id { get; init; }

    public VersionKind Kind { get; init; }

    /// <summary>The policy's name; <see cref="NumbersName"/> for the numbers file.</summary>
    public required string Name { get; init; }

    public required string File { get; init; }

    public required string Version { get; init; }

    public required string Text { get; init; }

    public required string Defaults { get; init; }

    /// <summary>Only in rows of earlier builds.</summary>
    public string? Author { get; init; }

    public Instant EffectiveAt { get; init; }

    public Instant? Until { get; init; }

    public required string Instance { get; init; }
}

/// <summary>Which files have versions.</summary>
public enum VersionKind
{
    Policy,
    Numbers,
}
