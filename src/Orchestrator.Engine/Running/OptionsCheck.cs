using Npgsql;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Running;

/// <summary>Checks the configuration as a whole and tells every problem at once, each with its key and what would be right.</summary>
public static class OptionsCheck
{
    public static IReadOnlyList<string> Problems(OrchestratorOptions options, string? connectionString)
    {
        var problems = new List<string>();
        CheckConnectionString(connectionString, problems);
        Require(options.Policies, "Orchestrator:Policies", "the directory of the policy files", problems);
        Require(options.Instance, "Orchestrator:Instance", "a name for this instance", problems);
        if (options.Instance.Length > 60 || !options.Instance.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            problems.Add($"Orchestrator:Instance is '{options.Instance}': use up to 60 letters, digits, '-', '_' and '.'.");
        }

        if (!Uri.TryCreate(options.Web.Url, UriKind.Absolute, out var web) || web.Scheme is not ("http" or "https"))
        {
            problems.Add($"Orchestrator:Web:Url is '{options.Web.Url}': give an address such as http://127.0.0.1:5080.");
        }

        foreach (var (name, limit) in Limits(options.Web.Limits).Where(l => l.Value is < 1 or > 100_000))
        {
            problems.Add($"Orchestrator:Web:Limits:{name} is {limit}: use 1 to 100000.");
        }

        if (JobRetries.Read(options.Jobs.RetryAfter) is null)
        {
            problems.Add($"Orchestrator:Jobs:RetryAfter is '{options.Jobs.RetryAfter}': give up to {JobRetries.Most} pauses such as '5s, 30s, 2m', each at most 1d.");
        }

        CheckConsole(options.Console, problems);

        if (options.Pbx.Count == 0)
        {
            problems.Add("Orchestrator:Pbx is empty: name at least one Asterisk (Orchestrator:Pbx:0:Name, …:Ami:Host, …:Ari:Url).");
        }

        for (var i = 0; i < options.Pbx.Count; i++)
        {
            CheckPbx(options.Pbx[i], $"Orchestrator:Pbx:{i}", problems);
        }

        foreach (var twice in options.Pbx.GroupBy(p => p.Name, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
        {
            problems.Add($"Orchestrator:Pbx: two nodes are called '{twice.Key}'; give each a name of its own.");
        }

        problems.AddRange(NotifyOptionsCheck.Problems(options));
        return problems;
    }

    private static Dictionary<string, int> Limits(WebLimits limits) => new(StringComparer.Ordinal)
    {
        [nameof(limits.ReadsPerSecond)] = limits.ReadsPerSecond,
        [nameof(limits.ReadsAtOnce)] = limits.ReadsAtOnce,
        [nameof(limits.ChangesPerSecond)] = limits.ChangesPerSecond,
        [nameof(limits.ChangesAtOnce)] = limits.ChangesAtOnce,
    };

    private static void CheckConnectionString(string? connectionString, List<string> problems)
    {
        const string Key = "ConnectionStrings:Orchestrator";
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            problems.Add($"{Key} is missing: give the Postgres to use, such as Host=127.0.0.1;Database=orchestrator;Username=orchestrator;Password=….");
            return;
        }

        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host))
            {
                problems.Add($"{Key} names no Host.");
            }
        }
        catch (ArgumentException e)
        {
            problems.Add($"{Key} is not a connection string: {e.Message}"); // Npgsql's message names the keyword, not the value
        }
    }

    private static void CheckConsole(ConsoleOptions console, List<string> problems)
    {
        if (console.OldestAmber <= TimeSpan.Zero || console.OldestRed < console.OldestAmber)
        {
            problems.Add($"Orchestrator:Console:OldestAmber is {console.OldestAmber} and OldestRed {console.OldestRed}: give times above zero such as 00:30:00 and 02:00:00, red not below amber.");
        }

        if (!(console.LostAmber > 0 && console.LostRed >= console.LostAmber && console.LostRed <= 1))
        {
            problems.Add(FormattableString.Invariant($"Orchestrator:Console:LostAmber is {console.LostAmber} and LostRed {console.LostRed}: give shares above 0 up to 1 such as 0.1 and 0.25, red not below amber."));
        }
    }

    private static void CheckPbx(PbxOptions pbx, string key, List<string> problems)
    {
        Require(pbx.Name, $"{key}:Name", "a name for this Asterisk, such as pbx1", problems);
        Require(pbx.Ami.Host, $"{key}:Ami:Host", "the host of its AMI", problems);
        Require(pbx.Ami.User, $"{key}:Ami:User", "the section's name in manager.conf", problems);
        Require(pbx.Ami.Secret, $"{key}:Ami:Secret", "the secret in manager.conf", problems);
        if (pbx.Ami.Port is < 1 or > 65535)
        {
            problems.Add($"{key}:Ami:Port is {pbx.Ami.Port}: use 1 to 65535 (5038 is usual).");
        }

        if (!Uri.TryCreate(pbx.Ari.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            problems.Add($"{key}:Ari:Url is '{pbx.Ari.Url}': give an address such as http://127.0.0.1:8088/ari.");
        }

        Require(pbx.Ari.User, $"{key}:Ari:User", "the section's name in ari.conf", problems);
        Require(pbx.Ari.Password, $"{key}:Ari:Password", "the password in ari.conf", problems);
        if (pbx.Ari.App.Length == 0 || !pbx.Ari.App.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            problems.Add($"{key}:Ari:App is '{pbx.Ari.App}': use letters, digits, '-', '_' and '.', the same as in the dialplan's Stasis().");
        }
    }

    private static void Require(string value, string key, string what, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            problems.Add($"{key} is missing: give {what}.");
        }
    }
}
