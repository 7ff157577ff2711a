namespace Orchestrator.Rig.Asterisk;

/// <summary>The root folder that holds an Asterisk: the machine's own or the one that tests/rig/install made.</summary>
/// <param name="Path">As this process sees it.</param>
internal sealed record AsteriskRoot(string Path)
{
    public string Modules => new[] { "/usr/lib/x86_64-linux-gnu/asterisk/modules", "/usr/lib/aarch64-linux-gnu/asterisk/modules", "/usr/lib/asterisk/modules" }
        .FirstOrDefault(folder => Directory.Exists(Path + folder)) ?? throw new InvalidOperationException($"No Asterisk modules in {Path}");

    /// <summary>Commands of this root as the account of its Asterisk.</summary>
    public string[] Enter(string account = "asterisk") => ["chroot", $"--userspec={account}:{account}", Path.Length == 0 ? "/" : Path];

    public static AsteriskRoot Find()
    {
        var cache = Environment.GetEnvironmentVariable("ORCHESTRATOR_RIG_CACHE") ?? "/var/cache/orchestrator-rig";
        foreach (var root in new[] { cache + "/asterisk-22", "" })
        {
            if (File.Exists(root + "/usr/sbin/asterisk"))
                return new AsteriskRoot(root);
        }

        throw new InvalidOperationException("There is no Asterisk here: run tests/rig/install");
    }
}
