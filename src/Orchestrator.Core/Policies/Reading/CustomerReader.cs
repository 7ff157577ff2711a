using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

internal static class CustomerReader
{
    private const string LeaveWord = "leave ";

    private static readonly Reason DialSuggestion = new Reason.WriteDialString();

    public static CustomerRules? Read(Field field)
    {
        if (field.Fields("dial", "number_format", "caller_id", "ring", "greeting", "on_machine") is not { } fields)
        {
            return null;
        }

        var defaults = new CustomerRules { Dial = "" };
        return new CustomerRules
        {
            Dial = fields.Require("dial", DialSuggestion) is { } dial ? Dial(dial) ?? "" : "",
            NumberFormat = fields.Find("number_format")?.Word<NumberFormat>() ?? defaults.NumberFormat,
            CallerId = fields.Find("caller_id")?.Text(SafeText.IsPhone, new Reason.NotAPhone(), new Reason.WritePhone()),
            Ring = fields.Find("ring")?.Span(Duration.FromSeconds(5), Duration.FromSeconds(300)) ?? defaults.Ring,
            Greeting = fields.Find("greeting") is { } greeting ? Greeting(greeting) : null,
            OnMachine = fields.Find("on_machine") is { } machine ? OnMachine(machine) ?? defaults.OnMachine : defaults.OnMachine,
        };
    }

    private static string? Dial(Field field)
    {
        if (field.Text(DialSuggestion) is not { } text)
        {
            return null;
        }

        var slots = text.Split(SafeText.NumberSlot).Length - 1;
        if (slots != 1)
        {
            field.Refuse(slots == 0 ? new Reason.NumberSlotMissing() : new Reason.NumberSlotTwice(), DialSuggestion);
            return null;
        }

        return field.Text(SafeText.IsDialString, new Reason.NotADialString(), DialSuggestion);
    }

    private static string? Greeting(Field field)
    {
        var sound = field.Text(SafeText.IsSound, new Reason.NotASound(), new Reason.WriteSound());
        return sound is null ? null : SafeText.SoundName(sound);
    }

    private static MachineAction? OnMachine(Field field)
    {
        return field.Text(t => t is "hang_up" or "connect" || IsLeave(t), new Reason.NotAMachineAction(), new Reason.WriteMachineAction()) switch
        {
            null => null,
            "hang_up" => new MachineAction.HangUp(),
            "connect" => new MachineAction.Connect(),
            { } leave => new MachineAction.Leave(SafeText.SoundName(leave[LeaveWord.Length..])),
        };
    }

    private static bool IsLeave(string text) => text.StartsWith(LeaveWord, StringComparison.Ordinal) && SafeText.IsSound(text[LeaveWord.Length..]);
}
