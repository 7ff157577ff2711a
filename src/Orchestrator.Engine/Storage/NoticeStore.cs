using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.Storage;

/// <summary>Writes to <c>notice</c>. Each result is guarded by the state that it expects.</summary>
public sealed class NoticeStore(Transaction tx)
{
    /// <summary>How long a claimed notice is left alone: longer than any delivery takes. After a crash it is delivered again then.</summary>
    internal static readonly Duration Lease = Duration.FromSeconds(60);

    /// <summary>From the event to giving up.</summary>
    internal static readonly Duration GiveUpAfter = Duration.FromDays(3);

    /// <summary>So many tries of an earlier notice, some 13 minutes, hold back later ones of the same case to the same target: order is worth that, not more.</summary>
    private const int TriesInOrder = 5;

    public Task AddAsync(NewNotice notice) =>
        tx.ExecuteAsync(
            """
            insert into notice (id, at, event, policy, case_id, missed_call_id, channel, target, lane, payload, give_up_at)
            values (@Id, @At, @Event, @Policy, @CaseId, @MissedCallId, @Channel, @Target, @Lane, @Payload::json, @GiveUpAt)
            on conflict (missed_call_id, channel, target) where event = 'missed' do nothing
            """,
            notice);

    /// <summary>The lanes in which something is due.</summary>
    /// <param name="channels">Only of these channels.</param>
    /// <param name="busy">Not these lanes.</param>
    public Task<IReadOnlyList<string>> DueLanesAsync(IEnumerable<NoticeChannel> channels, string[] busy) =>
        tx.ListAsync<string>(
            """
            select distinct lane from notice
            where state = 'pending' and next_try_at <= now() and give_up_at > now() and channel = any(@channels) and lane <> all(@busy)
            """,
            new { channels = channels.Select(Words.Of).ToArray(), busy });

    /// <summary>Claims due notices of a lane, the longest due first.</summary>
    public Task<IReadOnlyList<NoticeRow>> ClaimAsync(string lane, int most) =>
        tx.ListAsync<NoticeRow>(
            """
            update notice set tries = tries + 1, next_try_at = now() + make_interval(secs => @lease)
            where id in (
              select n.id from notice n
              where n.lane = @lane and n.state = 'pending' and n.next_try_at <= now() and n.give_up_at > now() and not exists (
                select from notice before
                where before.case_id = n.case_id and before.state = 'pending' and before.seq < n.seq
                  and before.lane = n.lane and before.target = n.target and before.tries < @TriesInOrder)
              order by n.next_try_at, n.seq limit @most for update skip locked)
            returning id, event, channel, target, lane, payload::text as payload, tries
            """,
            new { lane, most, TriesInOrder, lease = Lease.TotalSeconds });

    /// <summary>It arrived. Whoever claimed it meanwhile, that stays so.</summary>
    public Task MarkDeliveredAsync(NoticeRow row) =>
        tx.ExecuteAsync(
            "update notice set state = 'delivered', delivered_at = now(), next_try_at = null, last_error = null where id = @Id and state = 'pending'", new { row.Id });

    /// <summary>It did not arrive: another try after a while, or none.</summary>
    /// <param name="row">As it was claimed.</param>
    /// <param name="again">When to try again, from now on; null: never.</param>
    /// <returns>Whether it is dead now.</returns>
    public async Task<bool> MarkFailedAsync(NoticeRow row, string error, Duration? again) =>
        await tx.ExecuteAsync(
            """
            update notice set last_error = @error, next_try_at = now() + make_interval(secs => @again)
            where id = @Id and state = 'pending' and tries = @Tries and now() + make_interval(secs => @again) < give_up_at
            """,
            new { row.Id, row.Tries, error, again = again?.TotalSeconds }) == 0
        && await tx.ExecuteAsync(
            "update notice set state = 'dead', last_error = @error, next_try_at = null where id = @Id and state = 'pending' and tries = @Tries", new { row.Id, row.Tries, error }) == 1;

    /// <summary>Gives up what could not be sent while it was news: the channel was not configured, or nothing ran.</summary>
    /// <returns>How many.</returns>
    public Task<int> ExpireAsync(int most) =>
        tx.ExecuteAsync(
            """
            update notice set state = 'dead', last_error = coalesce(last_error, 'not tried: its channel is not configured, or no daemon ran'), next_try_at = null
            where id in (
              select id from notice where state = 'pending' and give_up_at <= now() and next_try_at <= now() limit @most for update skip locked)
            """,
            new { most });

    /// <summary>Removes notices that were delivered 30 days ago, and dead ones of 90 days ago.</summary>
    /// <returns>How many.</returns>
    public Task<int> RemoveOldAsync(int most) =>
        tx.ExecuteAsync(
            """
            delete from notice where id in (
              select id from notice
              where (state = 'delivered' and delivered_at < now() - interval '30 days') or (state = 'dead' and at < now() - interval '90 days')
              limit @most for update skip locked)
            """,
            new { most });

    /// <summary>Tries dead notices once more, as if they were new.</summary>
    /// <param name="id">Only this one; null: all.</param>
    /// <returns>How many.</returns>
    public Task<int> RetryDeadAsync(Guid? id) =>
        tx.ExecuteAsync(
            """
            update notice set state = 'pending', tries = 0, next_try_at = now(), give_up_at = now() + make_interval(secs => @seconds)
            where state = 'dead' and (@id::uuid is null or id = @id)
            """,
            new { id, seconds = GiveUpAfter.TotalSeconds });
}

/// <summary>A notice for one receiver.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Target">An address, or an URL.</param>
/// <param name="Lane">The server that it goes to.</param>
/// <param name="Payload">JSON, as it goes out.</param>
public sealed record NewNotice(
    Guid Id, Instant At, NoticeEvent Event, string Policy, Guid? CaseId, Guid? MissedCallId, NoticeChannel Channel, string Target, string Lane, string Payload)
{
    public Instant GiveUpAt => At + NoticeStore.GiveUpAfter;
}

/// <summary>How a notice travels.</summary>
public enum NoticeChannel
{
    Email,
    Webhook,
}
