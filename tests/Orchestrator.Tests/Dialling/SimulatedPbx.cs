using System.Collections.Immutable;
using Orchestrator.Core.Attempts;

namespace Orchestrator.Tests.Dialling;

/// <summary>Two phones and what a PBX knows of them. It counts every dial, and goes on whether anybody listens or not.</summary>
internal sealed class SimulatedPbx(AttemptPlan plan)
{
    private readonly Dictionary<string, LegSight> live = [];
    private bool joined = true;

    /// <summary>The customer was answered, lives and is not where the operator could hear them.</summary>
    public bool CustomerIsLost => !joined && live.ContainsKey(plan.CustomerChannel);

    public Dictionary<string, int> Dials { get; } = [];

    public bool HasChannels => live.Count > 0;

    public ImmutableDictionary<string, LegSight> Look() => live.ToImmutableDictionary();

    public void RingOperator(string channel)
    {
        if (live.TryAdd(channel, new LegSight(Up: false, Dialled: true)))
        {
            Count(channel); // a second originate with the same id is refused, and dials nobody
        }
    }

    public AttemptEvent CreateCustomer()
    {
        live[plan.CustomerChannel] = new LegSight(Up: false, Dialled: false);
        return new AttemptEvent.CustomerCreated();
    }

    public void DialCustomer()
    {
        if (live.TryGetValue(plan.CustomerChannel, out var sight) && !sight.Dialled)
        {
            Count(plan.CustomerChannel);
        }
    }

    /// <summary>Takes the customer out of the bridge and listens, unless it cannot.</summary>
    public bool Screen(Random random)
    {
        if (random.Next(6) == 0 || !live.TryGetValue(plan.CustomerChannel, out var sight) || !sight.Up)
        {
            return false;
        }

        live[plan.CustomerChannel] = sight with { Stage = ScreeningStage.Listening };
        joined = false;
        return true;
    }

    /// <summary>What is in the dialplan cannot be put into a bridge.</summary>
    public bool Join()
    {
        joined = !live.TryGetValue(plan.CustomerChannel, out var sight) || sight.Stage != ScreeningStage.Listening;
        return joined;
    }

    /// <summary>The dialplan has heard enough.</summary>
    public AttemptEvent? Hear(Random random)
    {
        if (!live.TryGetValue(plan.CustomerChannel, out var sight) || sight.Stage != ScreeningStage.Listening)
        {
            return null;
        }

        var machine = random.Next(2) == 0;
        live[plan.CustomerChannel] = sight with { Stage = machine ? ScreeningStage.Machine : ScreeningStage.Person };
        return new AttemptEvent.Screened(machine, machine ? "MACHINE" : "HUMAN");
    }

    public AttemptEvent? HangUp(string channel) => live.Remove(channel) ? new AttemptEvent.LegEnded(channel, 16, null) : null;

    /// <summary>Somebody does something with a phone, or the network does.</summary>
    public AttemptEvent? Stir(Random random)
    {
        if (live.Count == 0)
        {
            return null;
        }

        var channel = live.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(live.Count));
        var isCustomer = channel == plan.CustomerChannel;
        if (isCustomer && Dials.GetValueOrDefault(channel) == 0)
        {
            return null; // nobody knows of anything
        }

        if (isCustomer && random.Next(2) == 0 && Hear(random) is { } heard)
        {
            return heard;
        }

        switch (random.Next(4))
        {
            case 0:
                live.Remove(channel);
                return new AttemptEvent.LegEnded(channel, random.Next(2) == 0 ? 17 : 16, null);
            case 1 when isCustomer && !live[channel].Up:
                live[channel] = new LegSight(Up: false, Dialled: true);
                return new AttemptEvent.CustomerRang(EarlyMedia: random.Next(2) == 0);
            case 2 or 3 when !live[channel].Up:
                live[channel] = new LegSight(Up: true, Dialled: true);
                return isCustomer ? new AttemptEvent.CustomerUp() : new AttemptEvent.OperatorUp(channel);
            default:
                return null;
        }
    }

    private void Count(string channel) => Dials[channel] = Dials.GetValueOrDefault(channel) + 1;
}
