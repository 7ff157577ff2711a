using Orchestrator.Rig.Asterisk;


namespace Orchestrator.Demo;

/// <summary>The daemon's configuration for the private PostgreSQL and Asterisk.</summary>
internal static class DemoSettings
{
    public static Dictionary<string, string> For(PrivateAsterisk asterisk, string connectionString) => new()
    {
        ["ConnectionStrings:Orchestrator"] = connectionString,
        ["Orchestrator:Instance"] = "demo",
        ["Orchestrator:Pbx:0:Name"] = "demo",
        ["Orchestrator:Pbx:0:Ami:Host"] = asterisk.Ami.Host,
        ["Orchestrator:Pbx:0:Ami:Port"] = $"{asterisk.Ami.Port}",
        ["Orchestrator:Pbx:0:Ami:User"] = asterisk.Ami.User,
        ["Orchestrator:Pbx:0:Ami:Secret"] = asterisk.Ami.Secret,
        ["Orchestrator:Pbx:0:Ari:Url"] = asterisk.Ari.Url.ToString(),
        ["Orchestrator:Pbx:0:Ari:User"] = asterisk.Ari.User,
        ["Orchestrator:Pbx:0:Ari:Password"] = asterisk.Ari.Password,
        ["Orchestrator:Pbx:0:Ari:App"] = "orchestrator",
        ["Orchestrator:Pbx:0:QueueLog:File"] = asterisk.QueueLogFile,
    };
}
