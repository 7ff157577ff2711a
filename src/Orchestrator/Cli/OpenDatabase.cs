using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli;

/// <summary>The database of commands that work beside the daemon.</summary>
internal static class OpenDatabase
{
    private const string Key = "ConnectionStrings:Orchestrator";

    /// <exception cref="StartupException">There is no usable connection string. Nothing else of the configuration matters here.</exception>
    public static Database Of(IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString("Orchestrator");
        var problems = OptionsCheck.Problems(new OrchestratorOptions(), connectionString).Where(p => p.Key == Key).Select(p => p.Why).ToList();
        return problems.Count == 0 ? new Database(connectionString!) : throw new StartupException(new Reason.ConfigurationHasProblems(), problems);
    }
}
