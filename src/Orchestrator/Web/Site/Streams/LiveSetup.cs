using Orchestrator.Web.Live;

namespace Orchestrator.Web.Site.Streams;

/// <summary>Puts together what keeps open pages and streams up to date.</summary>
internal static class LiveSetup
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveWake>();
        services.AddSingleton<Fragments>();
        services.AddSingleton<EventTail>();
        services.AddSingleton<BoardProjector>();
        services.AddSingleton<CaseTopics>();
        services.AddSingleton<LiveStreams>();
        services.AddSingleton<StreamServer>();
        services.AddHostedService<LiveWorker>();
    }
}
