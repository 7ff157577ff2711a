using NodaTime;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Dialling;
using Orchestrator.Hosting;
using Orchestrator.Intake;
using Orchestrator.Operators;

namespace Orchestrator.Pbx;

/// <summary>One Asterisk as the daemon sees it: its two links, its operators, its calls.</summary>
public sealed class PbxNode : IAsyncDisposable
{
    public PbxNode(PbxOptions options, string instance, IntakeQueue intake, IClock clock, TimeProvider time, Random random, ILoggerFactory loggers)
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
        Operators = new OperatorBoard(clock);
        Calls = new CallWatch(Name, intake, clock);
        Telephony = new AriTelephony(Ari, OwnApp);
    }

    public string Name { get; }

    /// <summary>The Stasis application of the dialplan.</summary>
    public string SharedApp { get; }

    /// <summary>The application that this instance originates under; nobody else's.</summary>
    public string OwnApp { get; }

    public AmiClient Ami { get; }

    public AriClient Ari { get; }

    public OperatorBoard Operators { get; }

    public CallWatch Calls { get; }

    public ITelephony Telephony { get; }

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
