using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Dashboard;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>Asking a policy what it does about a missed call, and trying a text. Neither has an effect.</summary>
internal static class PolicyToolPages
{
    /// <summary>Outcomes that the form asks for.</summary>
    public const int MostOutcomes = 10;

    /// <summary>A text of the greatest size, with its escapes in a form.</summary>
    private const int LargestBody = 2 * 1024 * 1024;

    private static readonly LocalDateTimePattern FormTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static void MapPolicyTools(this IEndpointRouteBuilder routes)
    {
        var tools = routes.MapGroup("/policies/{name}").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        tools.MapGet("/explain", ExplainAsync);
        tools.MapGet("/try", (string name, PoliciesInForce policies, PageContext page) => Try(name, null, policies, page));
        tools.MapPost("/try", (string name, [FromForm] string? text, PoliciesInForce policies, PageContext page) => Try(name, text ?? "", policies, page))
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    private static async Task<IResult> ExplainAsync(
        string name, HttpRequest request, [FromQuery(Name = "case")] Guid? caseId, PoliciesInForce policies, Database database, PageContext page, CancellationToken cancel)
    {
        if (PolicyPages.Find(name, policies, page) is not { Policy: { } policy } file)
        {
            return Results.NotFound();
        }

        var known = caseId is { } id ? await database.InTransactionAsync(tx => tx.CaseViews.FindDetailsAsync(id, ExplainQuestion.MostOutcomes), cancel) : null;
        var asked = Asked(request.Query, known, policy, page);
        var errors = new Dictionary<string, Reason>(StringComparer.Ordinal);
        var question = ExplainQuestion.Read(policy, policies.Numbers, asked.MissedAt, asked.Outcomes, asked.Number.Length > 0 ? asked.Number : known?.Number, errors);
        return new RazorComponentResult<PolicyExplainPage>(new Dictionary<string, object?>
        {
            ["File"] = file,
            ["Policy"] = policy,
            ["Asked"] = asked with { Case = known?.Id },
            ["Question"] = question,
            ["Errors"] = errors.Values.ToList(),
        });
    }

    /// <summary>What the form says; before it was sent, what the case says; else a call that was missed now.</summary>
    private static Asked Asked(IQueryCollection query, CaseDetails? known, Policy policy, PageContext page)
    {
        var number = query["number"].FirstOrDefault()?.Trim() ?? "";
        if (query["missed_at"].FirstOrDefault() is { Length: > 0 } missedAt)
        {
            return new Asked(missedAt, number, [.. query["outcome"].Where(o => !string.IsNullOrEmpty(o)).Take(ExplainQuestion.MostOutcomes + 1)], null);
        }

        var missed = known?.MissedCalls is [var first, ..] ? first.At : known?.OpenedAt ?? page.Now;
        return new Asked(FormTime.Format(missed.InZone(policy.Zone).LocalDateTime), number, [.. known?.Attempts.Select(a => Words.Of(a.Outcome)).OfType<string>() ?? []], null);
    }

    private static IResult Try(string name, string? text, PoliciesInForce policies, PageContext page)
    {
        var file = PolicyPages.Find(name, policies, page);
        if (file is null && !IsFileName(name))
        {
            return Results.NotFound();
        }

        if (!PolicyPages.MaySee(file, page))
        {
            return ConsoleFaults.Page(StatusCodes.Status403Forbidden);
        }

        var tried = text?.ReplaceLineEndings("\n");
        var isTooLarge = tried is not null && Encoding.UTF8.GetByteCount(tried) > YamlSource.MostBytes;
        return new RazorComponentResult<PolicyTryPage>(new Dictionary<string, object?>
        {
            ["Name"] = name,
            ["File"] = file,
            ["Text"] = tried ?? file?.Text ?? file?.Kept?.Text ?? "",
            ["IsTooLarge"] = isTooLarge,
            ["Findings"] = tried is null || isTooLarge ? null : Findings(tried, file?.File ?? name, file?.Kind ?? FileKind.Policy, policies.Current, PolicyPages.Today(page)),
        });
    }

    /// <summary>A file that is not there yet can be tried, too.</summary>
    private static bool IsFileName(string name) =>
        name.Length <= 100 && Path.GetExtension(name) is ".yaml" or ".yml" && !name.Any(c => char.IsControl(c) || c is '/' or '\\');

    /// <summary>What would be found if the file said that, with all others as they are on the disk.</summary>
    private static IReadOnlyList<PolicyFinding> Findings(string text, string file, FileKind kind, PolicySnapshot snapshot, LocalDate today)
    {
        var look = snapshot.Look;
        var files = (look?.Policies.Files ?? []).Where(f => kind != FileKind.Policy || f.File != file).Select(f => (f.File, f.Text));
        var trial = PolicyTrial.Of(
            kind == FileKind.Policy ? files.Append((file, text)) : files,
            kind == FileKind.Defaults ? text : look?.Policies.Defaults?.Text ?? "",
            kind == FileKind.Numbers ? text : look?.Numbers.Text,
            today);
        var name = kind switch { FileKind.Defaults => PolicyDefaults.FileName, FileKind.Numbers => PolicyTrial.NumbersName, _ => file };
        return [.. trial.Findings.Where(f => f.File == name).Distinct().OrderBy(f => f.Line).ThenBy(f => f.Column)];
    }
}

/// <summary>What the form of an explanation says.</summary>
/// <param name="MissedAt">As typed.</param>
/// <param name="Number">As typed; empty for that of the case, or for none.</param>
/// <param name="Case">The case that it began with.</param>
public sealed record Asked(string MissedAt, string Number, IReadOnlyList<string?> Outcomes, Guid? Case);
