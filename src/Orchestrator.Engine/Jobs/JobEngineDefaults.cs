using Hangfire;
using Hangfire.Common;
using Hangfire.Logging;
using Npgsql;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Orchestrator.Engine.Jobs;

/// <summary>What Hangfire keeps once for a whole process: how it writes jobs down, and where it logs.</summary>
internal static class JobEngineDefaults
{
    /// <summary>Names that stay when a class is moved: jobs wait in the database for days.</summary>
    private static readonly Dictionary<string, Type> Names = new(StringComparer.Ordinal)
    {
        ["callback"] = typeof(CallbackJob),
        ["sweep"] = typeof(SweepJob),
        ["notice-tidy"] = typeof(NoticeTidyJob),
    };

    private static readonly Dictionary<Type, string> Types = Names.ToDictionary(n => n.Value, n => n.Key);

    static JobEngineDefaults() => GlobalConfiguration.Configuration
        .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
        .UseRecommendedSerializerSettings()
        .UseTypeSerializer(type => Types.TryGetValue(type, out var name) ? name : TypeHelper.SimpleAssemblyTypeSerializer(type))
        .UseTypeResolver(name => Names.TryGetValue(name, out var type) ? type : TypeHelper.IgnoredAssemblyVersionTypeResolver(name));

    /// <summary>Makes sure that they are set, before anything of Hangfire is made.</summary>
    /// <param name="logs">Where to log from now on.</param>
    public static void Use(ILoggerFactory logs) => LogProvider.SetCurrentLogProvider(new Provider(logs));

    private sealed class Provider(ILoggerFactory logs) : ILogProvider
    {
        public ILog GetLogger(string name)
        {
            try
            {
                return new Log(logs.CreateLogger(name));
            }
            catch (ObjectDisposedException)
            {
                return new Log(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance); // the host that set it is gone
            }
        }
    }

    /// <summary>Hangfire's log as ours. That the database is away is told by those who wait for it: here it is no error, and needs no stack trace.</summary>
    private sealed class Log(ILogger log) : ILog
    {
        bool ILog.Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception)
        {
            var level = logLevel switch
            {
                Hangfire.Logging.LogLevel.Trace => LogLevel.Trace,
                Hangfire.Logging.LogLevel.Debug => LogLevel.Debug,
                Hangfire.Logging.LogLevel.Info => LogLevel.Information,
                Hangfire.Logging.LogLevel.Warn => LogLevel.Warning,
                Hangfire.Logging.LogLevel.Error => LogLevel.Error,
                _ => LogLevel.Critical,
            };
            if (messageFunc is null)
            {
                return log.IsEnabled(level);
            }

            var isAway = exception is NpgsqlException or TimeoutException;
#pragma warning disable CA1848, CA2254, CA1873 // the texts are Hangfire's
            log.Log(isAway && level > LogLevel.Warning ? LogLevel.Warning : level, isAway ? null : exception, "{Message}", isAway ? $"{messageFunc()} {exception!.Message}" : messageFunc());
#pragma warning restore CA1848, CA2254, CA1873
            return true;
        }
    }
}
