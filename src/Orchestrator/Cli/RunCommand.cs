using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Orchestrator.Access;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;
using Orchestrator.Web;

namespace Orchestrator.Cli;

/// <summary><c>run</c>: the daemon.</summary>
internal static class RunCommand
{
    /// <summary>
    /// The host would watch the whole tree under the working directory for changes of its own settings, which <see cref="ConfigurationSources"/> replaces:
    /// an inotify watch and some 500 bytes for each directory in it, three times over.
    /// </summary>
    private const string DoNotWatchTheWorkingDirectory = "--hostBuilder:reloadConfigOnChange=false";

    public static Command Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var command = new ExemplifiedCommand(
            "run",
            terminal.Text("cli.run"),
            "run", "run --Orchestrator:Policies=/etc/orchestrator/policies");
        command.SetAction((_, cancel) => RunAsync(terminal, settings, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, IReadOnlyList<string> settings, CancellationToken cancel)
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture; // what libraries log is English, as all of the log
        var builder = WebApplication.CreateBuilder([DoNotWatchTheWorkingDirectory]);
        ConfigurationSources.Fill(builder.Configuration, settings, builder.Environment.EnvironmentName);
        builder.AddEngine();
        builder.AddWeb();
        builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SetupLink>(provider, terminal));

        await using var app = builder.Build();
        app.UseWeb();
        app.Urls.Add(app.Services.GetRequiredService<OrchestratorOptions>().Web.Url);
        var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartupException(new Reason.WebAddressUnusable(), [new Reason.WebAddressRefused(e.Message)]);
        }

        await app.WaitForShutdownAsync(cancel);
        if (parts.Select(p => p.ExecuteTask?.Exception?.InnerException).FirstOrDefault(e => e is not null) is { } failure)
        {
            await terminal.ComplainAsync(terminal.Text("cli.stopped_by_failure", ("why", failure.Message)));
            return CommandLine.Failed;
        }

        return CommandLine.Fine;
    }
}
