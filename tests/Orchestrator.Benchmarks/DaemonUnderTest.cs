using System.Globalization;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Daemon;

namespace Orchestrator.Benchmarks;

/// <summary>Starts the built daemon as a process of its own, with a policy written for the benchmark.</summary>
internal static class DaemonUnderTest
{
    private const string Numbers = """
        home: RU
        caps: { per_number_per_day: 50, per_prefix_per_hour: 1000000, per_day: 1000000 }
        """;

    /// <param name="database">Connection string.</param>
    /// <param name="policy">The only policy.</param>
    /// <param name="asterisk">Its ARI.</param>
    /// <param name="ami">Asterisk's own, or one that plays it.</param>
    /// <param name="environment">More for the process's environment.</param>
    public static async Task<DaemonProcess> StartAsync(
        string database, string policy, PrivateAsterisk asterisk, AmiAccess ami, string app, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var folder = Directory.CreateDirectory(RigFiles.Artifact("policies")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "10-bench.yaml"), policy);
        await File.WriteAllTextAsync(Path.Combine(folder, "numbers.yaml"), Numbers);
        var settings = new Dictionary<string, string>(environment)
        {
            ["ConnectionStrings:Orchestrator"] = database,
            ["Orchestrator:Policies"] = folder,
            ["Orchestrator:Instance"] = "bench",
            ["Orchestrator:Spool"] = RigFiles.Artifact("spool"),
            ["Orchestrator:Pbx:0:Name"] = "pbx1",
            ["Orchestrator:Pbx:0:Ami:Host"] = ami.Host,
            ["Orchestrator:Pbx:0:Ami:Port"] = ami.Port.ToString(CultureInfo.InvariantCulture),
            ["Orchestrator:Pbx:0:Ami:User"] = ami.User,
            ["Orchestrator:Pbx:0:Ami:Secret"] = ami.Secret,
            ["Orchestrator:Pbx:0:Ari:Url"] = asterisk.Ari.Url.ToString(),
            ["Orchestrator:Pbx:0:Ari:User"] = asterisk.Ari.User,
            ["Orchestrator:Pbx:0:Ari:Password"] = asterisk.Ari.Password,
            ["Orchestrator:Pbx:0:Ari:App"] = app,
        };
        return await DaemonProcess.StartNewAsync(settings);
    }
}
