namespace Orchestrator.Web.Http;

/// <summary>Who asks: a person with a browser, or a program.</summary>
internal static class RequestKind
{
    private static readonly string[] ForPrograms = ["/api", "/openapi", "/health", "/metrics"];

    /// <summary>Whether a request is a person's: then errors are pages.</summary>
    public static bool IsForPeople(this HttpRequest request) => !Array.Exists(ForPrograms, p => request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));
}
