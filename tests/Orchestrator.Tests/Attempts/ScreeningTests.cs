using NodaTime;
using Orchestrator.Core.Attempts;
using Xunit;

namespace Orchestrator.Tests.Attempts;

/// <summary>Between the customer's answer and the talk: every step with every event; what is not in the table changes nothing.</summary>
public sealed class ScreeningTests
{
    private static readonly AttemptPlan HangsUp = AttemptMachineTests.Plan with
    {
        Screening = new Screening(LeavesMessage: false, Duration.FromSeconds(10), Duration.FromMinutes(2)),
        Records = true,
    };

    private static readonly AttemptPlan Leaves = HangsUp with { Screening = HangsUp.Screening! with { LeavesMessage = true } };

    private static readonly AttemptProgress Ringing = AttemptMachineTests.In(AttemptState.CustomerRinging);

    /// <summary>What ends an attempt in each of the steps.</summary>
    private static readonly Dictionary<string, string> Always = new()
    {
        ["stranger gone"] = "NoteLegEnded",
        ["cancel"] = "Ended: HangUp HangUp End interrupted",
        ["not written"] = "Ended: HangUp HangUp End interrupted",
    };

    private static readonly Dictionary<string, string> Listening = new()
    {
        ["heard a person"] = "Talking: StopRinging JoinCustomer Advance OpenRecorder StartTimer",
        ["heard a machine"] = "Ended: HangUp HangUp End machine",
        ["cannot listen"] = "Talking: StopRinging Advance OpenRecorder StartTimer",
        ["time: screening"] = "Talking: StopRinging JoinCustomer Advance OpenRecorder StartTimer",
        ["operator gone"] = "Ended: HangUp NoteLegEnded End operator_hung_up",
        ["operator declines"] = "Ended: HangUp NoteLegEnded End operator_hung_up",
        ["customer gone"] = "Ended: HangUp NoteLegEnded End customer_hung_up",
        ["sees nothing"] = "Ended: End interrupted",
        ["sees operator"] = "Ended: HangUp HangUp End interrupted",
        ["sees customer"] = "Ended: HangUp End operator_hung_up",
        ["sees machine"] = "Ended: HangUp HangUp End machine",
        ["sees machine alone"] = "Ended: HangUp End machine",
    };

    private static readonly Dictionary<string, string> Leaving = new()
    {
        ["message ended"] = "Ended: HangUp HangUp End machine",
        ["time: message"] = "Ended: HangUp HangUp End machine",
        ["operator gone"] = "CustomerRinging leaving: NoteLegEnded",
        ["operator declines"] = "CustomerRinging leaving: NoteLegEnded",
        ["customer gone"] = "Ended: HangUp NoteLegEnded End machine",
        ["sees nothing"] = "Ended: HangUp End machine",
        ["sees operator"] = "Ended: HangUp HangUp End machine",
    };

    public static TheoryData<string> Happenings => [.. AttemptMachineTests.Events.Keys];

    [Theory]
    [MemberData(nameof(Happenings))]
    public void On_WhileListening_IsAsInTheTable(string happened) =>
        Assert.Equal(Expected(Listening, happened, "CustomerRinging listening"), AttemptMachineTests.Tell(HangsUp, Ringing with { Rang = true, Screening = true }, happened));

    [Theory]
    [MemberData(nameof(Happenings))]
    public void On_WhileLeavingAMessage_IsAsInTheTable(string happened) =>
        Assert.Equal(Expected(Leaving, happened, "CustomerRinging leaving"), AttemptMachineTests.Tell(Leaves, Ringing with { Rang = true, Leaving = true }, happened));

    [Fact]
    public void On_CustomerAnswers_TheListeningComesFirst() => Assert.Equal(
        "CustomerRinging listening: Screen NoteAnswered StopRinging ShowRinging StartTimer", AttemptMachineTests.Tell(HangsUp, Ringing, "customer up"));

    [Fact]
    public void On_MachineThatIsLeftAMessage_TheOperatorIsLetGo() => Assert.Equal(
        "CustomerRinging leaving: LeaveMessage HangUp StartTimer", AttemptMachineTests.Tell(Leaves, Ringing with { Screening = true }, "heard a machine"));

    [Theory]
    [InlineData("sees both up", "CustomerRinging listening: Screen NoteAnswered StopRinging ShowRinging StartTimer")]
    [InlineData("sees listening", "CustomerRinging listening: StartTimer")]
    [InlineData("sees machine", "CustomerRinging leaving: LeaveMessage HangUp StartTimer")]
    [InlineData("sees machine alone", "Ended: HangUp End machine")]
    [InlineData("heard a person", "Talking: StopRinging JoinCustomer Advance OpenRecorder StartTimer")]
    public void On_AdoptedAfterACrash_GoesOnFromWhatTheChannelShows(string happened, string expected) =>
        Assert.Equal(expected, AttemptMachineTests.Tell(Leaves, Ringing with { Adopted = true }, happened));

    private static string Expected(Dictionary<string, string> table, string happened, string step) =>
        table.TryGetValue(happened, out var expected) ? expected
        : !Always.TryGetValue(happened, out var always) ? $"{step}: "
        : always.Contains(':', StringComparison.Ordinal) ? always : $"{step}: {always}";
}
