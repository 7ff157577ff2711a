using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Operators;

/// <summary>
/// Who can take a callback now, on one PBX: queue members and devices as AMI tells them, less those who are busy with our own callbacks.
/// Nothing is known while AMI is away, and unknown is never free. Thread-safe.
/// </summary>
public sealed class OperatorBoard(IClock clock)
{
    /// <summary>An operator who did not pick up, or declined, is left in peace so long.</summary>
    public static readonly Duration RestAfterMiss = Duration.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Queue, string Interface), QueueMember> members = [];
    private readonly Dictionary<string, string> devices = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> waiting = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, OwnState> own = new(StringComparer.OrdinalIgnoreCase);
    private bool known;

    /// <summary>A fresh snapshot after AMI connected.</summary>
    public void Reset(IEnumerable<QueueMember> snapshot, IEnumerable<DeviceStateChange> states, IEnumerable<QueueParams> queues)
    {
        lock (gate)
        {
            members.Clear();
            devices.Clear();
            waiting.Clear();
            foreach (var member in snapshot)
            {
                members[(member.Queue, member.Interface)] = member;
            }

            foreach (var state in states)
            {
                devices[state.Device] = state.State;
            }

            foreach (var queue in queues)
            {
                waiting[queue.Queue] = queue.Calls;
            }

            known = true;
        }
    }

    /// <summary>AMI is away.</summary>
    public void Forget()
    {
        lock (gate)
        {
            known = false;
        }
    }

    /// <summary>Takes an event.</summary>
    /// <returns>Whether it may have freed somebody.</returns>
    public bool On(AmiMessage message)
    {
        lock (gate)
        {
            switch (message.EventName)
            {
                case nameof(DeviceStateChange) when DeviceStateChange.TryRead(message) is { } e:
                    devices[e.Device] = e.State;
                    return e.State == "NOT_INUSE";

                case nameof(QueueCallerJoin) when QueueCallerJoin.TryRead(message) is { } e:
                    waiting[e.Queue] = e.Count;
                    return false;

                case nameof(QueueCallerLeave) when QueueCallerLeave.TryRead(message) is { } e:
                    waiting[e.Queue] = e.Count;
                    return e.Count == 0;

                case var name when name.StartsWith("QueueMember", StringComparison.Ordinal) && QueueMember.TryRead(message) is { } member:
                    if (member.Removed)
                    {
                        members.Remove((member.Queue, member.Interface));
                        return false;
                    }

                    members[(member.Queue, member.Interface)] = member;
                    return member is { Paused: false, Status: QueueMemberStatus.NotInUse };

                default:
                    return false;
            }
        }
    }

    /// <summary>Callers waiting in a queue now.</summary>
    public int Waiting(string queue)
    {
        lock (gate)
        {
            return waiting.GetValueOrDefault(queue);
        }
    }

    /// <summary>Callers waiting in each queue now, by the queue's name; null while AMI is away.</summary>
    public ImmutableSortedDictionary<string, int>? WaitingByQueue()
    {
        lock (gate)
        {
            return known ? waiting.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase) : null;
        }
    }

    /// <summary>What an earlier process knew of an operator's callbacks: wrap-up and peace go on, and so does the turn.</summary>
    public void Recall(string endpoint, Instant lastRung, Instant? lastTalk, Instant? lastMiss)
    {
        lock (gate)
        {
            var state = own.GetValueOrDefault(endpoint);
            own[endpoint] = state with
            {
                LastRung = Latest(state.LastRung, lastRung),
                LastTalk = Latest(state.LastTalk, lastTalk),
                RestUntil = Latest(state.RestUntil, lastMiss + RestAfterMiss),
            };
        }
    }

    /// <summary>The operator is taken by one of our attempts.</summary>
    public void Take(string endpoint)
    {
        lock (gate)
        {
            var now = clock.GetCurrentInstant();
            own[endpoint] = own.GetValueOrDefault(endpoint) with { Busy = true, LastRung = now };
        }
    }

    /// <summary>The attempt let the operator go.</summary>
    /// <param name="endpoint">The operator's interface.</param>
    /// <param name="talked">Whether they talked to the customer: then they get their wrap-up time.</param>
    /// <param name="missed">Whether the phone rang in vain, or they declined: then they are left in peace for a while.</param>
    public void Release(string endpoint, bool talked, bool missed)
    {
        lock (gate)
        {
            var now = clock.GetCurrentInstant();
            var state = own.GetValueOrDefault(endpoint);
            own[endpoint] = state with
            {
                Busy = false,
                LastTalk = talked ? now : state.LastTalk,
                RestUntil = missed ? now + RestAfterMiss : state.RestUntil,
            };
        }
    }

    /// <summary>Everybody that a policy's rules name, with what keeps each from taking a callback.</summary>
    public OperatorPool Pool(OperatorRules rules)
    {
        lock (gate)
        {
            if (!known)
            {
                return OperatorPool.Unknown;
            }

            var now = clock.GetCurrentInstant();
            var seats = rules.Queue is { } queue
                ? members.Values.Where(m => string.Equals(m.Queue, queue, StringComparison.OrdinalIgnoreCase)).OrderBy(m => m.Interface, StringComparer.Ordinal).Select(m => Seat(m, rules, now))
                : rules.Interfaces.Select(i => Seat(i, rules, now));
            return new OperatorPool(true, [.. seats]);
        }
    }

    /// <summary>Whether a phone is one of a queue member's.</summary>
    /// <param name="endpoint">Such as <c>PJSIP/101</c>.</param>
    public bool Knows(string endpoint)
    {
        lock (gate)
        {
            return members.Values.Any(m => IsPhoneOf(m, endpoint));
        }
    }

    /// <summary>Every member of every queue, for people.</summary>
    public ImmutableArray<QueueMember> Members()
    {
        lock (gate)
        {
            return [.. members.Values.OrderBy(m => m.Queue, StringComparer.Ordinal).ThenBy(m => m.Interface, StringComparer.Ordinal)];
        }
    }

    /// <summary>The member's own interface, the device that it watches, or the extension behind its Local channel (<c>Local/101@from-queue/n</c>).</summary>
    private static bool IsPhoneOf(QueueMember member, string endpoint) =>
        string.Equals(member.Interface, endpoint, StringComparison.OrdinalIgnoreCase)
        || string.Equals(member.StateInterface, endpoint, StringComparison.OrdinalIgnoreCase)
        || (member.Interface.StartsWith("Local/", StringComparison.OrdinalIgnoreCase)
            && member.Interface.Split('/', '@') is [_, var extension, ..] && endpoint.Split('/') is [_, var name] && name == extension);

    private OperatorSeat Seat(QueueMember member, OperatorRules rules, Instant now)
    {
        var lastCall = member.LastCall is { } call ? Instant.FromDateTimeOffset(call) : (Instant?)null;
        Reason? why = member switch
        {
            { Paused: true } => new Reason.OperatorPaused(),
            { InCall: true } => new Reason.InQueueCall(),
            { Status: not QueueMemberStatus.NotInUse } => Describe(member.Status),
            _ => null,
        };
        return Seat(member.Interface, why, lastCall, rules, now);
    }

    private OperatorSeat Seat(string endpoint, OperatorRules rules, Instant now)
    {
        var memberships = members.Values.Where(m => m.Interface == endpoint).ToList();
        var lastCall = memberships.Max(m => m.LastCall) is { } call ? Instant.FromDateTimeOffset(call) : (Instant?)null;
        var state = devices.GetValueOrDefault(endpoint);
        Reason? why = memberships.Count > 0 && memberships.TrueForAll(m => m.Paused) ? new Reason.OperatorPaused()
            : state == "NOT_INUSE" ? null
            : state is null ? new Reason.DeviceStateUnknown()
            : Describe(state);
        return Seat(endpoint, why, lastCall, rules, now);
    }

    private OperatorSeat Seat(string endpoint, Reason? why, Instant? lastCall, OperatorRules rules, Instant now)
    {
        var mine = own.GetValueOrDefault(endpoint);
        var last = Latest(lastCall, mine.LastTalk);
        why = mine.Busy ? new Reason.InCallback()
            : why is not null ? why
            : last + rules.WrapUp > now ? new Reason.WrapUp()
            : mine.RestUntil > now ? new Reason.MissedAMomentAgo()
            : null;
        return new OperatorSeat(endpoint, why, Latest(last, mine.LastRung), mine.LastRung);
    }

    private static Instant? Latest(Instant? a, Instant? b) => a is null ? b : b is null || a > b ? a : b;

    private static Reason Describe(QueueMemberStatus status) => status switch
    {
        QueueMemberStatus.InUse or QueueMemberStatus.Busy or QueueMemberStatus.RingInUse => new Reason.OnThePhone(),
        QueueMemberStatus.Ringing => new Reason.PhoneRinging(),
        QueueMemberStatus.OnHold => new Reason.OnHold(),
        QueueMemberStatus.Unavailable => new Reason.NotRegistered(),
        QueueMemberStatus.Invalid => new Reason.NoSuchDevice(),
        _ => new Reason.DeviceStateUnknown(),
    };

    private static Reason Describe(string state) => state switch
    {
        "INUSE" or "BUSY" or "RINGINUSE" => new Reason.OnThePhone(),
        "RINGING" => new Reason.PhoneRinging(),
        "ONHOLD" => new Reason.OnHold(),
        "UNAVAILABLE" => new Reason.NotRegistered(),
        "INVALID" => new Reason.NoSuchDevice(),
        _ => new Reason.DeviceStateUnknown(),
    };

    private readonly record struct OwnState(bool Busy, Instant? LastTalk, Instant? LastRung, Instant? RestUntil);
}
