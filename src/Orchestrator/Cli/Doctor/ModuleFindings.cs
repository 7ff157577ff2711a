using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Policies;

namespace Orchestrator.Cli.Doctor;

/// <summary>Compares the modules that an Asterisk runs with those that the daemon cannot do without.</summary>
public static class ModuleFindings
{
    /// <summary>Module and what for. Each is behind a call that we make; what only the dialplan needs is the dialplan's business.</summary>
    public static IReadOnlyList<(string Module, string For)> Needed { get; } =
    [
        ("app_queue.so", "queues and their events"),
        ("app_stasis.so", "Stasis() in the dialplan"),
        ("res_manager_devicestate.so", "which operators are free (DeviceStateList)"),
        ("res_http_websocket.so", "ARI's events"),
        ("res_ari.so", "ARI"),
        ("res_ari_applications.so", "following handed-over calls"),
        ("res_ari_asterisk.so", "this check, and the probe of a hanging ARI"),
        ("res_ari_bridges.so", "joining operator and customer"),
        ("res_ari_channels.so", "making calls"),
        ("res_ari_events.so", "ARI's events"),
        ("res_ari_playbacks.so", "stopping announcements"),
        ("res_stasis.so", "ARI"),
        ("res_stasis_answer.so", "answering channels"),
        ("res_stasis_playback.so", "announcements"),
        ("chan_bridge_media.so", "the ringing tone that the operator hears, and greetings"),
        ("bridge_simple.so", "joining operator and customer"),
        ("bridge_softmix.so", "a greeting into a bridge"),
        ("func_callerid.so", "the number that customers see (CONNECTEDLINE)"),
        ("func_channel.so", "telling calls apart (CHANNEL(linkedid))"),
        ("func_timeout.so", "the last resort against endless calls (TIMEOUT)"),
    ];

    private static readonly Dictionary<string, string> Drivers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PJSIP"] = "chan_pjsip.so",
        ["SIP"] = "chan_sip.so",
        ["IAX2"] = "chan_iax2.so",
        ["DAHDI"] = "chan_dahdi.so",
    };

    public static IEnumerable<CheckResult> Of(string subject, IReadOnlyList<AriModule> modules, PolicySet policies)
    {
        var running = modules.Where(m => m.Status == "Running").Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var needed = Needed.Concat(DriversOf(policies)).Concat(WantedBy(policies)).ToList();
        var missing = needed.Where(n => !running.Contains(n.Module)).ToList();
        return missing.Count == 0
            ? [CheckResult.Fine(subject, $"all {needed.Count} that are needed are running")]
            : missing.Select(m => CheckResult.Finding(subject, $"{m.Module} ({m.For}) is not running", $"Load it: 'asterisk -rx \"module load {m.Module}\"', and load = {m.Module} in modules.conf; if it is not installed, build or install it."));
    }

    /// <summary>What only some policies need.</summary>
    private static IEnumerable<(string Module, string For)> WantedBy(PolicySet policies)
    {
        if (policies.Policies.Any(p => p.Customer.OnMachine is not MachineAction.Connect))
        {
            yield return ("app_amd.so", "on_machine: answering machines are listened for");
        }

        if (policies.Policies.Any(p => p.Customer.OnMachine is MachineAction.Leave))
        {
            yield return ("app_waitforsilence.so", "on_machine: leave, until the machine has spoken");
        }

        if (policies.Policies.Any(p => p.Record))
        {
            yield return ("res_stasis_snoop.so", "record: a channel that hears both sides");
            yield return ("res_stasis_recording.so", "record: true");
            yield return ("format_wav.so", "record: true");
        }
    }

    /// <summary>The channel drivers that the policies dial with. Local is a part of Asterisk itself.</summary>
    private static IEnumerable<(string Module, string For)> DriversOf(PolicySet policies) => policies.Policies
        .SelectMany(p => p.Operators.Interfaces.Append(p.Customer.Dial))
        .Select(dialled => Drivers.GetValueOrDefault(dialled.Split('/')[0]))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .Select(driver => (driver, "the policies dial with it"));
}
