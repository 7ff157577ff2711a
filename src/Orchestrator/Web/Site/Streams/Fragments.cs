using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Languages;

namespace Orchestrator.Web.Site.Streams;

/// <summary>For whom a fragment is rendered: all who have this in common get the same one.</summary>
/// <param name="Language">A language's code.</param>
/// <param name="SeesNumbers">Full telephone numbers, or shortened ones.</param>
/// <param name="IsTv">For a wall: without anything to press.</param>
internal sealed record Audience(string Language, bool SeesNumbers, bool IsTv = false)
{
    public static Audience Of(PageContext page, bool isTv = false) => new(page.Say.Code, !isTv && page.Viewer?.SeesNumbers == true, isTv);
}

/// <summary>Renders components outside of any request.</summary>
internal sealed class Fragments(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    public async Task<string> RenderAsync<T>(Audience audience, Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StandInRequest>().Http = new DefaultHttpContext
        {
            User = SessionTickets.Principal(Guid.Empty, "", audience.SeesNumbers ? AccountRole.Operator : AccountRole.Viewer, null),
            Request = { Headers = { Cookie = $"{PageContext.LanguageCookie}={Speech.Of(audience.Language).Code}" } },
        };
        if (scope.ServiceProvider.GetRequiredService<NavigationManager>() is IHostEnvironmentNavigationManager navigation)
        {
            navigation.Initialize("http://localhost/", "http://localhost/"); // the renderer asks for it where a form names no action
        }

        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}

/// <summary>What was rendered for each audience, once; not before somebody of it asks.</summary>
internal sealed class Rendered(Func<Audience, Task<string>> render)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Audience, Task<string>> known = [];

    public Task<string> ForAsync(Audience audience)
    {
        lock (gate)
        {
            return known.TryGetValue(audience, out var task) ? task : known[audience] = Task.Run(() => render(audience));
        }
    }
}
