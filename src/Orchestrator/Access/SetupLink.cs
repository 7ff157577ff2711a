using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Hosting;
using Orchestrator.Web;

namespace Orchestrator.Access;

/// <summary>While there is no administrator, each start prints a one-time link that makes one. It goes to standard output, not to the log.</summary>
internal sealed class SetupLink(FirstAdministrator first, OrchestratorOptions options, EngineState engine, TimeProvider time, Terminal terminal) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (!engine.Running) // the tables are there from then on
        {
            await timer.WaitForNextTickAsync(stoppingToken);
        }

        while (true)
        {
            try
            {
                if (await first.NewLinkAsync(stoppingToken) is { } key)
                {
                    await terminal.SayAsync(terminal.Text("cli.setup_link", ("link", $"{Address(options.Web.Url)}{FirstAdministrator.Path}?key={key}")));
                }

                return;
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                await timer.WaitForNextTickAsync(stoppingToken); // the database is away for a moment
            }
        }
    }

    /// <summary>An address that a browser on this machine can open.</summary>
    private static string Address(string url) => url.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)
        .Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal).TrimEnd('/');
}
