using NodaTime;
using NodaTime.Text;
using Orchestrator.Core;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary>Tells an explanation to a person, in lines.</summary>
internal sealed class ExplanationText(ExplainQuestion question, Explanation explanation, CoverAnswer? covered)
{
    private const string Margin = "             ";

    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm:ss");

    private readonly DateTimeZone zone = question.Policy.Zone;

    public IEnumerable<string> Lines() => [.. Head(), .. explanation.Attempts.SelectMany(Attempt), "", .. Ending(), "", $"Assumed      {explanation.Assumptions}"];

    private IEnumerable<string> Head()
    {
        var policy = question.Policy;
        yield return $"Policy       {policy.Name}, {Words.Of(policy.Mode)}; times in {zone.Id}";
        yield return $"Missed       {At(explanation.MissedAt)}{Customer(explanation.MissedAt)}";
        if (question.Missed.Note is { } note)
        {
            yield return $"{Margin}{note}";
        }

        if (question.Number is { } number)
        {
            yield return $"Number       {number.Number.E164}, {(number.Zones.Length switch { 0 => "no zone known", 1 => number.Zones[0].Id, var n => FormattableString.Invariant($"in one of {n} zones") })}{(number.IsVip ? ", VIP" : "")}";
            if (number.RefusedBy is { } rule)
            {
                yield return $"{Margin}the number guard refuses it ({rule}): the case is closed as blocked, and what follows does not happen";
            }
        }

        if (covered is not null)
        {
            yield return $"Covered      {(covered.Covered ? "yes" : "no")}: {covered.Why}";
        }
    }

    private IEnumerable<string> Attempt(ExplainedAttempt attempt)
    {
        yield return "";
        yield return $"Attempt {attempt.Number,-4} {At(attempt.At)}  {(attempt.Assumed is { } o ? Words.Of(o) : "and then?")}{Customer(attempt.At)}";
        yield return $"{Margin}{attempt.Rule}";
        foreach (var avoided in attempt.Avoided)
        {
            yield return $"{Margin}not {At(avoided.From)}: {avoided.Why}";
        }
    }

    private IEnumerable<string> Ending()
    {
        if (question.Policy.Mode == PolicyMode.Off)
        {
            yield return "End          none: the policy is off; missed calls are recorded, and nobody is called back";
        }
        else if (explanation.End is { } end)
        {
            yield return $"End          {Told(end)}";
        }
        else if (explanation.IfNobodyAnswers is { } otherwise)
        {
            yield return $"End          open; if nobody ever answers: {Told(otherwise)}";
        }

        if (explanation.NotNeeded > 0)
        {
            yield return $"{Margin}{Phrase.Count(explanation.NotNeeded, "outcome was", "outcomes were")} not needed";
        }
    }

    private string Told(ExplainedEnd end) =>
        $"{At(end.At)}  {Words.Of(end.Disposition)} after {Phrase.Count(end.Attempts, "attempt", "attempts")}: {end.Why}";

    private string At(Instant at) => Time.Format(at.InZone(zone).LocalDateTime);

    private string Customer(Instant at) =>
        explanation.CustomerZone is { } customer && customer.GetUtcOffset(at) != zone.GetUtcOffset(at)
            ? $"  ({Time.Format(at.InZone(customer).LocalDateTime)} at the customer's)"
            : "";
}
