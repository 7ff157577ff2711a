using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Attempts;

/// <summary>Every state with every event: what is not in the table changes nothing.</summary>
public sealed class AttemptMachineTests
{
    private const string Operator = "operator";
    private const string Customer = "customer";

    internal static readonly AttemptPlan Plan = new(
        [Operator], Customer, Duration.FromSeconds(20), HasPrompt: true, AcceptKey: null, Duration.FromSeconds(15), Duration.FromSeconds(45), HasGreeting: false, Duration.FromHours(3));

    internal static readonly Dictionary<string, AttemptEvent> Events = new()
    {
        ["begins"] = new AttemptEvent.Begin(),
        ["operator up"] = new AttemptEvent.OperatorUp(Operator),
        ["prompt ended"] = new AttemptEvent.PromptEnded(),
        ["key"] = new AttemptEvent.KeyPressed(Operator, '1'),
        ["customer created"] = new AttemptEvent.CustomerCreated(),
        ["customer rings"] = new AttemptEvent.CustomerRang(EarlyMedia: false),
        ["early media"] = new AttemptEvent.CustomerRang(EarlyMedia: true),
        ["customer up"] = new AttemptEvent.CustomerUp(),
        ["operator gone"] = new AttemptEvent.LegEnded(Operator, 16, null),
        ["operator declines"] = new AttemptEvent.LegEnded(Operator, 21, 603),
        ["customer gone"] = new AttemptEvent.LegEnded(Customer, 17, 486),
        ["stranger gone"] = new AttemptEvent.LegEnded("stranger", 16, null),
        ["operator refused"] = new AttemptEvent.LegRefused(Operator, new Reason.Quoted("no endpoint")),
        ["customer refused"] = new AttemptEvent.LegRefused(Customer, new Reason.Quoted("no endpoint")),
        ["time: operator"] = new AttemptEvent.TimeUp(AttemptTimer.OperatorRing),
        ["time: accept"] = new AttemptEvent.TimeUp(AttemptTimer.Accept),
        ["time: customer"] = new AttemptEvent.TimeUp(AttemptTimer.CustomerRing),
        ["time: screening"] = new AttemptEvent.TimeUp(AttemptTimer.Screening),
        ["time: message"] = new AttemptEvent.TimeUp(AttemptTimer.Message),
        ["heard a person"] = new AttemptEvent.Screened(Machine: false, "HUMAN"),
        ["heard a machine"] = new AttemptEvent.Screened(Machine: true, "MACHINE"),
        ["cannot listen"] = new AttemptEvent.NotScreened(),
        ["message ended"] = new AttemptEvent.MessageEnded(),
        ["recorder ready"] = new AttemptEvent.RecorderReady(),
        ["not recorded"] = new AttemptEvent.NotRecorded(new Reason.Quoted("why")),
        ["time: talk"] = new AttemptEvent.TimeUp(AttemptTimer.Talk),
        ["cancel"] = new AttemptEvent.Cancel(new Reason.Quoted("why")),
        ["not written"] = new AttemptEvent.NotWritten(new Reason.Quoted("why")),
        ["sees nothing"] = new AttemptEvent.Snapshot(ImmutableDictionary<string, LegSight>.Empty),
        ["sees operator"] = new AttemptEvent.Snapshot(Sight((Operator, true))),
        ["sees customer"] = new AttemptEvent.Snapshot(Sight((Customer, false))),
        ["sees both up"] = new AttemptEvent.Snapshot(Sight((Operator, true), (Customer, true))),
        ["sees listening"] = new AttemptEvent.Snapshot(Sight((Operator, true)).Add(Customer, new LegSight(Up: true, Dialled: true, ScreeningStage.Listening))),
        ["sees machine"] = new AttemptEvent.Snapshot(Sight((Operator, true)).Add(Customer, new LegSight(Up: true, Dialled: true, ScreeningStage.Machine))),
        ["sees machine alone"] = new AttemptEvent.Snapshot(Sight().Add(Customer, new LegSight(Up: true, Dialled: true, ScreeningStage.Machine))),
    };

    private static readonly Dictionary<(AttemptState, string), string> Table = new()
    {
        [(AttemptState.Claimed, "begins")] = "OperatorRinging: Advance StartTimer RingOperators",
        [(AttemptState.Claimed, "cancel")] = "Ended: End interrupted",
        [(AttemptState.Claimed, "not written")] = "Ended: End interrupted",
        [(AttemptState.Claimed, "sees nothing")] = "Ended: End interrupted",
        [(AttemptState.Claimed, "sees operator")] = "Ended: End interrupted",
        [(AttemptState.Claimed, "sees customer")] = "Ended: End interrupted",
        [(AttemptState.Claimed, "sees both up")] = "Ended: End interrupted",
        [(AttemptState.Claimed, "sees listening")] = "Ended: End interrupted",
        [(AttemptState.Claimed, "sees machine")] = "Ended: End interrupted",
        [(AttemptState.Claimed, "sees machine alone")] = "Ended: End interrupted",

        [(AttemptState.OperatorRinging, "operator up")] = "OperatorAnswered: Advance StartTimer Prompt",
        [(AttemptState.OperatorRinging, "operator gone")] = "Ended: NoteLegEnded End operator_no_answer",
        [(AttemptState.OperatorRinging, "operator declines")] = "Ended: NoteLegEnded End operator_refused",
        [(AttemptState.OperatorRinging, "operator refused")] = "Ended: NoteLegEnded End operator_no_answer",
        [(AttemptState.OperatorRinging, "time: operator")] = "Ended: HangUp End operator_no_answer",
        [(AttemptState.OperatorRinging, "cancel")] = "Ended: HangUp End interrupted",
        [(AttemptState.OperatorRinging, "not written")] = "Ended: HangUp End interrupted",
        [(AttemptState.OperatorRinging, "sees nothing")] = "Ended: End interrupted",
        [(AttemptState.OperatorRinging, "sees customer")] = "Ended: End interrupted",
        [(AttemptState.OperatorRinging, "sees operator")] = "OperatorAnswered: Advance StartTimer Prompt",
        [(AttemptState.OperatorRinging, "sees both up")] = "OperatorAnswered: Advance StartTimer Prompt",
        [(AttemptState.OperatorRinging, "sees listening")] = "OperatorAnswered: Advance StartTimer Prompt",
        [(AttemptState.OperatorRinging, "sees machine")] = "OperatorAnswered: Advance StartTimer Prompt",
        [(AttemptState.OperatorRinging, "sees machine alone")] = "Ended: End interrupted",

        [(AttemptState.OperatorAnswered, "prompt ended")] = "CustomerRinging: Advance StartTimer CreateCustomer",
        [(AttemptState.OperatorAnswered, "time: accept")] = "CustomerRinging: StopPrompt Advance StartTimer CreateCustomer",
        [(AttemptState.OperatorAnswered, "operator gone")] = "Ended: NoteLegEnded End operator_hung_up",
        [(AttemptState.OperatorAnswered, "operator declines")] = "Ended: NoteLegEnded End operator_hung_up",
        [(AttemptState.OperatorAnswered, "customer gone")] = "OperatorAnswered: NoteLegEnded",
        [(AttemptState.OperatorAnswered, "stranger gone")] = "OperatorAnswered: NoteLegEnded",
        [(AttemptState.OperatorAnswered, "cancel")] = "Ended: HangUp End interrupted",
        [(AttemptState.OperatorAnswered, "not written")] = "Ended: HangUp End interrupted",
        [(AttemptState.OperatorAnswered, "sees nothing")] = "Ended: End interrupted",
        [(AttemptState.OperatorAnswered, "sees customer")] = "Ended: End interrupted",
        [(AttemptState.OperatorAnswered, "sees machine alone")] = "Ended: End interrupted",

        [(AttemptState.CustomerRinging, "customer created")] = "CustomerRinging: DialCustomer",
        [(AttemptState.CustomerRinging, "customer rings")] = "CustomerRinging: ShowRinging",
        [(AttemptState.CustomerRinging, "early media")] = "CustomerRinging: StopRinging",
        [(AttemptState.CustomerRinging, "customer up")] = "Talking: StopRinging Advance StartTimer",
        [(AttemptState.CustomerRinging, "customer gone")] = "Ended: HangUp NoteLegEnded End busy",
        [(AttemptState.CustomerRinging, "customer refused")] = "Ended: HangUp NoteLegEnded End congestion",
        [(AttemptState.CustomerRinging, "operator gone")] = "Ended: HangUp NoteLegEnded End operator_hung_up",
        [(AttemptState.CustomerRinging, "operator declines")] = "Ended: HangUp NoteLegEnded End operator_hung_up",
        [(AttemptState.CustomerRinging, "stranger gone")] = "CustomerRinging: NoteLegEnded",
        [(AttemptState.CustomerRinging, "time: customer")] = "Ended: HangUp HangUp End no_answer",
        [(AttemptState.CustomerRinging, "cancel")] = "Ended: HangUp HangUp End interrupted",
        [(AttemptState.CustomerRinging, "not written")] = "Ended: HangUp HangUp End interrupted",
        [(AttemptState.CustomerRinging, "sees nothing")] = "Ended: End interrupted",
        [(AttemptState.CustomerRinging, "sees operator")] = "Ended: HangUp HangUp End interrupted",
        [(AttemptState.CustomerRinging, "sees customer")] = "Ended: HangUp End operator_hung_up",
        [(AttemptState.CustomerRinging, "sees both up")] = "Talking: StopRinging Advance StartTimer",
        [(AttemptState.CustomerRinging, "heard a person")] = "Talking: StopRinging JoinCustomer Advance StartTimer",
        [(AttemptState.CustomerRinging, "heard a machine")] = "Talking: StopRinging JoinCustomer Advance StartTimer",
        [(AttemptState.CustomerRinging, "sees listening")] = "Talking: StopRinging JoinCustomer Advance StartTimer",
        [(AttemptState.CustomerRinging, "sees machine")] = "Talking: StopRinging JoinCustomer Advance StartTimer",
        [(AttemptState.CustomerRinging, "sees machine alone")] = "Ended: HangUp End machine",

        [(AttemptState.Talking, "operator gone")] = "Ended: HangUp NoteLegEnded End connected",
        [(AttemptState.Talking, "operator declines")] = "Ended: HangUp NoteLegEnded End connected",
        [(AttemptState.Talking, "customer gone")] = "Ended: HangUp NoteLegEnded End connected",
        [(AttemptState.Talking, "stranger gone")] = "Talking: NoteLegEnded",
        [(AttemptState.Talking, "time: talk")] = "Ended: HangUp HangUp End connected",
        [(AttemptState.Talking, "not written")] = "Ended: HangUp HangUp End interrupted",
        [(AttemptState.Talking, "sees nothing")] = "Ended: HangUp End connected",
        [(AttemptState.Talking, "sees operator")] = "Ended: HangUp HangUp End connected",
        [(AttemptState.Talking, "sees customer")] = "Ended: HangUp End connected",
        [(AttemptState.Talking, "heard a person")] = "Talking: JoinCustomer",
        [(AttemptState.Talking, "heard a machine")] = "Talking: JoinCustomer",
        [(AttemptState.Talking, "time: screening")] = "Talking: JoinCustomer",
        [(AttemptState.Talking, "recorder ready")] = "Talking: StartRecording",
        [(AttemptState.Talking, "not recorded")] = "Talking: NoteNotRecorded",
        [(AttemptState.Talking, "sees machine alone")] = "Ended: HangUp End connected",
    };

    public static TheoryData<AttemptState, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<AttemptState, string>();
            foreach (var state in Enum.GetValues<AttemptState>())
            {
                foreach (var happened in Events.Keys)
                {
                    pairs.Add(state, happened);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void On_EachStateAndEvent_IsAsInTheTable(AttemptState state, string happened)
    {
        var (progress, commands) = AttemptMachine.On(Plan, In(state), Events[happened]);

        Assert.Equal(Table.GetValueOrDefault((state, happened), $"{state}: "), $"{progress.State}: {string.Join(' ', commands.Select(Describe))}");
    }

    [Theory]
    [InlineData(AttemptState.OperatorRinging, "operator refused", "the operator's phone could not be rung (no endpoint)")]
    [InlineData(AttemptState.OperatorRinging, "operator declines", "the operator declined")]
    [InlineData(AttemptState.OperatorRinging, "operator gone", "the operator's phone did not answer")]
    [InlineData(AttemptState.CustomerRinging, "customer refused", "endpoint unavailable: the PBX did not make the call (no endpoint)")]
    public void On_APhoneThatCannotBeReached_TheEndSaysWhy(AttemptState state, string happened, string why)
    {
        var (_, commands) = AttemptMachine.On(Plan, new AttemptProgress(state, [Operator], Operator), Events[happened]);

        Assert.Equal(why, Assert.IsType<AttemptCommand.End>(commands[^1]).Why.ToString());
    }

    [Fact]
    public void On_SeveralOperatorsLostInDifferentWays_TheEndNamesEachReasonOnce()
    {
        var plan = Plan with { OperatorChannels = [Operator, "second", "third", "fourth"] };
        var progress = new AttemptProgress(AttemptState.OperatorRinging, [.. plan.OperatorChannels]);
        AttemptEvent[] story = [new AttemptEvent.LegRefused("second", new Reason.Quoted("no endpoint")), new AttemptEvent.LegRefused("third", new Reason.Quoted("no endpoint")), new AttemptEvent.LegEnded("fourth", 21, 603)];
        foreach (var happened in story)
        {
            progress = AttemptMachine.On(plan, progress, happened).Progress;
        }

        var lost = AttemptMachine.On(plan, progress, Events["operator gone"]).Commands;
        var late = AttemptMachine.On(plan, progress, Events["time: operator"]).Commands;

        var why = new Reason.OperatorPhoneRefused(new Reason.Quoted("no endpoint")).Also(new Reason.OperatorDeclined());
        Assert.Equal(new AttemptCommand.End(Outcome.OperatorRefused, why.Also(new Reason.OperatorPhoneDidNotAnswer())), lost[^1]);
        Assert.Equal(new AttemptCommand.End(Outcome.OperatorNoAnswer, new Reason.NobodyPickedUp(Duration.FromSeconds(20)).Also(why)), late[^1]);
    }

    [Theory]
    [InlineData("customer created")]
    [InlineData("customer up")]
    [InlineData("heard a person")]
    [InlineData("heard a machine")]
    public void On_AdoptedAndTheOperatorHadHungUp_NobodyIsDialledOrJoinedBeforeTheLook(string happened)
    {
        var adopted = new AttemptProgress(AttemptState.CustomerRinging, [], Operator, Adopted: true);

        var (next, commands) = AttemptMachine.On(Plan, adopted, Events[happened]);

        Assert.Empty(commands);
        Assert.Equal(adopted, next);
    }

    [Fact]
    public void Table_EveryRow_NamesAnEventThatExists() => Assert.All(Table.Keys, key => Assert.Contains(key.Item2, Events.Keys));

    [Fact]
    public void On_OneOfTwoOperatorsPicksUp_TheOtherIsHungUpAfterTheWrite()
    {
        var plan = Plan with { OperatorChannels = [Operator, "second"], HasPrompt = false };
        var ringing = AttemptProgress.Claimed(plan) with { State = AttemptState.OperatorRinging };

        var (progress, commands) = AttemptMachine.On(plan, ringing, new AttemptEvent.OperatorUp("second"));

        Assert.Equal("second", progress.Operator);
        Assert.Equal(["Advance", "HangUp", "Advance", "StartTimer", "CreateCustomer"], commands.Select(Describe));
        Assert.Equal(new AttemptCommand.HangUp(Operator), commands[1]);
    }

    [Theory]
    [InlineData('1', AttemptState.CustomerRinging)]
    [InlineData('2', AttemptState.OperatorAnswered)]
    public void On_Key_OnlyTheAcceptingOneDials(char key, AttemptState expected) =>
        Assert.Equal(expected, AttemptMachine.On(Plan with { AcceptKey = '1' }, In(AttemptState.OperatorAnswered), new AttemptEvent.KeyPressed(Operator, key)).Progress.State);

    [Fact]
    public void On_AdoptedAndUndialledCustomer_IsNeverDialledAgainAndNeverTakenForNoAnswer()
    {
        var (progress, commands) = AttemptMachine.On(
            Plan, In(AttemptState.CustomerRinging) with { Adopted = true }, new AttemptEvent.Snapshot(Sight((Operator, true)).Add(Customer, new LegSight(Up: false, Dialled: false))));
        Assert.DoesNotContain(commands, c => c is AttemptCommand.DialCustomer or AttemptCommand.CreateCustomer);

        var end = AttemptMachine.On(Plan, progress, Events["time: customer"]).Commands.OfType<AttemptCommand.End>().Single();
        Assert.Equal(Outcome.Interrupted, end.Outcome);
    }

    [Fact]
    public void On_CustomerCreatedGotLost_TheLookDialsOnce()
    {
        var look = new AttemptEvent.Snapshot(Sight((Operator, true)).Add(Customer, new LegSight(Up: false, Dialled: false)));

        var (progress, commands) = AttemptMachine.On(Plan, In(AttemptState.CustomerRinging), look);

        Assert.Equal(["DialCustomer"], commands.Select(Describe));
        Assert.Empty(AttemptMachine.On(Plan, progress, look).Commands);
        Assert.Empty(AttemptMachine.On(Plan, progress, Events["customer created"]).Commands);
    }

    [Theory]
    [InlineData(AttemptState.OperatorRinging, "operator up", "sees operator", "OperatorAnswered: ")]
    [InlineData(AttemptState.CustomerRinging, "customer up", "sees both up", "Talking: ")]
    public void On_AdoptedAndToldBeforeTheFirstLook_TheLookAddsNothing(AttemptState state, string told, string look, string expected)
    {
        var (progress, _) = AttemptMachine.On(Plan, In(state) with { Adopted = true }, Events[told]);

        var (seen, commands) = AttemptMachine.On(Plan, progress, Events[look]);

        Assert.Equal(expected, $"{seen.State}: {string.Join(' ', commands.Select(Describe))}");
    }

    internal static string Tell(AttemptPlan plan, AttemptProgress progress, string happened)
    {
        var (next, commands) = AttemptMachine.On(plan, progress, Events[happened]);
        var step = next switch
        {
            { State: AttemptState.Ended } => "",
            { Screening: true } => " listening",
            { Leaving: true } => " leaving",
            _ => "",
        };
        return $"{next.State}{step}: {string.Join(' ', commands.Select(Describe))}";
    }

    internal static AttemptProgress In(AttemptState state) => state <= AttemptState.OperatorRinging
        ? new AttemptProgress(state, [Operator])
        : new AttemptProgress(state, [Operator], Operator, Prompting: state == AttemptState.OperatorAnswered);

    private static ImmutableDictionary<string, LegSight> Sight(params (string Channel, bool Up)[] legs) =>
        legs.ToImmutableDictionary(l => l.Channel, l => new LegSight(l.Up, Dialled: true));

    private static string Describe(AttemptCommand command) => command is AttemptCommand.End end ? $"End {Words.Of(end.Outcome)}" : command.GetType().Name;
}
