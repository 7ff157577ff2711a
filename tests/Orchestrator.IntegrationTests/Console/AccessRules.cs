using Orchestrator.Access;
using Orchestrator.Engine.Storage;

namespace Orchestrator.IntegrationTests.Console;

/// <summary>Who may use a route.</summary>
public abstract record AccessRule
{
    private AccessRule()
    {
    }

    /// <summary>Everybody who can reach the port.</summary>
    public sealed record Anybody : AccessRule;

    /// <summary>A person of at least that role, signed in.</summary>
    public sealed record Person(AccountRole Least) : AccessRule;

    /// <summary>A program with a key of at least that scope.</summary>
    public sealed record Program(string Least) : AccessRule;
}

/// <summary>Every route and who may use it: what was decided, beside what <see cref="AccessMatrixTests"/> finds.</summary>
internal static class AccessRules
{
    private static readonly AccessRule Anybody = new AccessRule.Anybody();
    private static readonly AccessRule Viewer = new AccessRule.Person(AccountRole.Viewer);
    private static readonly AccessRule Operator = new AccessRule.Person(AccountRole.Operator);
    private static readonly AccessRule Supervisor = new AccessRule.Person(AccountRole.Supervisor);
    private static readonly AccessRule Administrator = new AccessRule.Person(AccountRole.Administrator);
    private static readonly AccessRule Read = new AccessRule.Program("read");
    private static readonly AccessRule Write = new AccessRule.Program("write");
    private static readonly AccessRule Admin = new AccessRule.Program("admin");

    public static IReadOnlyDictionary<string, AccessRule> All { get; } = new Dictionary<string, AccessRule>
    {
        ["GET /health/live"] = Anybody,
        ["GET /health/ready"] = Anybody,
        ["GET /openapi/{documentName}.json"] = Anybody,
        ["GET /assets/{version}/{name}"] = Anybody,

        // Signing in.
        ["GET /sign-in"] = Anybody,
        ["POST /sign-in"] = Anybody,
        ["POST /sign-out"] = Anybody,
        ["POST /language"] = Anybody,
        ["GET /setup"] = Anybody, // works with the key of a one-time link only
        ["POST /setup"] = Anybody,

        ["GET /password"] = Anybody, // likewise
        ["POST /password"] = Anybody,

        // The console.
        ["GET /"] = Viewer,
        ["GET /cases"] = Viewer,
        ["GET /cases/{id:guid}"] = Viewer,
        ["POST /cases/{id:guid}/note"] = Operator,
        ["POST /cases/{id:guid}/call-now"] = Operator,
        ["POST /cases/{id:guid}/postpone"] = Operator,
        ["POST /cases/{id:guid}/cancel"] = Supervisor,
        ["GET /cases.csv"] = Viewer,
        ["GET /missed-calls"] = Viewer,
        ["GET /gaps"] = Viewer,
        ["GET /missed-calls.csv"] = Viewer,
        ["GET /gaps.csv"] = Viewer,
        ["GET /wallboard/tv"] = Viewer,
        ["GET /live/session"] = Viewer,
        ["GET /live/wallboard"] = Viewer,
        ["GET /live/wallboard/tv"] = Viewer,
        ["GET /live/cases"] = Viewer,
        ["GET /live/cases/{id:guid}"] = Viewer,
        ["GET /numbers"] = Viewer,
        ["GET /numbers/find"] = Viewer,
        ["POST /numbers/find"] = Viewer,
        ["GET /numbers/{id:guid}"] = Viewer,
        ["POST /numbers/rules"] = Supervisor,
        ["POST /numbers/rules/lift"] = Supervisor,
        ["GET /jobs"] = Viewer,
        ["POST /jobs/recurring/{kind}/pause"] = Administrator,
        ["POST /jobs/recurring/{kind}/resume"] = Administrator,

        // Hangfire's dashboard: its buttons. The pages themselves are one route for every method, see JobDashboardTests.
        ["GET /hangfire/words"] = Viewer,
        ["POST /hangfire/jobs/scheduled/enqueue"] = Supervisor,
        ["POST /hangfire/jobs/scheduled/delete"] = Supervisor,
        ["POST /hangfire/jobs/enqueued/requeue"] = Supervisor,
        ["POST /hangfire/jobs/enqueued/delete"] = Supervisor,
        ["POST /hangfire/jobs/processing/requeue"] = Supervisor,
        ["POST /hangfire/jobs/processing/delete"] = Supervisor,
        ["POST /hangfire/jobs/succeeded/requeue"] = Supervisor,
        ["POST /hangfire/jobs/succeeded/delete"] = Supervisor,
        ["POST /hangfire/jobs/failed/requeue"] = Supervisor,
        ["POST /hangfire/jobs/failed/delete"] = Supervisor,
        ["POST /hangfire/jobs/deleted/requeue"] = Supervisor,
        ["POST /hangfire/jobs/deleted/delete"] = Supervisor,
        ["POST /hangfire/jobs/awaiting/enqueue"] = Supervisor,
        ["POST /hangfire/jobs/awaiting/delete"] = Supervisor,
        ["POST /hangfire/jobs/actions/requeue/{id}"] = Supervisor,
        ["POST /hangfire/jobs/actions/delete/{id}"] = Supervisor,
        ["POST /hangfire/recurring/trigger"] = Administrator,
        ["POST /hangfire/recurring/remove"] = Administrator,
        ["GET /policies"] = Viewer,
        ["GET /policies/{name}"] = Viewer,
        ["GET /policies/{name}/versions"] = Viewer,
        ["GET /policies/{name}/differences"] = Viewer,
        ["GET /policies/{name}/calendar"] = Viewer,
        ["GET /policies/{name}/explain"] = Viewer,
        ["GET /policies/{name}/try"] = Viewer,
        ["POST /policies/{name}/try"] = Viewer, // changes nothing
        ["GET /account"] = Viewer,
        ["POST /account/password"] = Viewer,
        ["POST /account/sessions/{id:guid}/end"] = Viewer,
        ["GET /access"] = Administrator,
        ["POST /access/users"] = Administrator,
        ["GET /access/users/{name}"] = Administrator,
        ["POST /access/users/{name}/role"] = Administrator,
        ["POST /access/users/{name}/disable"] = Administrator,
        ["POST /access/users/{name}/enable"] = Administrator,
        ["POST /access/users/{name}/sign-out"] = Administrator,
        ["POST /access/users/{name}/reset"] = Administrator,
        ["POST /access/users/{name}/sessions/{id:guid}/end"] = Administrator,
        ["GET /access/keys"] = Administrator,
        ["POST /access/keys"] = Administrator,
        ["POST /access/keys/revoke"] = Administrator,
        ["GET /access/audit"] = Administrator,
        ["GET /access/audit.csv"] = Administrator,

        // The API.
        ["POST /api/v1/callbacks"] = Write,
        ["GET /api/v1/numbers/{number}"] = Read,
        ["PUT /api/v1/numbers/{number}/rules/{rule}"] = Write,
        ["DELETE /api/v1/numbers/{number}/rules/{rule}"] = Write,
        ["GET /api/v1/jobs"] = Read,
        ["GET /api/v1/jobs/{id}"] = Read,
        ["POST /api/v1/jobs/{id}/retry"] = Admin,
        ["GET /api/v1/instances"] = Read,
        ["GET /api/v1/events"] = Read,
        ["GET /api/v1/missed-calls"] = Read,
        ["GET /api/v1/gaps"] = Read,
        ["GET /api/v1/cases"] = Read,
        ["GET /api/v1/cases/{id:guid}"] = Read,
        ["POST /api/v1/cases/{id:guid}/call-now"] = Write,
        ["POST /api/v1/cases/{id:guid}/postpone"] = Write,
        ["POST /api/v1/cases/{id:guid}/cancel"] = Write,
        ["GET /api/v1/operators"] = Read,
        ["GET /api/v1/policies"] = Read,
        ["GET /api/v1/policies/{name}/versions"] = Read,
        ["POST /api/v1/policies/check"] = Read,
        ["POST /api/v1/policies/explain"] = Read,
        ["GET /api/v1/notices"] = Read,
    };
}
