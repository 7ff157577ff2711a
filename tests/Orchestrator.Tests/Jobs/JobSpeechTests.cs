using NodaTime;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Languages;
using Xunit;

namespace Orchestrator.Tests.Jobs;

public sealed class JobSpeechTests
{
    [Theory]
    [InlineData(10, "every 10 seconds", "каждые 10 секунд")]
    [InlineData(60, "every minute", "каждую минуту")]
    [InlineData(600, "every 10 minutes", "каждые 10 минут")]
    [InlineData(1260, "every 21 minutes", "каждую 21 минуту")]
    [InlineData(3600, "every hour", "каждый час")]
    [InlineData(7200, "every 2 hours", "каждые 2 часа")]
    public void Every_AnInterval_IsSaidInWords(int seconds, string english, string russian)
    {
        Assert.Equal(english, Speech.Of("en").Every(Duration.FromSeconds(seconds)));
        Assert.Equal(russian, Speech.Of("ru").Every(Duration.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData(12, "12 ms")]
    [InlineData(-5, "0 ms")]
    [InlineData(6250, "6.3 s")]
    [InlineData(600_000, "10 min")]
    [InlineData(9_000_000, "2.5 h")]
    public void Span_ALength_IsInTheUnitThatSuitsIt(int milliseconds, string said) =>
        Assert.Equal(said, Speech.Of("en").Span(Duration.FromMilliseconds(milliseconds)));

    [Fact]
    public void Counted_BeyondTheBound_SaysSo()
    {
        Assert.Equal("10,000+", Speech.Of("en").Counted(10_001, 10_000));
        Assert.Equal("9,999", Speech.Of("en").Counted(9_999, 10_000));
    }

    [Fact]
    public void NothingOverdue_OfSomeCases_CountsThem()
    {
        Assert.Equal("Nothing is overdue among 21 open cases.", Speech.Of("en").NothingOverdue(21));
        Assert.Equal("Просроченных нет среди 21 открытого обращения.", Speech.Of("ru").NothingOverdue(21));
    }

    [Fact]
    public void Of_AJobOfACase_ReadsLikeACallList()
    {
        var title = new JobTitle(JobKind.WakeUp, "+7916…01", "sales", 3, Guid.NewGuid());

        Assert.Equal("Call back +7916…01 · sales · attempt 3", Speech.Of("en").Of(title));
        Assert.Equal("Перезвонить +7916…01 · sales · попытка 3", Speech.Of("ru").Of(title));
        Assert.Equal("Observe +7916…01 · sales · attempt 3", Speech.Of("en").Of(title with { Observed = true }));
    }
}
