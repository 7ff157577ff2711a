using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Pbx;

/// <summary>One Asterisk as the daemon sees it: its two links, and what can be asked of it.</summary>
public sealed class PbxNode : IAsyncDisposable
{
    public PbxNode(PbxOptions options, string instance, TimeProvider time, Random random, ILoggerFactory loggers)
    {
        Name = options.Name;
        SharedApp = options.Ari.App;
        OwnApp = $"{options.Ari.App}-{instance}";
        Ami = new AmiClient(
            new AmiOptions { Host = options.Ami.Host, Port = options.Ami.Port, User = options.Ami.User, Secret = options.Ami.Secret, Tls = options.Ami.Tls },
            time, random.NextDouble, loggers.CreateLogger<AmiClient>());
        Ari = new AriClient(
            new AriOptions { Url = new Uri(options.Ari.Url), User = options.Ari.User, Password = options.Ari.Password, Apps = [SharedApp, OwnApp], Own = OwnApp },
            time, random.NextDouble, loggers.CreateLogger<AriClient>());
        QueueLog = options.QueueLog.File is { Length: > 0 } file ? new QueueLogTail(file) : null;
        Telephony = new AriTelephony(Ari, OwnApp);
        Callers = new AriCallers(Ari, SharedApp, OwnApp);
    }

    public string Name { get; }

    /// <summary>The Stasis application of the dialplan.</summary>
    public string SharedApp { get; }

    /// <summary>The application that this instance originates under; nobody else's.</summary>
    public string OwnApp { get; }

    public AmiClient Ami { get; }

    public AriClient Ari { get; }

    /// <summary>Its queue_log; null where none is configured.</summary>
    public QueueLogTail? QueueLog { get; }

    /// <summary>Attempts and their legs.</summary>
    public ITelephony Telephony { get; }

    /// <summary>Callers whom the dialplan hands over.</summary>
    public ICallers Callers { get; }

    /// <summary>The AMI snapshot after the latest connect was taken.</summary>
    public bool AmiInSync { get; set; }

    public async ValueTask DisposeAsync()
    {
        await Ami.DisposeAsync();
        await Ari.DisposeAsync();
    }
}

/// <summary>All PBX nodes, by name.</summary>
public sealed class PbxNodes(IEnumerable<PbxNode> nodes) : IAsyncDisposable
{
    private readonly Dictionary<string, PbxNode> byName = nodes.ToDictionary(n => n.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<PbxNode> All => byName.Values;

    public PbxNode? Find(string name) => byName.GetValueOrDefault(name);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in byName.Values)
        {
            await node.DisposeAsync();
        }
    }
}
