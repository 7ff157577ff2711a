using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Storage;

public sealed class AuditJsonTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 21, 6, 30, 1);

    [Fact]
    public void Of_WordsAndTimes_AreAsTheAuditAlwaysHadThem() => Assert.Equal(
        """{"mode":"observe","until":"2026-11-21T06:30:01Z","since":"2026-11-21T06:30:01.25Z","exact":"2026-11-21T06:30:01.000000001Z","never":null}""",
        AuditJson.Of(new { Mode = PolicyMode.Observe, Until = At, Since = At + Duration.FromMilliseconds(250), Exact = At + Duration.Epsilon, Never = (Instant?)null }));
}
