using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary>A progress bar on standard error, where somebody watches; standard output stays clean.</summary>
internal static class ReplayProgress
{
    /// <summary>Runs work that reports its progress, 0 to 1.</summary>
    public static Task<T> ShowAsync<T>(Terminal terminal, bool wanted, Func<Action<double>, Task<T>> work)
    {
        if (!wanted || !terminal.IsWatched)
        {
            return work(_ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error), Interactive = InteractionSupport.Yes });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(terminal.Text("cli.replaying"), maxValue: 1);
                return work(done => bar.Value = done);
            });
    }
}
