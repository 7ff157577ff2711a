using Orchestrator.Access;
using Orchestrator.Api;
using Orchestrator.Console;

namespace Orchestrator.Hosting;

/// <summary>Everything that the daemon answers over HTTP: the API for programs, the console for people, health for supervisors.</summary>
public static class Web
{
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.AddApi();
        builder.AddAccess();
        builder.AddConsole();
        builder.Services.DoNotReadKeysAtTheStart();
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseApi();
        app.MapHealth();
        app.MapConsole();
    }
}
