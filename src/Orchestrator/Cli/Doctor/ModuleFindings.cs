using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Cli.Doctor;

/// <summary>Compares the modules that an Asterisk runs with those that the daemon cannot do without.</summary>
public static class ModuleFindings
{
    /// <summary>Module and what for. Each is behind a call that we make; what only the dialplan needs is the dialplan's business.</summary>
    public static IReadOnlyList<(string Module, AsteriskUse Use)> Needed { get; } =
    [
        ("app_queue.so", AsteriskUse.Queues),
        ("app_stasis.so", AsteriskUse.Stasis),
        ("res_manager_devicestate.so", AsteriskUse.DeviceStates),
        ("res_http_websocket.so", AsteriskUse.AriEvents),
        ("res_ari.so", AsteriskUse.Ari),
        ("res_ari_applications.so", AsteriskUse.HandedOverCalls),
        ("res_ari_asterisk.so", AsteriskUse.Probe),
        ("res_ari_bridges.so", AsteriskUse.Joining),
        ("res_ari_channels.so", AsteriskUse.Calling),
        ("res_ari_events.so", AsteriskUse.AriEvents),
        ("res_ari_playbacks.so", AsteriskUse.StoppingAnnouncements),
        ("res_stasis.so", AsteriskUse.Ari),
        ("res_stasis_answer.so", AsteriskUse.Answering),
        ("res_stasis_playback.so", AsteriskUse.Announcements),
        ("chan_bridge_media.so", AsteriskUse.RingingTone),
        ("bridge_simple.so", AsteriskUse.Joining),
        ("bridge_softmix.so", AsteriskUse.BridgeGreeting),
        ("func_callerid.so", AsteriskUse.CustomerNumber),
        ("func_channel.so", AsteriskUse.TellingApart),
        ("func_timeout.so", AsteriskUse.LastResort),
    ];

    private static readonly Dictionary<string, string> Drivers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PJSIP"] = "chan_pjsip.so",
        ["SIP"] = "chan_sip.so",
        ["IAX2"] = "chan_iax2.so",
        ["DAHDI"] = "chan_dahdi.so",
    };

    public static IEnumerable<CheckResult> Of(Reason subject, IReadOnlyList<AriModule> modules, PolicySet policies)
    {
        var running = modules.Where(m => m.Status == "Running").Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var needed = Needed.Concat(DriversOf(policies)).Concat(WantedBy(policies)).ToList();
        var missing = needed.Where(n => !running.Contains(n.Module)).ToList();
        return missing.Count == 0
            ? [CheckResult.Fine(subject, new Reason.ModulesRun(needed.Count))]
            : missing.Select(m => CheckResult.Finding(subject, new Reason.ModuleDoesNotRun(m.Module, m.Use), new Reason.LoadModule(m.Module)));
    }

    /// <summary>What only some policies need.</summary>
    private static IEnumerable<(string Module, AsteriskUse Use)> WantedBy(PolicySet policies)
    {
        if (policies.Policies.Any(p => p.Customer.OnMachine is not MachineAction.Connect))
        {
            yield return ("app_amd.so", AsteriskUse.MachineListening);
        }

        if (policies.Policies.Any(p => p.Customer.OnMachine is MachineAction.Leave))
        {
            yield return ("app_waitforsilence.so", AsteriskUse.MachineSilence);
        }

        if (policies.Policies.Any(p => p.Record))
        {
            yield return ("res_stasis_snoop.so", AsteriskUse.HearingBothSides);
            yield return ("res_stasis_recording.so", AsteriskUse.Recording);
            yield return ("format_wav.so", AsteriskUse.Recording);
        }
    }

    /// <summary>The channel drivers that the policies dial with. Local is a part of Asterisk itself.</summary>
    private static IEnumerable<(string Module, AsteriskUse Use)> DriversOf(PolicySet policies) => policies.Policies
        .SelectMany(p => p.Operators.Interfaces.Append(p.Customer.Dial))
        .Select(dialled => Drivers.GetValueOrDefault(dialled.Split('/')[0]))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .Select(driver => (driver, AsteriskUse.DialledWith));
}
