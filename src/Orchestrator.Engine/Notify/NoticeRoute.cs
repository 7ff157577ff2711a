using System.Collections.Immutable;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Notify;

/// <summary>Where one notice goes.</summary>
/// <param name="Event">The word by which the rule asked for it.</param>
/// <param name="Target">An address, or an URL.</param>
/// <param name="Lane">The server that it goes to.</param>
public sealed record NoticeRoute(NoticeEvent Event, NoticeChannel Channel, string Target, string Lane)
{
    /// <summary>Whom a policy's rules want told of a fact. Nobody is told twice: the first rule that names somebody counts.</summary>
    public static IEnumerable<NoticeRoute> Of(ImmutableArray<NoticeRule> rules, NoticeFact fact) =>
        rules
            .SelectMany(rule => fact.Names.Where(name => rule.On.Contains(name)).Take(1).SelectMany(name => Of(rule, name)))
            .DistinctBy(route => (route.Channel, route.Target));

    private static IEnumerable<NoticeRoute> Of(NoticeRule rule, NoticeEvent name)
    {
        foreach (var address in rule.Email)
        {
            yield return new NoticeRoute(name, NoticeChannel.Email, address, "email");
        }

        if (rule.Webhook is { } url)
        {
            yield return new NoticeRoute(name, NoticeChannel.Webhook, url.AbsoluteUri, "webhook " + url.Authority);
        }
    }
}
