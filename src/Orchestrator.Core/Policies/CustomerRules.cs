using NodaTime;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Core.Policies;

/// <summary>How the customer is dialled.</summary>
public sealed record CustomerRules
{
    /// <summary>The dial string with <c>{number}</c> in it, for example <c>PJSIP/{number}@trunk</c>.</summary>
    public required string Dial { get; init; }

    public NumberFormat NumberFormat { get; init; } = NumberFormat.E164;

    /// <summary>The number that the customer sees; null sends none.</summary>
    public string? CallerId { get; init; }

    public Duration Ring { get; init; } = Duration.FromSeconds(45);

    /// <summary>A sound of the PBX that the customer hears on picking up, or null.</summary>
    public string? Greeting { get; init; }

    /// <summary>What happens when a machine answers. Anything but <see cref="MachineAction.Connect"/> makes Asterisk listen for one first, for some seconds.</summary>
    public MachineAction OnMachine { get; init; } = new MachineAction.Connect();

    /// <summary>What is dialled for a number, and what the trunk makes of that.</summary>
    public DialText DialTo(PhoneNumber number, NumberPlan plan) => DialText.Of(number, Dial, NumberFormat, plan);

    /// <summary>Whether a number may be dialled this way: the plan lets it through, and the trunk calls that number and no other.</summary>
    public GuardVerdict Guard(PhoneNumber number, NumberPlan plan) => plan.Guard(number) is GuardVerdict.Refused refused
        ? refused
        : DialTo(number, plan).Refusal ?? (GuardVerdict)new GuardVerdict.Allowed();
}
