using Orchestrator.Engine.Signals;

namespace Orchestrator.Engine.Notify;

/// <summary>Registers all but the worker, which the composition starts in its order.</summary>
internal static class NotifySetup
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeSignal>()
        .AddSingleton<NoticeOutbox>()
        .AddSingleton<NoticeTidy>()
        .AddSingleton<INoticeCarrier, WebhookCarrier>()
        .AddSingleton<INoticeCarrier, MailCarrier>();
}
