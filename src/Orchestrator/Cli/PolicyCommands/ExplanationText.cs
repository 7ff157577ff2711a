using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary>Tells an explanation to a person, in lines.</summary>
internal sealed class ExplanationText(Language say, ExplainQuestion question, Explanation explanation, CoverAnswer? covered)
{
    private const string Margin = "             ";

    private readonly DateTimeZone zone = question.Policy.Zone;

    public IEnumerable<string> Lines() => [.. Head(), .. explanation.Attempts.SelectMany(Attempt), "", .. Ending(), "", say.Text("cli.explained_assumed", ("what", explanation.Assumptions))];

    private IEnumerable<string> Head()
    {
        var policy = question.Policy;
        yield return say.Text("cli.explained_policy", ("policy", policy.Name), ("mode", policy.Mode), ("zone", zone.Id));
        yield return say.Text("cli.explained_missed", ("at", At(explanation.MissedAt)), ("customer", Customer(explanation.MissedAt)));
        if (question.Missed.Note is { } note)
        {
            yield return Margin + say.Say(note);
        }

        if (question.Number is { } number)
        {
            yield return say.Text(
                "cli.explained_number",
                ("number", number.Number.E164),
                ("zones", number.Zones switch { [] => say.Text("cli.explained_no_zone"), [var only] => only.Id, var several => say.Text("cli.explained_zones", ("count", several.Length)) }),
                ("vip", number.IsVip ? ", VIP" : null));
            if (number.RefusedBy is { } rule)
            {
                yield return Margin + say.Text("cli.explained_refused", ("rule", rule));
            }
        }

        if (covered is not null)
        {
            yield return say.Text(covered.Covered ? "cli.explained_covered" : "cli.explained_not_covered", ("why", covered.Why));
        }
    }

    private IEnumerable<string> Attempt(ExplainedAttempt attempt)
    {
        yield return "";
        yield return attempt.Assumed is { } outcome
            ? say.Text("cli.explained_attempt", ("number", $"{attempt.Number,-4}"), ("at", At(attempt.At)), ("outcome", outcome), ("customer", Customer(attempt.At)))
            : say.Text("cli.explained_last_attempt", ("number", $"{attempt.Number,-4}"), ("at", At(attempt.At)), ("customer", Customer(attempt.At)));
        yield return Margin + say.Say(attempt.Rule);
        foreach (var avoided in attempt.Avoided)
        {
            yield return Margin + say.Text("cli.explained_avoided", ("at", At(avoided.From)), ("why", avoided.Why));
        }
    }

    private IEnumerable<string> Ending()
    {
        if (question.Policy.Mode == PolicyMode.Off)
        {
            yield return say.Text("cli.explained_off");
        }
        else if (explanation.End is { } end)
        {
            yield return say.Text("cli.explained_end", ("end", Told(end)));
        }
        else if (explanation.IfNobodyAnswers is { } otherwise)
        {
            yield return say.Text("cli.explained_open", ("end", Told(otherwise)));
        }

        if (explanation.NotNeeded > 0)
        {
            yield return Margin + say.Text("cli.explained_not_needed", ("count", explanation.NotNeeded));
        }
    }

    private string Told(ExplainedEnd end) =>
        say.Text("cli.explained_told", ("at", At(end.At)), ("disposition", end.Disposition), ("attempts", end.Attempts), ("why", end.Why));

    private string At(Instant at) => say.Moment(at.InZone(zone).LocalDateTime);

    private string Customer(Instant at) =>
        explanation.CustomerZone is { } customer && customer.GetUtcOffset(at) != zone.GetUtcOffset(at)
            ? "  " + say.Text("cli.explained_at_customers", ("at", say.Moment(at.InZone(customer).LocalDateTime)))
            : "";
}
