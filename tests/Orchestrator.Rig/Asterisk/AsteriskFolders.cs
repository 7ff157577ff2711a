using Orchestrator.Rig.Processes;


namespace Orchestrator.Rig.Asterisk;

/// <summary>The files of one private Asterisk, inside the root folder: a copy of asterisk-conf/ and what is particular to it.</summary>
internal sealed class AsteriskFolders
{
    /// <summary>Asterisk complains at every start when these are missing, and is content with its defaults when they are empty.</summary>
    private static readonly string[] Empty =
        ["acl.conf", "ccss.conf", "cdr.conf", "cel.conf", "features.conf", "pjproject.conf", "queuerules.conf", "udptl.conf", "websocket_client.conf"];

    private readonly AsteriskRoot root;
    private readonly string outside;

    public AsteriskFolders(AsteriskRoot root)
    {
        this.root = root;
        outside = RigFiles.WorkFolder(root.Path + "/var/tmp", "rig");
    }

    /// <summary>The path of asterisk.conf as Asterisk sees it.</summary>
    public string MainFile => Inside("etc/asterisk.conf");

    public string Outside(string path) => Path.Combine(outside, path);

    /// <summary>Copies asterisk-conf/ and puts the given files over it.</summary>
    public async Task WriteAsync(IReadOnlyDictionary<string, string> files, Func<string, string> adapt)
    {
        foreach (var folder in new[] { "etc/local.d", "run", "log", "spool/recording", "lib/keys", "db", "cache" })
            Directory.CreateDirectory(Outside(folder));
        foreach (var name in Empty)
            await File.WriteAllTextAsync(Outside("etc/" + name), "");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RigFiles.Repository, "asterisk-conf"), "*.conf"))
            await File.WriteAllTextAsync(Outside("etc/" + Path.GetFileName(file)), adapt(await File.ReadAllTextAsync(file)));
        foreach (var (name, text) in files)
            await File.WriteAllTextAsync(Outside("etc/" + name), text);
        await File.WriteAllTextAsync(Outside("etc/asterisk.conf"), Directories() + await File.ReadAllTextAsync(Outside("etc/asterisk.conf")));
        // Asterisk looks its host's name up for each call; a root folder of its own knows no names.
        if (root.Path.Length > 0)
            await File.WriteAllTextAsync(root.Path + "/etc/hosts", $"127.0.0.1 localhost {Environment.MachineName}\n");
        await ChildProcess.RunAsync([.. root.Enter("root"), "chown", "-R", "asterisk:", Inside("")]);
    }

    /// <summary>Keeps the logs and removes the rest.</summary>
    public void Remove()
    {
        if (Directory.Exists(Outside("log")))
        {
            var kept = Directory.CreateDirectory(RigFiles.Artifact("asterisk")).FullName;
            foreach (var file in Directory.EnumerateFiles(Outside("log")))
                File.Copy(file, Path.Combine(kept, Path.GetFileName(file)), overwrite: true);
        }

        RigFiles.Remove(outside);
    }

    private string Inside(string path) => outside[root.Path.Length..] + "/" + path;

    private string Directories() => $"""
        [directories]
        astetcdir => {Inside("etc")}
        astmoddir => {root.Modules}
        astvarlibdir => {Inside("lib")}
        astdbdir => {Inside("db")}
        astkeydir => {Inside("lib")}
        astdatadir => /usr/share/asterisk
        astagidir => {Inside("lib")}
        astspooldir => {Inside("spool")}
        astrundir => {Inside("run")}
        astlogdir => {Inside("log")}
        astcachedir => {Inside("cache")}


        """;
}
