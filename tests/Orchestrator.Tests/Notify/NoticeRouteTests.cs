using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Notify;

public sealed class NoticeRouteTests
{
    private static readonly Uri Crm = new("https://crm.example.com:8443/hooks?x=1");

    [Fact]
    public void Of_RuleWithMailsAndAWebhook_IsARouteToEach()
    {
        NoticeRule rule = new([NoticeEvent.Missed], ["a@example.com", "b@example.com"], Crm);

        var routes = NoticeRoute.Of([rule], NoticeFact.Missed("sales", Guid.Empty));

        Assert.Equal(
            [
                new NoticeRoute(NoticeEvent.Missed, NoticeChannel.Email, "a@example.com", "email"),
                new NoticeRoute(NoticeEvent.Missed, NoticeChannel.Email, "b@example.com", "email"),
                new NoticeRoute(NoticeEvent.Missed, NoticeChannel.Webhook, "https://crm.example.com:8443/hooks?x=1", "webhook crm.example.com:8443"),
            ],
            routes);
    }

    [Theory]
    [InlineData(Disposition.Exhausted, NoticeEvent.Exhausted, NoticeEvent.Exhausted)]
    [InlineData(Disposition.Exhausted, NoticeEvent.CaseClosed, NoticeEvent.CaseClosed)]
    [InlineData(Disposition.Exhausted, NoticeEvent.Reached, null)]
    [InlineData(Disposition.Exhausted, NoticeEvent.CaseOpened, null)]
    public void Of_ClosedCase_IsCalledAsTheRuleCallsIt(Disposition disposition, NoticeEvent on, NoticeEvent? told)
    {
        var routes = NoticeRoute.Of([new NoticeRule([on], [], Crm)], NoticeFact.CaseClosed("sales", Guid.Empty, disposition));

        Assert.Equal(told, routes.SingleOrDefault()?.Event);
    }

    [Fact]
    public void Of_TwoRulesWithOneAddress_TellItOnceByTheFirst()
    {
        NoticeRule first = new([NoticeEvent.Exhausted], ["a@example.com"], null);
        NoticeRule second = new([NoticeEvent.CaseClosed, NoticeEvent.Exhausted], ["a@example.com"], Crm);

        var routes = NoticeRoute.Of([first, second], NoticeFact.CaseClosed("sales", Guid.Empty, Disposition.Exhausted));

        Assert.Equal([(NoticeEvent.Exhausted, NoticeChannel.Email), (NoticeEvent.CaseClosed, NoticeChannel.Webhook)], routes.Select(r => (r.Event, r.Channel)));
    }

    [Fact]
    public void Disposition_EachWord_IsAnEventToo() => Assert.All(Words.All<Disposition>(), word => Assert.NotNull(Words.Find<NoticeEvent>(word)));
}
