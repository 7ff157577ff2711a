using System.ComponentModel;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Orchestrator.Cli.PolicyCommands;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Web.Api;

/// <summary>Trying policies without a customer: what is wrong with them, and what they would do. Nothing is kept.</summary>
internal static class PolicyTrialEndpoints
{
    /// <summary>Most policy files of one check.</summary>
    public const int MostFiles = 50;

    /// <summary>Room for several files of the greatest size, and for their escapes in JSON.</summary>
    private const int LargestBody = 2 * 1024 * 1024;

    private const string SingleFile = "policy.yaml";

    public static void MapPolicyTrials(this RouteGroupBuilder api)
    {
        api.MapPost("/policies/check", Check)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .WithSummary("Checks policy files and a numbers file")
            .WithDescription("The texts of files, as policy check would find them in a directory; or one text. Answers 200 with the findings, good or bad.")
            .Produces<PolicyCheckAnswer>().ProducesProblem(400).ProducesProblem(413);
        api.MapPost("/policies/explain", Explain)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .WithSummary("Shows what a policy does about one missed call")
            .WithDescription("For a text, or for a policy in force by its name: each attempt's time, the rule that put it there, what was avoided, and the end.")
            .Produces<ExplanationView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413);
    }

    private static IResult Check(PolicyCheckRequest body, IClock clock)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = body.Files ?? (body.Text is { } text ? [new PolicyFileText(SingleFile, text)] : []);
        if (body.Files is not null == body.Text is not null || files.Count is 0 or > MostFiles)
        {
            errors["files"] = $"Give 1 to {MostFiles} files as [{{\"name\": \"10-sales.yaml\", \"text\": \"…\"}}], or one text.";
        }

        foreach (var file in files)
        {
            CheckText("files", file?.Text, errors);
            if (file?.Name is not { Length: > 0 and <= 100 } name || name.Any(c => char.IsControl(c) || c is '/' or '\\'))
            {
                errors["files"] = "Give each file a name of up to 100 characters, such as 10-sales.yaml.";
            }
        }

        CheckText("defaults", body.Defaults ?? "", errors);
        CheckText("numbers", body.Numbers ?? "", errors);
        if (errors.Count > 0)
        {
            return Invalid(errors);
        }

        var trial = PolicyTrial.Of(files.Select(f => (f!.Name!, f.Text!)), body.Defaults ?? "", body.Numbers, clock.GetCurrentInstant().InUtc().Date);
        return TypedResults.Ok(new PolicyCheckAnswer([.. trial.Policies.Set.Policies.Select(p => p.Name)], [.. trial.Findings.Select(FindingView.Of)]));
    }

    private static IResult Explain(PolicyExplainRequest body, PoliciesInForce policies)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (body.Text is null == body.Policy is null)
        {
            errors["policy"] = "Give either the name of a policy in force, or the text of one.";
        }

        CheckText("text", body.Text ?? "", errors);
        CheckText("defaults", body.Defaults ?? "", errors);
        if (errors.Count > 0)
        {
            return Invalid(errors);
        }

        if (body.Policy is { } name)
        {
            return policies.Set.Find(name) is { } inForce ? Answer(inForce, policies.Set, policies.Numbers, body)
                : Problems.Of(Problems.NotFound, "policy: There is no policy of that name in force; GET /api/v1/policies lists them.");
        }

        var reading = PolicyDirectory.Read(SingleFile, body.Text!, body.Defaults ?? "");
        return reading.Policy is { } policy ? Answer(policy, new PolicySet([policy]), policies.Numbers, body)
            : Problems.Of(Problems.InvalidRequest, "text: " + string.Join(' ', reading.Findings.Where(f => f.Severity == FindingSeverity.Error)));
    }

    private static IResult Answer(Policy policy, PolicySet set, NumberPlan numbers, PolicyExplainRequest body)
    {
        var errors = new Dictionary<string, Reason>(StringComparer.Ordinal);
        var call = CoveredCall.Read(body.Queue, body.Did, body.Reason, body.Waited, numbers, errors);
        return ExplainQuestion.Read(policy, numbers, body.MissedAt, body.Outcomes ?? [], body.Number, errors) is { } question
            ? TypedResults.Ok(ExplanationView.Of(question, question.Explain(), call?.AskedOf(policy, set)))
            : Invalid(errors.ToDictionary(e => e.Key, e => e.Value.ToString(), StringComparer.Ordinal));
    }

    private static void CheckText(string field, string? text, Dictionary<string, string> errors)
    {
        if (text is null)
        {
            errors[field] = "The text is missing.";
        }
        else if (Encoding.UTF8.GetByteCount(text) > YamlSource.MostBytes)
        {
            errors[field] = $"A text has at most {YamlSource.MostBytes / 1024} kB.";
        }
    }

    private static ProblemHttpResult Invalid(Dictionary<string, string> errors) =>
        Problems.Of(Problems.InvalidRequest, string.Join(' ', errors.Select(e => $"{e.Key}: {e.Value}")), errors);
}

/// <summary>The body of <c>check</c>: several files, or one text.</summary>
/// <param name="Files">Policy files in the order of their names.</param>
/// <param name="Text">One policy.</param>
/// <param name="Defaults">The text of defaults.yaml.</param>
/// <param name="Numbers">The text of numbers.yaml.</param>
public sealed record PolicyCheckRequest(
    [property: Description("Policy files, each with its name and its text of at most 256 kB; the first that covers a call takes it")] IReadOnlyList<PolicyFileText?>? Files = null,
    [property: Description("One policy, instead of files")] string? Text = null,
    [property: Description("The text of defaults.yaml, which all policies inherit from")] string? Defaults = null,
    [property: Description("The text of numbers.yaml")] string? Numbers = null);

/// <summary>A file, sent along.</summary>
public sealed record PolicyFileText(
    [property: Description("Such as 10-sales.yaml")] string? Name = null,
    [property: Description("Its content, YAML")] string? Text = null);

/// <summary>The body of <c>explain</c>.</summary>
/// <param name="Text">A policy's text, or <paramref name="Policy"/>.</param>
/// <param name="Policy">The name of a policy in force.</param>
/// <param name="Defaults">The text of defaults.yaml, with <paramref name="Text"/>.</param>
/// <param name="MissedAt">When the call was missed.</param>
/// <param name="Outcomes">How the attempts end.</param>
/// <param name="Number">The caller's number.</param>
/// <param name="Queue">The last queue the caller was in.</param>
/// <param name="Did">The number the caller dialled.</param>
/// <param name="Reason">Why the call was missed.</param>
/// <param name="Waited">How long the caller waited.</param>
public sealed record PolicyExplainRequest(
    [property: Description("A policy's text, at most 256 kB; or policy")] string? Text = null,
    [property: Description("The name of a policy in force; or text")] string? Policy = null,
    [property: Description("The text of defaults.yaml, with text")] string? Defaults = null,
    [property: Description("On the clock of the policy's zone, 2026-12-30 19:58, or with an offset, 2026-12-30T19:58:00+03:00")] string? MissedAt = null,
    [property: Description("How the attempts end: busy, no_answer, connected and so on; by default none are given")] IReadOnlyList<string?>? Outcomes = null,
    [property: Description("The caller's number, read by the number rules in force: it tells the zone for quiet hours, and whether it is VIP and may be called")] string? Number = null,
    [property: Description("The last queue the caller was in. With this or one of the next three the answer says whether the policy takes the call: a policy in force among all those in force, a text by itself")] string? Queue = null,
    [property: Description("The number the caller dialled")] string? Did = null,
    [property: Description("Why the call was missed: abandoned, timed_out and so on; by default abandoned")] string? Reason = null,
    [property: Description("How long the caller waited, such as 30s")] string? Waited = null);
