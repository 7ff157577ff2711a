namespace Orchestrator.Web.Site;

/// <summary>Takes a request's place where a part of a page is rendered for many people at once. Such a part has no forms of anybody.</summary>
public sealed class StandInRequest
{
    public HttpContext? Http { get; set; }
}
