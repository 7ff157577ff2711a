using Orchestrator.Engine.Running;


namespace Orchestrator.Engine.Settings;

/// <summary>The product's configuration, section <c>Orchestrator</c>. See docs/configuration.md; validated at start by <see cref="OptionsCheck"/>.</summary>
public sealed class OrchestratorOptions
{
    public const string Section = "Orchestrator";

    /// <summary>Directory of the policy files.</summary>
    public string Policies { get; set; } = "policies";

    /// <summary>The numbers file; by default <c>numbers.yaml</c> beside the policies.</summary>
    public string? Numbers { get; set; }

    /// <summary>This instance's name; by default the machine's. The same name after a restart takes its calls up at once.</summary>
    public string Instance { get; set; } = Environment.MachineName;

    /// <summary>Directory for what must survive while Postgres is away.</summary>
    public string Spool { get; set; } = "spool";

    public WebOptions Web { get; set; } = new();

    public JobOptions Jobs { get; set; } = new();

    public ConsoleOptions Console { get; set; } = new();

    public WebhookOptions Webhooks { get; set; } = new();

    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>The PBX nodes.</summary>
    public IList<PbxOptions> Pbx { get; set; } = [];
}

/// <summary>Where the API and the health endpoints listen.</summary>
public sealed class WebOptions
{
    public string Url { get; set; } = "http://127.0.0.1:5080";

    public WebLimits Limits { get; set; } = new();
}

/// <summary>How much one API key may ask of this instance.</summary>
public sealed class WebLimits
{
    public int ReadsPerSecond { get; set; } = 20;

    /// <summary>After a pause.</summary>
    public int ReadsAtOnce { get; set; } = 100;

    public int ChangesPerSecond { get; set; } = 5;

    /// <summary>After a pause.</summary>
    public int ChangesAtOnce { get; set; } = 50;
}

/// <summary>Background jobs.</summary>
public sealed class JobOptions
{
    /// <summary>Pauses before the automatic retries of a failed wake-up, in order; then it is dead until a person looks.</summary>
    public string RetryAfter { get; set; } = "5s, 30s, 2m, 10m, 30m";
}

/// <summary>From where on the wallboard warns (amber) and alarms (red).</summary>
public sealed class ConsoleOptions
{
    /// <summary>How long a customer has been waiting whom nobody has called yet, though they may be called.</summary>
    public TimeSpan OldestAmber { get; set; } = TimeSpan.FromMinutes(30);

    public TimeSpan OldestRed { get; set; } = TimeSpan.FromHours(2);

    /// <summary>The share of today's closed cases that is lost, 0 to 1.</summary>
    public double LostAmber { get; set; } = 0.1;

    public double LostRed { get; set; } = 0.25;
}

/// <summary>One Asterisk.</summary>
public sealed class PbxOptions
{
    public string Name { get; set; } = "";

    public AmiSection Ami { get; set; } = new();

    public AriSection Ari { get; set; } = new();

    public QueueLogSection QueueLog { get; set; } = new();
}

/// <summary>Where what happened while nobody listened is read. Nothing given: such times stay blind.</summary>
public sealed class QueueLogSection
{
    /// <summary>Asterisk's file, for example <c>/var/log/asterisk/queue_log</c>; what was rotated lies beside it.</summary>
    public string? File { get; set; }
}

public sealed class AmiSection
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 5038;

    public string User { get; set; } = "";

    public string Secret { get; set; } = "";

    public bool Tls { get; set; }
}

public sealed class AriSection
{
    /// <summary>For example <c>http://127.0.0.1:8088/ari</c>.</summary>
    public string Url { get; set; } = "";

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The Stasis application that the dialplan hands calls to.</summary>
    public string App { get; set; } = "orchestrator";
}
