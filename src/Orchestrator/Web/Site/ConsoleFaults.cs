using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Orchestrator.Web.Http;
using Orchestrator.Web.Site.Dashboard;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>Turns what went wrong under a page into a page. The exception's own text stays in the log.</summary>
internal sealed partial class ConsoleFaults(ILogger<ConsoleFaults> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.Request.IsForPeople())
        {
            return false;
        }

        var status = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            AntiforgeryValidationException => StatusCodes.Status400BadRequest,
            PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => StatusCodes.Status400BadRequest, // U+0000 in what was typed
            NpgsqlException or TimeoutException => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnavailable(log, exception.Message);
        }
        else if (status == StatusCodes.Status500InternalServerError)
        {
            LogFailed(log, httpContext.Request.Path, exception);
        }

        await (JobDashboardCommands.FaultOf(httpContext, status) ?? Page(status)).ExecuteAsync(httpContext);
        return true;
    }

    public static RazorComponentResult<FaultPage> Page(int status) =>
        new(new Dictionary<string, object?> { ["Status"] = status }) { StatusCode = status };

    [LoggerMessage(9001, LogLevel.Warning, "The database does not answer: {Message}")]
    private static partial void LogUnavailable(ILogger logger, string message);

    [LoggerMessage(9002, LogLevel.Error, "The page {Path} failed")]
    private static partial void LogFailed(ILogger logger, string path, Exception exception);
}
