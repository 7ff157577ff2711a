using Microsoft.AspNetCore.Http.HttpResults;

namespace Orchestrator.Web.Api;

/// <summary>A kind of error answer.</summary>
/// <param name="Word">The end of its <c>type</c>, <c>urn:orchestrator:problem:…</c>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">For people, the same for every such error.</param>
public sealed record ProblemKind(string Word, int Status, string Title)
{
    public string Type => "urn:orchestrator:problem:" + Word;
}

/// <summary>Every error of the API is one of these, as problem+json (RFC 9457).</summary>
public static class Problems
{
    public static readonly ProblemKind InvalidRequest = new("invalid_request", 400, "The request is not valid");
    public static readonly ProblemKind Unauthorized = new("unauthorized", 401, "An API key is needed");
    public static readonly ProblemKind Forbidden = new("forbidden", 403, "This API key may not do that");
    public static readonly ProblemKind NotFound = new("not_found", 404, "Not found");
    public static readonly ProblemKind MethodNotAllowed = new("method_not_allowed", 405, "This address does not take that method");
    public static readonly ProblemKind Conflict = new("conflict", 409, "The case's state does not allow that");
    public static readonly ProblemKind InFlight = new("in_flight", 409, "The same request is under way");
    public static readonly ProblemKind TooLarge = new("too_large", 413, "The body is too large");
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported_media_type", 415, "The body must be JSON");
    public static readonly ProblemKind Impossible = new("impossible", 422, "This cannot be promised");
    public static readonly ProblemKind NumberRefused = new("number_refused", 422, "The number is not to be called");
    public static readonly ProblemKind KeyReused = new("key_reused", 422, "The idempotency key belongs to another request");
    public static readonly ProblemKind TooManyRequests = new("too_many_requests", 429, "This API key asks too often");
    public static readonly ProblemKind TooManyStreams = new("too_many_streams", 429, "There are too many open streams");
    public static readonly ProblemKind Internal = new("internal", 500, "Something went wrong here");
    public static readonly ProblemKind Unavailable = new("unavailable", 503, "The database does not answer");

    public static IReadOnlyList<ProblemKind> All { get; } =
        [InvalidRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, Conflict, InFlight, TooLarge, UnsupportedMediaType, Impossible, NumberRefused, KeyReused, TooManyRequests, TooManyStreams, Internal, Unavailable];

    /// <param name="kind">What sort of error.</param>
    /// <param name="detail">What exactly, and what would be right.</param>
    /// <param name="errors">By field or parameter, when there are several things wrong.</param>
    public static ProblemHttpResult Of(ProblemKind kind, string detail, IReadOnlyDictionary<string, string>? errors = null) =>
        TypedResults.Problem(
            detail: detail,
            statusCode: kind.Status,
            title: kind.Title,
            type: kind.Type,
            extensions: errors is null ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = errors });

    /// <summary>For a status that the framework answered with, without saying more.</summary>
    public static ProblemHttpResult OfStatus(int status, HttpRequest request) => status switch
    {
        404 => Of(NotFound, $"There is nothing at {request.Path}. See /openapi/v1.json."),
        405 => Of(MethodNotAllowed, $"{request.Path} does not take {request.Method}. See /openapi/v1.json."),
        413 => Of(TooLarge, "Send at most 64 kB, or 2 MB of policies."),
        415 => Of(UnsupportedMediaType, "Send Content-Type: application/json."),
        429 => Of(TooManyRequests, "Wait as long as Retry-After says. The limits are Orchestrator:Web:Limits."),
        >= 500 => Of(Internal, "Look at the orchestrator's log."),
        _ => Of(InvalidRequest with { Status = status }, "The request could not be read."),
    };
}
