using System.Globalization;
using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Hosting;

#pragma warning disable RS0030 // beside the daemon's own composition the only place that names the system's clock
var terminal = new Terminal(Console.Out, Console.Error, SystemClock.Instance, Console.IsOutputRedirected, Console.In)
{
    IsWatched = !Console.IsErrorRedirected,
    Language = SpokenLanguage.Of(Environment.GetEnvironmentVariable),
};
#pragma warning restore RS0030

// What is written down, stories of cases above all, is the same on a machine of any language.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

return await new CommandLine(terminal).RunAsync(args);
