using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

internal static class RetryReader
{
    private const int MostDelays = 50;

    private static readonly Reason RuleSuggestion = new Reason.WriteRetryRule();
    private static readonly Reason DaypartSuggestion = new Reason.WriteTimesOfDay();
    private static readonly Duration LongestDelay = Duration.FromDays(30);

    // Connected needs no retry.
    private static readonly string[] Outcomes = [.. Words.All<Outcome>().Except([Words.Of(Outcome.Connected)])];

    public static ImmutableDictionary<Outcome, RetryRule> Read(Field? field)
    {
        var rules = RetryDefaults.Rules;
        if (field?.Fields(Outcomes) is not { } fields)
        {
            return rules;
        }

        foreach (var word in Outcomes)
        {
            var outcome = Words.Parse<Outcome>(word);
            if (fields.Find(word) is { } given && Rule(given, outcome) is { } rule)
            {
                rules = rules.SetItem(outcome, rule);
            }
        }

        return rules;
    }

    private static RetryRule? Rule(Field field, Outcome outcome)
    {
        if (outcome == Outcome.Invalid && field.Plain == "strike_out")
        {
            // That word alone is what the default says.
            return RetryDefaults.Rules[outcome];
        }

        string[] known = outcome == Outcome.Invalid ? ["after", "dayparts", "uses_attempt", "at_most", "strike_out"]
            : outcome.IsCustomerSide() ? ["after", "dayparts", "uses_attempt", "at_most"]
            : ["after"];
        if (field.Node is not SourceNode.Mapping)
        {
            field.Refuse(new Reason.NotARetryRule(), outcome == Outcome.Invalid ? new Reason.WriteStrikeOut() : RuleSuggestion);
            return null;
        }

        if (field.Fields(known) is not { } fields || Only(field, fields) is not { } rule)
        {
            return null;
        }

        return rule with
        {
            UsesAttempt = fields.Find("uses_attempt")?.Flag() ?? RetryDefaults.Rules[outcome].UsesAttempt,
            AtMost = fields.Find("at_most")?.Whole(0, 50),
        };
    }

    /// <summary>The one of the three ways that is written.</summary>
    private static RetryRule? Only(Field field, FieldSet fields)
    {
        Field?[] ways = [fields.Find("after"), fields.Find("dayparts"), fields.Find("strike_out")];
        if (ways.Count(w => w is not null) != 1)
        {
            field.Refuse(new Reason.NotOneWayToRetry(), RuleSuggestion);
            return null;
        }

        return ways switch
        {
            [{ } after, _, _] => Delays(after),
            [_, { } dayparts, _] => Times(dayparts),
            [_, _, { } strike] => StrikeOut(strike),
            _ => null,
        };
    }

    private static RetryRule.AfterDelay? Delays(Field field)
    {
        if (field.OneOrMore(RuleSuggestion, MostDelays) is not { } items)
        {
            return null;
        }

        return new RetryRule.AfterDelay([.. items.Select(i => i.Span(Duration.Zero, LongestDelay) ?? Duration.Zero)]);
    }

    private static RetryRule.OtherDaypart? Times(Field field)
    {
        if (field.OneOrMore(DaypartSuggestion, MostDelays) is not { } items)
        {
            return null;
        }

        var times = ImmutableArray.CreateBuilder<LocalTime>();
        foreach (var item in items)
        {
            if (item.Text(DaypartSuggestion) is not { } text)
            {
                continue;
            }

            if (ClockText.Time(text) is not { } time)
            {
                item.Refuse(new Reason.NotATimeOfDay(), DaypartSuggestion);
            }
            else if (times.Contains(time))
            {
                item.Refuse(new Reason.TimeOfDayTwice(), DaypartSuggestion);
            }
            else
            {
                times.Add(time);
            }
        }

        return times.Count == 0 ? null : new RetryRule.OtherDaypart(times.ToImmutable());
    }

    private static RetryRule.StrikeOut? StrikeOut(Field field) => field.Fields("confirm", "after") is { } fields
        ? new RetryRule.StrikeOut(
            fields.Find("confirm")?.Whole(1, 10) ?? 1,
            fields.Find("after")?.Span(Duration.Zero, LongestDelay) ?? RetryDefaults.StrikeOutRetry)
        : null;
}
