using Orchestrator.Rig.Processes;


namespace Orchestrator.Rig.Asterisk;

public sealed record AsteriskOptions
{
    /// <summary>How many parallel lanes (0 to 9) to lay out; tests that use different lanes do not disturb each other.</summary>
    public int Lanes { get; init; } = 8;
}

public sealed record AmiAccess(string Host, int Port, string User, string Secret);

public sealed record AriAccess(Uri Url, string User, string Password);

/// <summary>An Asterisk of one's own, with the configuration of asterisk-conf/, on free loopback ports.</summary>
public sealed class PrivateAsterisk : IAsyncDisposable
{
    private const int RtpPorts = 400;
    private const int OperatorsPerLane = 3;

    private readonly AsteriskRoot root;
    private readonly AsteriskFolders folders;
    private readonly string consoleFile = RigFiles.Artifact("asterisk-output.log");
    private ChildProcess? server;

    private PrivateAsterisk(AsteriskOptions options)
    {
        root = AsteriskRoot.Find();
        folders = new AsteriskFolders(root);
        Lanes = [.. Enumerable.Range(1, options.Lanes).Select(NewLane)];
    }

    public int SipPort { get; } = FreePorts.Next();

    public AmiAccess Ami { get; } = new("127.0.0.1", FreePorts.Next(), "orchestrator", RigFiles.Secret());

    public AriAccess Ari { get; } = new(new Uri($"http://127.0.0.1:{FreePorts.Next()}/ari"), "orchestrator", RigFiles.Secret());

    public IReadOnlyList<Lane> Lanes { get; }

    /// <summary>The operators 101 and 102 and the trunk of the checked-in configuration, as the demo uses them.</summary>
    public IReadOnlyList<Phone> SalesOperators { get; } = [new("PJSIP/101", FreePorts.Next()), new("PJSIP/102", FreePorts.Next())];

    /// <inheritdoc cref="SalesOperators"/>
    public Phone SalesTrunk { get; } = new("PJSIP/trunk", FreePorts.Next());

    public string LogFile => folders.Outside("log/messages.log");

    public string QueueLogFile => folders.Outside("log/queue_log");

    /// <summary>Where a recording of this name lies.</summary>
    public string RecordingFile(string name) => folders.Outside($"spool/recording/{name}.wav");

    /// <summary>The command that opens its console, for a person.</summary>
    public string CliCommand => string.Join(' ', [.. root.Enter(), "asterisk", "-C", folders.MainFile, "-r"]);

    public static async Task<PrivateAsterisk> StartNewAsync(AsteriskOptions? options = null)
    {
        var asterisk = new PrivateAsterisk(options ?? new AsteriskOptions());
        try
        {
            await asterisk.ConfigureAsync();
            await asterisk.StartAsync();
            return asterisk;
        }
        catch
        {
            await asterisk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts again on the same ports and waits until fully booted.</summary>
    public async Task StartAsync()
    {
        if (server is { HasExited: false })
            return;
        server = await ChildProcess.StartAsync(
            [.. root.Enter(), "setpriv", "--pdeathsig", "KILL", "asterisk", "-f", "-C", folders.MainFile], consoleFile);
        await Until.TrueAsync(
            async () => server.HasExited
                ? throw new InvalidOperationException("Asterisk ended at start: " + await File.ReadAllTextAsync(consoleFile))
                : (await CliAsync("core waitfullybooted")).Contains("fully booted", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60),
            $"Asterisk has fully booted (see {LogFile})");
    }

    /// <summary>An orderly end: calls are hung up.</summary>
    public async Task StopAsync()
    {
        server?.Signal(Signal.Terminate);
        await (server?.ExitAsync() ?? Task.CompletedTask);
    }

    public Task KillAsync() => server?.KillAsync() ?? Task.CompletedTask;

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>SIGSTOP: connections stay open and nothing answers.</summary>
    public void Freeze() => server?.Signal(Signal.Stop);

    public void Thaw() => server?.Signal(Signal.Continue);

    /// <summary>Runs a console command, for instance <c>core show channels</c>, and returns what it prints.</summary>
    public async Task<string> CliAsync(string command) =>
        (await ChildProcess.RunAsync([.. root.Enter(), "asterisk", "-C", folders.MainFile, "-rx", command])).Output;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        folders.Remove();
    }

    private static Lane NewLane(int number) => new(
        number,
        [.. Enumerable.Range(1, OperatorsPerLane).Select(n => new Phone($"PJSIP/{number}1{n}", FreePorts.Next()))],
        new Phone($"PJSIP/trunk{number}", FreePorts.Next()));

    private Task ConfigureAsync()
    {
        var rtp = FreePorts.Block(RtpPorts);
        var files = new Dictionary<string, string>
        {
            ["local.d/manager.conf"] = $"[general](+)\nport = {Ami.Port}\n[orchestrator](+)\nsecret = {Ami.Secret}\n",
            ["local.d/http.conf"] = $"[general](+)\nbindport = {Ari.Url.Port}\n",
            ["local.d/ari.conf"] = $"[orchestrator](+)\npassword = {Ari.Password}\n",
            ["local.d/rtp.conf"] = $"[general](+)\nrtpstart = {rtp}\nrtpend = {rtp + RtpPorts - 1}\n",
            ["local.d/queues.conf"] = string.Concat(Lanes.Select(LaneConfiguration.Queues)),
            ["local.d/extensions.conf"] = string.Concat(Lanes.Select(LaneConfiguration.Contexts)),
            ["local.d/extensions-from-trunk.conf"] = string.Concat(Lanes.Select(LaneConfiguration.Numbers)),
            ["local.d/pjsip.conf"] = $"[transport-udp](+)\nbind = 127.0.0.1:{SipPort}\n[global](+)\nendpoint_identifier_order = header,ip,username\n"
                + string.Concat(SalesOperators.Select(phone =>
                    $"[{phone.Interface["PJSIP/".Length..]}](+type=aor)\ncontact = sip:operator@127.0.0.1:{phone.Port}\n"))
                + string.Concat(Lanes.Select(LaneConfiguration.Pjsip)),
        };
        // A second contact would be added to the trunk's own instead of taking its place.
        return folders.WriteAsync(files, text => text.Replace("sip:127.0.0.1:5090", $"sip:127.0.0.1:{SalesTrunk.Port}", StringComparison.Ordinal));
    }
}
