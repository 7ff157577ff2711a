using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Running;

/// <summary>How an instance is. Ready means: it can take missed calls and dial.</summary>
/// <param name="Status"><c>ready</c>: all is well. <c>degraded</c>: it works, but not with every PBX, or nobody takes hand-overs, or a gap could not be filled from queue_log. <c>not_ready</c>: it can take or dial no calls.</param>
/// <param name="JobEngine">The jobs that bring callbacks about, and dispatch.</param>
/// <param name="Policies">How many are in force.</param>
/// <param name="Pbx">Each PBX's links.</param>
public sealed record HealthReport(string Status, HealthPart Postgres, HealthPart JobEngine, HealthPart Policies, IReadOnlyList<PbxHealth> Pbx)
{
    public const string Ready = "ready";
    public const string Degraded = "degraded";
    public const string NotReady = "not_ready";

    /// <summary>
    /// One of several PBXs that is away must not take the whole instance out of service: it still works for the others.
    /// With none whose two links are up there is nothing that it could do.
    /// </summary>
    /// <param name="jobEngine">How the jobs go. One that stands still delays callbacks; the sweep still finds them.</param>
    /// <param name="isUp">The instance is neither starting nor stopping.</param>
    /// <param name="policies">How many are in force.</param>
    /// <param name="pbx">Each PBX's links.</param>
    public static HealthReport Of(HealthPart postgres, HealthPart jobEngine, bool isUp, HealthPart policies, IReadOnlyList<PbxHealth> pbx)
    {
        var up = pbx.Count(p => p.Ami.Ok && p.Ari.Ok);
        var status = !postgres.Ok || !isUp || up == 0 ? NotReady
            : up < pbx.Count || !jobEngine.Ok || !policies.Ok || pbx.Any(p => !p.Handovers.Ok || p.QueueLog is { Ok: false }) ? Degraded
            : Ready;
        return new HealthReport(status, postgres, jobEngine, policies, pbx);
    }
}

/// <summary>One thing that an instance needs.</summary>
/// <param name="Ok">It works.</param>
/// <param name="Detail">For people.</param>
public sealed record HealthPart(bool Ok, Reason Detail)
{
    /// <param name="inSync">The snapshot after the connect was taken.</param>
    public static HealthPart Of(AmiLinkStatus status, bool inSync) => status switch
    {
        AmiLinkStatus.Connected when inSync => new HealthPart(true, new Reason.LinkUp()),
        AmiLinkStatus.Connected => new HealthPart(false, new Reason.ReadingQueues()),
        AmiLinkStatus.AuthenticationFailed a => new HealthPart(false, new Reason.LinkRefused(a.Reason)),
        AmiLinkStatus.Disconnected d => new HealthPart(false, new Reason.LinkAway(d.Reason)),
        _ => new HealthPart(false, new Reason.LinkUnknown()),
    };

    /// <param name="holdsOwn">The application that we dial under is ours.</param>
    public static HealthPart Of(AriLinkStatus status, bool holdsOwn) => status switch
    {
        AriLinkStatus.Connected when holdsOwn => new HealthPart(true, new Reason.LinkUp()),
        AriLinkStatus.Connected => new HealthPart(false, new Reason.OwnAppTaken()),
        AriLinkStatus.RestStuck r => new HealthPart(false, new Reason.RestStuck(r.Reason)),
        AriLinkStatus.AuthenticationFailed a => new HealthPart(false, new Reason.LinkRefused(a.Reason)),
        AriLinkStatus.Replaced r => new HealthPart(false, new Reason.AppTaken(r.App)),
        AriLinkStatus.Disconnected d => new HealthPart(false, new Reason.LinkAway(d.Reason)),
        _ => new HealthPart(false, new Reason.LinkUnknown()),
    };

    public static HealthPart Of(QueueLogTail file) =>
        file.Fault() is { } why ? new HealthPart(false, new Reason.QueueLogNotRead(file.Source, why.TrimEnd('.'))) : new HealthPart(true, new Reason.QueueLogReadable(file.Source));

    /// <param name="app">The application of the dialplan, which several instances share.</param>
    /// <param name="holder">Who gets its events.</param>
    public static HealthPart Of(string app, AppHolder holder) => holder switch
    {
        AppHolder.Ours => new HealthPart(true, new Reason.TakesHandovers()),
        AppHolder.Another => new HealthPart(true, new Reason.AnotherTakesHandovers(app)),
        AppHolder.Nobody => new HealthPart(false, new Reason.NobodyTakesHandovers(app)),
        _ => new HealthPart(false, new Reason.HandoversUnknown()),
    };
}

/// <summary>The ways to one PBX.</summary>
/// <param name="Name">The PBX node's.</param>
/// <param name="Ami">Detects, and knows who is free.</param>
/// <param name="Ari">Dials.</param>
/// <param name="Handovers">Somebody takes the dialplan's calls: this instance, or another of several. Their lack alone keeps nothing else from working.</param>
/// <param name="QueueLog">What happens while nobody listens can be read afterwards; null where no queue_log is configured.</param>
public sealed record PbxHealth(string Name, HealthPart Ami, HealthPart Ari, HealthPart Handovers, HealthPart? QueueLog = null);
