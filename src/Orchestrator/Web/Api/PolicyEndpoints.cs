using System.ComponentModel;
using NodaTime;
using Orchestrator.Cli.PolicyCommands;
using Orchestrator.Core;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api;

/// <summary>The policies, how their files stand, and what they said before.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this RouteGroupBuilder api)
    {
        api.MapGet("/policies", (PoliciesInForce policies) => List(policies.Current))
            .WithSummary("The policies in the order in which they are tried, with the state of each file")
            .Produces<PoliciesAnswer>();
        api.MapGet("/policies/{name}/versions", VersionsAsync)
            .WithSummary("Every version of a policy that was in force, with its text, newest first")
            .Produces<ListAnswer<PolicyVersionView>>();
    }

    private static PoliciesAnswer List(PolicySnapshot snapshot)
    {
        var numbers = snapshot.NumbersFile;
        return new PoliciesAnswer(
            [.. snapshot.Files.Select(View)],
            Next: null,
            new FileView(numbers.Kept?.File, numbers.Kept?.Version, Words.Of(numbers.State), numbers.Kept?.Since, Views(numbers.Findings)),
            Views(snapshot.Findings));
    }

    // The query's parameters are read strictly by QueryReader; here they are named for the API's description.
    private static async Task<IResult> VersionsAsync(
        string name,
        HttpRequest request,
        Database database,
        PoliciesInForce policies,
        [Description("1 to 500, by default 50")] string? limit,
        [Description("'next' of the previous page")] string? cursor,
        CancellationToken cancel)
    {
        if (new QueryReader(request.Query, $"policies/{name}/versions").Page(out var problem) is not { } page)
        {
            return problem!;
        }

        var versions = await database.InTransactionAsync(tx => tx.PolicyVersions.ListAsync(name, page.Limit, page.Behind), cancel);
        return versions.Items.Count == 0 && page.Behind is null && policies.Set.Find(name) is null
            ? Problems.Of(Problems.NotFound, "There is no policy of that name, and there never was.")
            : TypedResults.Ok(page.Answer(new Page<PolicyVersionView>([.. versions.Items.Select(PolicyVersionView.Of)], versions.Next)));
    }

    private static PolicyView View(FileStanding standing)
    {
        var p = standing.Policy;
        return new PolicyView(
            p?.Name,
            standing.File,
            Words.Of(standing.State),
            p?.Version,
            standing.Kept?.Since,
            p is null ? null : Words.Of(p.Mode),
            p?.Zone.Id,
            p is null ? null : new CoversView(p.Covers.Queues, p.Covers.Numbers, [.. p.Covers.Missed.Select(Words.Of)], p.Covers.WaitedAtLeast.TotalSeconds),
            p?.FirstAttemptAfter.TotalSeconds,
            p?.Attempts,
            p?.GiveUpAfter.TotalSeconds,
            p?.Operators.Queue,
            p?.Operators.Interfaces,
            Views(standing.Findings));
    }

    private static IReadOnlyList<FindingView> Views(IEnumerable<PolicyFinding> findings) => [.. findings.Select(FindingView.Of)];
}

/// <summary>Every policy file, and the numbers file.</summary>
/// <param name="Next">Always null: they are all there.</param>
/// <param name="Numbers">The numbers file.</param>
/// <param name="Findings">What is wrong with the directory or with <c>defaults.yaml</c>.</param>
public sealed record PoliciesAnswer(IReadOnlyList<PolicyView> Items, string? Next, FileView Numbers, IReadOnlyList<FindingView> Findings);

/// <summary>A policy file, and the parts of its policy that outsiders ask for. What belongs to the policy is null when it never had a good version.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="File">Without its directory.</param>
/// <param name="State">in_force, last_good_in_force, broken or withdrawn.</param>
/// <param name="Version">Names the text that is, or was, in force.</param>
/// <param name="TookEffectAt">Since when it is, or was.</param>
/// <param name="Mode">live, observe or off.</param>
/// <param name="Timezone">An IANA zone.</param>
/// <param name="Covers">Which missed calls; an empty list is every one.</param>
/// <param name="FirstAttemptAfterSeconds">From the missed call.</param>
/// <param name="Attempts">Before the case is exhausted.</param>
/// <param name="GiveUpAfterSeconds">A case's greatest age.</param>
/// <param name="OperatorQueue">The queue whose members call back; null for a list.</param>
/// <param name="Operators">The list; empty for a queue.</param>
/// <param name="Findings">What is wrong with the file as it is on the disk.</param>
public sealed record PolicyView(
    string? Policy,
    string File,
    string State,
    string? Version,
    Instant? TookEffectAt,
    string? Mode,
    string? Timezone,
    CoversView? Covers,
    double? FirstAttemptAfterSeconds,
    int? Attempts,
    double? GiveUpAfterSeconds,
    string? OperatorQueue,
    IReadOnlyList<string>? Operators,
    IReadOnlyList<FindingView> Findings);

/// <summary>The numbers file.</summary>
/// <param name="File">Without its directory; null when none was ever good.</param>
/// <param name="Version">Names the text that is in force.</param>
/// <param name="State">in_force, last_good_in_force or broken.</param>
/// <param name="TookEffectAt">Since when it is in force.</param>
/// <param name="Findings">What is wrong with the file as it is on the disk.</param>
public sealed record FileView(string? File, string? Version, string State, Instant? TookEffectAt, IReadOnlyList<FindingView> Findings);

/// <summary>A version that was in force at some time.</summary>
/// <param name="Version">Names the texts; cases, attempts and timelines have it as <c>policy_version</c>.</param>
/// <param name="File">The file's name, without its directory.</param>
/// <param name="EffectiveAt">When it took effect.</param>
/// <param name="Until">When it ended; null while it is in force.</param>
/// <param name="Author">The file's owner, in versions that earlier builds kept; else null.</param>
/// <param name="Instance">Which instance took it first.</param>
/// <param name="Text">The policy file.</param>
/// <param name="Defaults">The <c>defaults.yaml</c> that it was read with; empty without one.</param>
public sealed record PolicyVersionView(
    string Version, string File, Instant EffectiveAt, Instant? Until, string? Author, string Instance, string Text, string Defaults)
{
    public static PolicyVersionView Of(PolicyVersionRow row) =>
        new(row.Version, row.File, row.EffectiveAt, row.Until, row.Author, row.Instance, row.Text, row.Defaults);
}

/// <summary>Which missed calls a policy is for.</summary>
public sealed record CoversView(IReadOnlyList<string> Queues, IReadOnlyList<string> Numbers, IReadOnlyList<string> Missed, double WaitedAtLeastSeconds);
