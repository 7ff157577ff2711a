using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Calls;

namespace Orchestrator.Core.Policies.Reading;

internal static class CoversReader
{
    private const string QueuesSuggestion = "Write a list of queue names such as [sales, support]";
    private const string NumbersSuggestion = "Write a list of dialled numbers such as [\"+74951234567\", \"+7495*\"]";
    private static readonly string ReasonsSuggestion = $"Write a list of: {string.Join(", ", Words.All<MissReason>())}";

    public static Covers Read(Field field) => field.Fields("queues", "numbers", "missed", "waited_at_least") is not { } fields
        ? new Covers()
        : new Covers
        {
            Queues = Texts(fields.Find("queues"), i => i.Name("not the name of a queue", QueuesSuggestion), QueuesSuggestion),
            Numbers = Texts(fields.Find("numbers"), i => i.Text(SafeText.IsDid, "not a dialled number", NumbersSuggestion), NumbersSuggestion),
            Missed = fields.Find("missed")?.OneOrMore(ReasonsSuggestion) is { } words
                ? [.. words.Select(w => w.Word<MissReason>() ?? default)]
                : [],
            WaitedAtLeast = fields.Find("waited_at_least")?.Span(Duration.Zero, Duration.FromHours(1)) ?? Duration.Zero,
        };

    private static ImmutableArray<string> Texts(Field? field, Func<Field, string?> read, string suggestion) =>
        field?.OneOrMore(suggestion) is { } items ? [.. items.Select(read).OfType<string>()] : [];
}
