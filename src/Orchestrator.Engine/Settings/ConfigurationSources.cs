using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Running;

namespace Orchestrator.Engine.Settings;

/// <summary>
/// The configuration, in the usual .NET order; later ones win: <c>appsettings.json</c> beside the executable, <c>appsettings.json</c> and
/// <c>appsettings.ENVIRONMENT.json</c> in the working directory, environment variables, command line.
/// </summary>
public static class ConfigurationSources
{
    /// <summary>Puts the product's sources in the place of whatever was there.</summary>
    /// <param name="configuration">Of the host, or an empty one.</param>
    /// <param name="arguments">Each <c>--Key=value</c>.</param>
    /// <param name="environment">For instance <c>Development</c>; <c>DOTNET_ENVIRONMENT</c> names it.</param>
    public static void Fill(IConfigurationBuilder configuration, IReadOnlyList<string> arguments, string environment)
    {
        configuration.Sources.Clear();
        var directory = Directory.GetCurrentDirectory();
        if (Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) != directory)
        {
            configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        }

        configuration.AddJsonFile(Path.Combine(directory, "appsettings.json"), optional: true);
        configuration.AddJsonFile(Path.Combine(directory, $"appsettings.{environment}.json"), optional: true);
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine([.. arguments]);
    }

    /// <summary>For commands that need no host.</summary>
    /// <exception cref="StartupException">A file is no JSON.</exception>
    public static IConfiguration Load(IReadOnlyList<string> arguments)
    {
        var configuration = new ConfigurationBuilder();
        Fill(configuration, arguments, Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Production");
        try
        {
            return configuration.Build();
        }
        catch (InvalidDataException e)
        {
            throw new StartupException(new Reason.ConfigurationUnreadable(), [new Reason.Quoted(e.Message), .. e.InnerException is { } inner ? [new Reason.Quoted(inner.Message)] : Array.Empty<Reason>()]);
        }
    }

    /// <summary>The product's section.</summary>
    /// <exception cref="StartupException">A value has the wrong type.</exception>
    public static OrchestratorOptions Options(this IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(OrchestratorOptions.Section).Get<OrchestratorOptions>() ?? new OrchestratorOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new StartupException(new Reason.ConfigurationHasProblems(), [new Reason.Quoted(e.InnerException?.Message is { } why ? $"{e.Message} {why}" : e.Message)]);
        }
    }
}
