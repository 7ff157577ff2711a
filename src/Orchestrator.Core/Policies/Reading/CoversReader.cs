using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

internal static class CoversReader
{
    private static readonly Reason QueuesSuggestion = new Reason.WriteQueueNames();
    private static readonly Reason NumbersSuggestion = new Reason.WriteDialledNumbers();
    private static readonly Reason ReasonsSuggestion = new Reason.WriteListOf(string.Join(", ", Words.All<MissReason>()));

    public static Covers Read(Field field) => field.Fields("queues", "numbers", "missed", "waited_at_least", "originated") is not { } fields
        ? new Covers()
        : new Covers
        {
            Queues = Texts(fields.Find("queues"), i => i.QueueName(new Reason.NotAQueueName(), QueuesSuggestion), QueuesSuggestion),
            Numbers = Texts(fields.Find("numbers"), i => i.Text(SafeText.IsDid, new Reason.NotADialledNumber(), NumbersSuggestion), NumbersSuggestion),
            Missed = fields.Find("missed")?.OneOrMore(ReasonsSuggestion) is { } words
                ? [.. words.Select(w => w.Word<MissReason>() ?? default)]
                : [],
            WaitedAtLeast = fields.Find("waited_at_least")?.Span(Duration.Zero, Duration.FromHours(1)) ?? Duration.Zero,
            Originated = fields.Find("originated")?.Flag() ?? false,
        };

    private static ImmutableArray<string> Texts(Field? field, Func<Field, string?> read, Reason suggestion) =>
        field?.OneOrMore(suggestion) is { } items ? [.. items.Select(read).OfType<string>()] : [];
}
