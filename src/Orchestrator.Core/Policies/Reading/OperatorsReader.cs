using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Core.Policies.Reading;

internal static class OperatorsReader
{
    private const string FromSuggestion = "Write 'queue sales', or a list of interfaces such as [PJSIP/101, PJSIP/102]";
    private const string QueueWord = "queue";

    public static OperatorRules? Read(Field field)
    {
        if (field.Fields("from", "pick", "ring", "accept", "announce", "wrap_up") is not { } fields)
        {
            return null;
        }

        var from = fields.Require("from", FromSuggestion);
        var isQueue = from?.Plain is { } text && (text == QueueWord || text.StartsWith(QueueWord + " ", StringComparison.Ordinal));
        var defaults = new OperatorRules();
        return new OperatorRules
        {
            Queue = isQueue ? QueueName(from!) : null,
            Interfaces = isQueue ? [] : Interfaces(from),
            Pick = fields.Find("pick")?.Word<OperatorPick>() ?? defaults.Pick,
            Ring = fields.Find("ring")?.Span(Duration.FromSeconds(5), Duration.FromSeconds(300)) ?? defaults.Ring,
            AcceptKey = fields.Find("accept") is { } accept ? AcceptKey(accept) : null,
            Announce = fields.Find("announce") is { } announce ? Announce(announce) ?? defaults.Announce : defaults.Announce,
            WrapUp = fields.Find("wrap_up")?.Span(Duration.Zero, Duration.FromHours(1)) ?? defaults.WrapUp,
        };
    }

    private static string? QueueName(Field from)
    {
        var name = from.Plain![QueueWord.Length..].Trim();
        if (SafeText.IsName(name))
        {
            return name;
        }

        from.Refuse(
            name.Length == 0 ? "the queue has no name" : "not the name of a queue",
            "Write 'queue' and a name of letters, digits, _, . and -");
        return null;
    }

    private static ImmutableArray<string> Interfaces(Field? from)
    {
        var items = from?.OneOrMore(FromSuggestion) ?? [];
        return
        [
            .. items.Select(i => i.Text(SafeText.IsInterface, "not an interface that can be dialled", FromSuggestion))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static char? AcceptKey(Field field)
    {
        const string suggestion = "Write pickup, or 'press 1' with a key 0 to 9, * or #";
        var text = field.Text(t => t == "pickup" || IsPress(t), "not a way to accept a call", suggestion);
        return text is null or "pickup" ? null : text[^1];
    }

    private static bool IsPress(string text) => text is ['p', 'r', 'e', 's', 's', ' ', (>= '0' and <= '9') or '*' or '#'];

    private static Announcement? Announce(Field field)
    {
        const string suggestion = "Write none, number, or a sound such as sound:custom/callback";
        return field.Text(t => t is "none" or "number" || SafeText.IsSound(t), "not an announcement", suggestion) switch
        {
            null => null,
            "none" => new Announcement.None(),
            "number" => new Announcement.Number(),
            { } sound => new Announcement.Sound(SafeText.SoundName(sound)),
        };
    }
}
