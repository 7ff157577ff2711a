using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Web.Http;

namespace Orchestrator.Web.Api;

/// <summary>Turns what went wrong into a problem. Never shows an exception's own text unless it is about the request.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.Request.IsForPeople())
        {
            return false; // it becomes a page
        }

        var problem = exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => Problems.Of(Problems.InvalidRequest, $"The body is not what this address takes{Where(json)}: {Why(json)}"),
            BadHttpRequestException { StatusCode: var status and not 400 } => Problems.OfStatus(status, httpContext.Request),
            BadHttpRequestException bad => Problems.Of(Problems.InvalidRequest, bad.Message),
            KeptVersionsUnreadException => Problems.Of(Problems.Unavailable, "A policy file is broken, and its last good version has not been read yet. Try again in a moment."),
            PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
                Problems.Of(Problems.InvalidRequest, "A text contains the character U+0000, which no text may: leave it out."),
            NpgsqlException or TimeoutException => Problems.Of(Problems.Unavailable, "Try again in a moment. Missed calls are kept meanwhile."),
            _ => Problems.Of(Problems.Internal, "Look at the orchestrator's log."),
        };
        if (problem.StatusCode == Problems.Unavailable.Status)
        {
            LogUnavailable(log, exception.Message);
            httpContext.Response.Headers.RetryAfter = "5";
        }
        else if (problem.StatusCode == Problems.Internal.Status)
        {
            LogFailed(log, exception);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static string Where(JsonException e) => string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "" : $" at {e.Path}";

    /// <summary>The framework's sentence without the position that it appends, and without our type's name.</summary>
    private static string Why(JsonException e) =>
        e.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "unknown field." : e.Message.Split(" Path:")[0].Split(" LineNumber:")[0];
}
