using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

internal static class OperatorsReader
{
    private const string QueueWord = "queue";
    private static readonly Reason FromSuggestion = new Reason.WriteOperators();

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
        if (SafeText.IsQueue(name))
        {
            return name;
        }

        from.Refuse(name.Length == 0 ? new Reason.QueueWithoutName() : new Reason.NotAQueueName(), new Reason.WriteQueueAndName());
        return null;
    }

    private static ImmutableArray<string> Interfaces(Field? from)
    {
        var items = from?.OneOrMore(FromSuggestion) ?? [];
        return
        [
            .. items.Select(i => i.Text(SafeText.IsInterface, new Reason.NotAnInterface(), FromSuggestion))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static char? AcceptKey(Field field)
    {
        var text = field.Text(t => t == "pickup" || IsPress(t), new Reason.NotAWayToAccept(), new Reason.WriteWayToAccept());
        return text is null or "pickup" ? null : text[^1];
    }

    private static bool IsPress(string text) => text is ['p', 'r', 'e', 's', 's', ' ', (>= '0' and <= '9') or '*' or '#'];

    private static Announcement? Announce(Field field) => field.Text(t => t is "none" or "number" || SafeText.IsSound(t), new Reason.NotAnAnnouncement(), new Reason.WriteAnnouncement()) switch
    {
        null => null,
        "none" => new Announcement.None(),
        "number" => new Announcement.Number(),
        { } sound => new Announcement.Sound(SafeText.SoundName(sound)),
    };
}
