using System.Text.Json;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Api;

/// <summary>The shape that outside users rely on, field by field and in order.</summary>
public sealed class CaseShapeTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 21, 6, 30, 1) + Duration.FromMilliseconds(250);

    private static readonly CaseView Case = new()
    {
        Number = "+74951234567",
        Policy = "sales",
        PolicyVersion = "0123456789ab",
        State = CaseState.Waiting,
        OpenedAt = At,
        NextAttemptAt = At,
        NextAttemptWhy = new Reason.Quoted("not for programs"),
        MissedCalls = [new MissedCallOfCase { Pbx = "pbx1", Uniqueid = "1.2", At = At, Reason = MissReason.Abandoned, WaitedSeconds = 7.5 }],
        Attempts = [new AttemptView { Number = 1, State = AttemptState.Ended, StartedAt = At, Legs = [new LegView { Role = LegRole.Operator, Channel = "cb-1-operator" }] }],
        Timeline = [new TimelineEntry(At, "opened", new Reason.Quoted("Opened."), JsonElement.Parse("""{"policy_version":"0123456789ab"}"""))],
    };

    private static readonly JsonElement Written = JsonSerializer.SerializeToElement(Case, ApiJson.Options);

    [Fact]
    public void Case_Written_HasTheFieldsOfTheContract() => Assert.Equal(
        ["id", "number", "policy", "policy_version", "state", "disposition", "reason", "opened_at", "closed_at", "next_attempt_at", "observed", "missed_calls", "attempts", "timeline"],
        Names(Written));

    [Fact]
    public void MissedCall_Written_HasTheFieldsOfTheContract() => Assert.Equal(
        ["id", "pbx", "uniqueid", "at", "reason", "queue", "did", "waited_seconds", "position", "caller_name", "comment"],
        Names(Written.GetProperty("missed_calls")[0]));

    [Fact]
    public void Attempt_Written_HasTheFieldsOfTheContract()
    {
        var attempt = Written.GetProperty("attempts")[0];

        Assert.Equal(["id", "number", "state", "outcome", "started_at", "ended_at", "operator", "legs", "recording"], Names(attempt));
        Assert.Equal(["role", "channel", "dialled_at", "answered_at", "ended_at", "cause", "sip_code"], Names(attempt.GetProperty("legs")[0]));
    }

    [Fact]
    public void Timeline_Written_HasTheFieldsOfTheContractAndDataAsItIs()
    {
        var entry = Written.GetProperty("timeline")[0];

        Assert.Equal(["at", "kind", "text", "data"], Names(entry));
        Assert.Equal("0123456789ab", entry.GetProperty("data").GetProperty("policy_version").GetString());
    }

    [Fact]
    public void Times_Written_AreIso8601WithOffset() => Assert.Equal("2026-11-21T06:30:01.25+00:00", Written.GetProperty("opened_at").GetString());

    [Fact]
    public void MissedCallView_Written_BeginsAsWithinACase()
    {
        var written = JsonSerializer.SerializeToElement(new MissedCallView { Pbx = "pbx1", Uniqueid = "1.2", Reason = MissReason.Closed }, ApiJson.Options);

        Assert.Equal(
            ["id", "pbx", "uniqueid", "at", "reason", "queue", "did", "waited_seconds", "position", "caller_name", "comment", "number", "caller_number", "case_id", "no_case_reason"],
            Names(written));
    }

    [Fact]
    public void Text_Written_KeepsPlusAndLettersAndEscapesControlCharacters() =>
        Assert.Equal("\"+7 Иван\\u001B\"", JsonSerializer.Serialize("+7 Иван\u001b", ApiJson.Options));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}
