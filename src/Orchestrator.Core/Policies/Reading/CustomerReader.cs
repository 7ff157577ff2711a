using NodaTime;

namespace Orchestrator.Core.Policies.Reading;

internal static class CustomerReader
{
    private const string DialSuggestion =
        "Write a dial string with {number} in it once, such as PJSIP/{number}@trunk or Local/{number}@from-internal";

    private const string LeaveWord = "leave ";
    private const string CallerIdSuggestion = "Write digits with or without a plus, such as \"+74951234567\"";

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
            CallerId = fields.Find("caller_id")?.Text(SafeText.IsPhone, "not a telephone number", CallerIdSuggestion),
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
            field.Refuse(slots == 0 ? "{number} is missing" : "{number} occurs more than once", DialSuggestion);
            return null;
        }

        return field.Text(SafeText.IsDialString, "not a safe dial string: a technology, '/', letters, digits and _ . : @ + - /", DialSuggestion);
    }

    private static string? Greeting(Field field)
    {
        var sound = field.Text(SafeText.IsSound, "not a sound", "Write a sound of the PBX such as sound:custom/greeting");
        return sound is null ? null : SafeText.SoundName(sound);
    }

    private static MachineAction? OnMachine(Field field)
    {
        const string suggestion = "Write hang_up, connect, or a message to leave such as 'leave sound:custom/message'";
        return field.Text(t => t is "hang_up" or "connect" || IsLeave(t), "not a way to treat an answering machine", suggestion) switch
        {
            null => null,
            "hang_up" => new MachineAction.HangUp(),
            "connect" => new MachineAction.Connect(),
            { } leave => new MachineAction.Leave(SafeText.SoundName(leave[LeaveWord.Length..])),
        };
    }

    private static bool IsLeave(string text) => text.StartsWith(LeaveWord, StringComparison.Ordinal) && SafeText.IsSound(text[LeaveWord.Length..]);
}
