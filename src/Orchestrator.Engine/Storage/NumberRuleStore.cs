using NodaTime;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>number_rule</c>. A rule is never changed: a new one takes its place, and the old one stays as history.</summary>
public sealed class NumberRuleStore(Transaction tx)
{
    private const string Columns = "id, number, rule, reason, set_by, set_at, expires_at, lifted_at, lifted_by, lifted_why";

    /// <summary>The rules that count now, one index lookup.</summary>
    public Task<IReadOnlyList<NumberRuleRow>> InForceAsync(PhoneNumber number) =>
        tx.ListAsync<NumberRuleRow>(
            $"select {Columns} from number_rule where number = @number and lifted_at is null and (expires_at is null or expires_at > now())", new { number });

    /// <summary>All that was ever decided, the latest first.</summary>
    public Task<IReadOnlyList<NumberRuleRow>> HistoryAsync(PhoneNumber number, int most) =>
        tx.ListAsync<NumberRuleRow>($"select {Columns} from number_rule where number = @number order by set_at desc, id desc limit @most", new { number, most });

    /// <summary>Two people who decide about one number at the same moment do so one after the other.</summary>
    public Task LockAsync(PhoneNumber number) => tx.LockAsync("number_rule " + number.E164);

    public Task<Guid> SetAsync(PhoneNumber number, NumberRule rule, string reason, Instant? expiresAt, string by) =>
        tx.GetAsync<Guid>(
            """
            insert into number_rule (id, number, rule, reason, set_by, expires_at) values (gen_random_uuid(), @number, @rule, @reason, @by, @expiresAt) returning id
            """,
            new { number, rule, reason, expiresAt, by });

    /// <summary>Ends the rule that was set last, if it was not lifted yet; one that expired as well, so that another can take its place.</summary>
    public Task EndAsync(PhoneNumber number, NumberRule rule, string by, string why) =>
        tx.ExecuteAsync(
            "update number_rule set lifted_at = now(), lifted_by = @by, lifted_why = @why where number = @number and rule = @rule and lifted_at is null",
            new { number, rule, by, why });
}

/// <summary>A row of <c>number_rule</c>.</summary>
public sealed class NumberRuleRow
{
    public Guid Id { get; init; }

    public PhoneNumber Number { get; init; }

    public NumberRule Rule { get; init; }

    public required string Reason { get; init; }

    public required string SetBy { get; init; }

    public Instant SetAt { get; init; }

    /// <summary>Null: until it is lifted.</summary>
    public Instant? ExpiresAt { get; init; }

    public Instant? LiftedAt { get; init; }

    public string? LiftedBy { get; init; }

    public string? LiftedWhy { get; init; }

    public bool CountsAt(Instant now) => LiftedAt is null && (ExpiresAt is null || ExpiresAt > now);
}
