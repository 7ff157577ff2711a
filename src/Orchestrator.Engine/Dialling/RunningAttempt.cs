using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Dialling;

/// <summary>An attempt with all that its run needs, as claimed or adopted.</summary>
/// <param name="OperatorLegs">The operators that are or were rung, those whose legs have ended too: the one who picked up may be among them.</param>
/// <param name="Numbers">How the customer's number is written.</param>
public sealed record RunningAttempt(AttemptRow Row, ImmutableArray<LegRow> OperatorLegs, Policy Policy, NumberPlan Numbers)
{
    /// <summary>From picking up to the accepting key.</summary>
    private static readonly Duration AcceptWithin = Duration.FromSeconds(15);

    /// <summary>A last resort; below the PBX's own absolute limit.</summary>
    private static readonly Duration MaxTalk = Duration.FromHours(3);

    /// <summary>AMD's own limit is 5 s by default. More makes people hang up who answered and hear nobody.</summary>
    private static readonly Duration ListenWithin = Duration.FromSeconds(10);

    /// <summary>Until a machine's own announcement is over; the dialplan waits 20 s for that.</summary>
    private static readonly Duration MachineSpeaks = Duration.FromSeconds(25);

    private static readonly Duration MaxMessage = Duration.FromMinutes(2);

    public PhoneNumber Customer => Row.CustomerNumber;

    public string CustomerChannel => ChannelNames.Customer(Row.Id);

    public string Bridge => ChannelNames.Bridge(Row.Id);

    /// <summary>What is dialled for the customer, and whether it may be.</summary>
    public DialText CustomerDial => Policy.Customer.DialTo(Customer, Numbers);

    public AttemptPlan Plan => new(
        [.. OperatorLegs.Select(l => l.ChannelId)],
        CustomerChannel,
        Policy.Operators.Ring,
        Prompt.Length > 0,
        Policy.Operators.AcceptKey,
        AcceptWithin,
        Policy.Customer.Ring,
        Policy.Customer.Greeting is not null,
        MaxTalk,
        Screening,
        Policy.Record);

    /// <summary>What the operator hears on picking up.</summary>
    public ImmutableArray<string> Prompt
    {
        get
        {
            ImmutableArray<string> what = Policy.Operators.Announce switch
            {
                Announcement.Number => [$"digits:{Customer.Digits}"],
                Announcement.Sound s => [$"sound:{s.Name}"],
                _ => [],
            };
            return Policy.Operators.AcceptKey is { } key ? [.. what, "sound:vm-press", $"digits:{key}"] : what;
        }
    }

    /// <summary>What a machine hears.</summary>
    public ImmutableArray<string> Message => Policy.Customer.OnMachine is MachineAction.Leave { Sound: var sound } ? [$"sound:{sound}"] : [];

    public LegRow CustomerLeg => new() { ChannelId = CustomerChannel, AttemptId = Row.Id, Role = LegRole.Customer, Pbx = Row.Pbx, Endpoint = CustomerDial.Endpoint };

    /// <summary>An attempt of an earlier process, with all legs that its books have.</summary>
    public static RunningAttempt TakenUp(AttemptRow row, IEnumerable<LegRow> legs, Policy policy, NumberPlan numbers) =>
        new(row, [.. legs.Where(l => l.Role == LegRole.Operator)], policy, numbers);

    /// <summary>Where a fresh claim starts, or where an adopted attempt is taken up.</summary>
    public AttemptProgress Progress(bool adopted)
    {
        ImmutableHashSet<string> live = [.. OperatorLegs.Where(l => l.EndedAt is null).Select(l => l.ChannelId)];
        if (Row.State is AttemptState.Claimed or AttemptState.OperatorRinging)
        {
            return new AttemptProgress(Row.State, live, Adopted: adopted);
        }

        // That an operator hung up may be written while the attempt's end is not: then it is nobody's live operator any more, and the look at the PBX settles the rest.
        var taken = (OperatorLegs.FirstOrDefault(l => l.AnsweredAt is not null) ?? OperatorLegs[0]).ChannelId;
        return new AttemptProgress(Row.State, live.Intersect([taken]), taken, Adopted: adopted);
    }

    private Screening? Screening => Policy.Customer.OnMachine switch
    {
        MachineAction.HangUp => new(LeavesMessage: false, ListenWithin, MaxMessage),
        MachineAction.Leave => new(LeavesMessage: true, ListenWithin + MachineSpeaks, MaxMessage),
        _ => null,
    };
}
