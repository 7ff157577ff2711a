using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Storage;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Dialling;

/// <summary>
/// One attempt whose process may die before any of its acts, whose writes may fail and whose events may get lost; the written state and the PBX are all that survives.
/// Acts as the runner does: what is not written is not done, no time limit counts before a look at the PBX, and a farewell hangs up what is left.
/// </summary>
internal sealed class SimulatedAttempt
{
    private readonly Random random;
    private readonly AttemptPlan plan;
    private readonly Queue<AttemptEvent> mailbox = new();
    private readonly HashSet<AttemptTimer> timers = [];
    private AttemptState written = AttemptState.Claimed;
    private readonly List<LegRow> writtenLegs;
    private AttemptProgress progress;
    private bool trouble = true;

    public SimulatedAttempt(int seed)
    {
        random = new Random(seed);
        ImmutableArray<string> operators = random.Next(2) == 0 ? ["operator"] : ["operator", "operator-2"];
        plan = new AttemptPlan(
            operators, "customer", Duration.FromSeconds(20), HasPrompt: random.Next(2) == 0, AcceptKey: null, Duration.FromSeconds(15), Duration.FromSeconds(45),
            HasGreeting: false, Duration.FromHours(3),
            random.Next(3) == 0 ? null : new Screening(LeavesMessage: random.Next(2) == 0, Duration.FromSeconds(10), Duration.FromMinutes(2)));
        Pbx = new SimulatedPbx(plan);
        writtenLegs = [.. operators.Select(o => new LegRow { ChannelId = o, Role = LegRole.Operator, Pbx = "pbx1", Endpoint = o })];
        progress = AttemptProgress.Claimed(plan);
        mailbox.Enqueue(new AttemptEvent.Begin());
    }

    public SimulatedPbx Pbx { get; }

    public Outcome? Outcome { get; private set; }

    public List<string> Story { get; } = [];

    public void Run()
    {
        for (var step = 0; step < 80 && Outcome is null; step++)
        {
            Step();
        }

        trouble = false; // from here on all is well, but nobody touches a phone any more
        for (var step = 0; step < 80 && Outcome is null; step++)
        {
            Hear(Pbx.Hear(random));
            if (!TryRead() && !TryTime())
            {
                Take(new AttemptEvent.Snapshot(Pbx.Look()));
            }
        }

        foreach (var channel in plan.OperatorChannels.Add(plan.CustomerChannel))
        {
            Pbx.HangUp(channel); // the farewell, or the look for strays after a crash in it
        }
    }

    private void Step()
    {
        switch (random.Next(10))
        {
            case < 5:
                TryRead();
                break;
            case < 8:
                Hear(Pbx.Stir(random));
                break;
            case 8:
                TryTime();
                break;
            default:
                Story.Add("link lost");
                mailbox.Clear(); // what was under way is lost; after the reconnect comes a look
                if (progress.State != AttemptState.Claimed)
                {
                    Take(new AttemptEvent.Snapshot(Pbx.Look()));
                }
                else
                {
                    mailbox.Enqueue(new AttemptEvent.Begin());
                }

                break;
        }
    }

    private bool TryRead()
    {
        if (!mailbox.TryDequeue(out var happened))
        {
            return false;
        }

        Take(happened);
        return true;
    }

    private bool TryTime()
    {
        if (timers.Count == 0 || mailbox.Count > 0)
        {
            return false;
        }

        var timer = timers.Order().ElementAt(random.Next(timers.Count));
        timers.Remove(timer);
        Take(new AttemptEvent.Snapshot(Pbx.Look()));
        Take(new AttemptEvent.TimeUp(timer));
        return true;
    }

    private void Take(AttemptEvent happened)
    {
        if (Outcome is not null)
        {
            return;
        }

        Story.Add($"{progress.State} < {happened}");
        if (happened is AttemptEvent.TimeUp { Timer: AttemptTimer.Talk } && !trouble)
        {
            Assert.False(Pbx.CustomerIsLost && !timers.Contains(AttemptTimer.Screening), "nobody joins the customer: " + string.Join('\n', Story));
        }

        var (next, commands) = AttemptMachine.On(plan, progress, happened);
        var before = progress;
        progress = next;
        foreach (var command in commands)
        {
            if (trouble && random.Next(12) == 0)
            {
                Crash();
                return;
            }

            if (command is AttemptCommand.Advance { To: not AttemptState.Talking } && trouble && random.Next(12) == 0)
            {
                progress = before;
                Take(new AttemptEvent.NotWritten(new Reason.StepNotWritten()));
                return;
            }

            Do(command);
        }
    }

    private void Do(AttemptCommand command)
    {
        Story.Add($"  {command}");
        switch (command)
        {
            case AttemptCommand.Advance c:
                Assert.Equal(c.From, written);
                written = c.To;
                Write(c.OperatorChannel, l => Leg(l, answered: true, l.EndedAt is not null));
                break;
            case AttemptCommand.NoteLegEnded c:
                Write(c.Channel, l => Leg(l, l.AnsweredAt is not null, ended: true));
                break;
            case AttemptCommand.RingOperators:
                foreach (var channel in plan.OperatorChannels)
                {
                    Pbx.RingOperator(channel);
                }

                break;
            case AttemptCommand.Prompt:
                mailbox.Enqueue(new AttemptEvent.PromptEnded());
                break;
            case AttemptCommand.CreateCustomer:
                Hear(Pbx.CreateCustomer());
                break;
            case AttemptCommand.DialCustomer:
                Pbx.DialCustomer();
                break;
            case AttemptCommand.Screen:
                if (!Pbx.Screen(random))
                {
                    mailbox.Enqueue(new AttemptEvent.NotScreened());
                }

                break;
            case AttemptCommand.JoinCustomer:
                if (!Pbx.Join())
                {
                    timers.Add(AttemptTimer.Screening);
                }

                break;
            case AttemptCommand.LeaveMessage:
                mailbox.Enqueue(new AttemptEvent.MessageEnded());
                break;
            case AttemptCommand.HangUp c:
                Hear(Pbx.HangUp(c.Channel));
                break;
            case AttemptCommand.StartTimer c:
                timers.Add(c.Timer);
                break;
            case AttemptCommand.End c:
                Outcome = c.Outcome;
                break;
        }
    }

    private void Crash()
    {
        Story.Add($"kill -9 with {written} written");
        mailbox.Clear();
        timers.Clear();
        for (var stirs = random.Next(3); stirs > 0; stirs--)
        {
            Pbx.Stir(random); // nobody listens
        }

        progress = RunningAttempt.TakenUp(Row(), writtenLegs, PolicyText.With(""), NumberPlan.Unknown).Progress(adopted: true);
        for (var stirs = random.Next(3); stirs > 0; stirs--)
        {
            Hear(Pbx.Stir(random)); // heard before the first look
        }

        while (TryRead())
        {
            // All that was heard goes first.
        }

        Take(new AttemptEvent.Snapshot(Pbx.Look()));
    }

    private AttemptRow Row() => new()
    {
        State = written,
        Policy = "sales",
        PolicyVersion = "1",
        Pbx = "pbx1",
        CustomerNumber = PhoneNumber.FromE164("+79161234567")!.Value,
        Instance = "test",
    };

    private void Write(string? channel, Func<LegRow, LegRow> change)
    {
        if (writtenLegs.FindIndex(l => l.ChannelId == channel) is >= 0 and var index)
        {
            writtenLegs[index] = change(writtenLegs[index]);
        }
    }

    private static LegRow Leg(LegRow leg, bool answered, bool ended) => new()
    {
        ChannelId = leg.ChannelId,
        Role = leg.Role,
        Pbx = leg.Pbx,
        Endpoint = leg.Endpoint,
        AnsweredAt = answered ? Instant.MinValue : null,
        EndedAt = ended ? Instant.MinValue : null,
    };

    private void Hear(AttemptEvent? happened)
    {
        if (happened is not null)
        {
            mailbox.Enqueue(happened);
        }
    }
}
