using Npgsql;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Running;

/// <summary>Checks the configuration as a whole and tells every problem at once, each with its key and what would be right.</summary>
public static class OptionsCheck
{
    public static IReadOnlyList<SettingProblem> Problems(OrchestratorOptions options, string? connectionString)
    {
        var problems = new List<SettingProblem>();
        CheckConnectionString(connectionString, problems);
        Require(options.Policies, "Orchestrator:Policies", new Reason.GivePolicyDirectory(), problems);
        Require(options.Instance, "Orchestrator:Instance", new Reason.GiveInstanceName(), problems);
        if (options.Instance.Length > 60 || !options.Instance.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            problems.Add(SettingProblem.Is("Orchestrator:Instance", options.Instance, new Reason.GiveInstanceLetters()));
        }

        if (!Uri.TryCreate(options.Web.Url, UriKind.Absolute, out var web) || web.Scheme is not ("http" or "https"))
        {
            problems.Add(SettingProblem.Is("Orchestrator:Web:Url", options.Web.Url, new Reason.GiveWebUrl()));
        }

        foreach (var (name, limit) in Limits(options.Web.Limits).Where(l => l.Value is < 1 or > 100_000))
        {
            problems.Add(SettingProblem.Is($"Orchestrator:Web:Limits:{name}", limit, new Reason.GiveNumber(1, 100_000)));
        }

        if (JobRetries.Read(options.Jobs.RetryAfter) is null)
        {
            problems.Add(SettingProblem.Is("Orchestrator:Jobs:RetryAfter", options.Jobs.RetryAfter, new Reason.GivePauses(JobRetries.Most)));
        }

        CheckConsole(options.Console, problems);

        if (options.Pbx.Count == 0)
        {
            problems.Add(new SettingProblem("Orchestrator:Pbx", new Reason.NoPbxNamed()));
        }

        for (var i = 0; i < options.Pbx.Count; i++)
        {
            CheckPbx(options.Pbx[i], $"Orchestrator:Pbx:{i}", problems);
        }

        foreach (var twice in options.Pbx.GroupBy(p => p.Name, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
        {
            problems.Add(new SettingProblem("Orchestrator:Pbx", new Reason.PbxNamedTwice(twice.Key)));
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

    private static void CheckConnectionString(string? connectionString, List<SettingProblem> problems)
    {
        const string Key = "ConnectionStrings:Orchestrator";
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            problems.Add(SettingProblem.Missing(Key, new Reason.GiveConnectionString()));
            return;
        }

        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host))
            {
                problems.Add(new SettingProblem(Key, new Reason.ConnectionWithoutHost(Key)));
            }
        }
        catch (ArgumentException e)
        {
            problems.Add(new SettingProblem(Key, new Reason.NotAConnectionString(Key, e.Message)));
        }
    }

    private static void CheckConsole(ConsoleOptions console, List<SettingProblem> problems)
    {
        if (console.OldestAmber <= TimeSpan.Zero || console.OldestRed < console.OldestAmber)
        {
            problems.Add(new SettingProblem("Orchestrator:Console:OldestAmber", new Reason.OldestWrong($"{console.OldestAmber}", $"{console.OldestRed}")));
        }

        if (!(console.LostAmber > 0 && console.LostRed >= console.LostAmber && console.LostRed <= 1))
        {
            problems.Add(new SettingProblem("Orchestrator:Console:LostAmber", new Reason.LostWrong(FormattableString.Invariant($"{console.LostAmber}"), FormattableString.Invariant($"{console.LostRed}"))));
        }
    }

    private static void CheckPbx(PbxOptions pbx, string key, List<SettingProblem> problems)
    {
        Require(pbx.Name, $"{key}:Name", new Reason.GivePbxName(), problems);
        Require(pbx.Ami.Host, $"{key}:Ami:Host", new Reason.GiveAmiHost(), problems);
        Require(pbx.Ami.User, $"{key}:Ami:User", new Reason.GiveAmiUser(), problems);
        Require(pbx.Ami.Secret, $"{key}:Ami:Secret", new Reason.GiveAmiSecret(), problems);
        if (pbx.Ami.Port is < 1 or > 65535)
        {
            problems.Add(SettingProblem.Is($"{key}:Ami:Port", pbx.Ami.Port, new Reason.GiveAmiPort()));
        }

        if (!Uri.TryCreate(pbx.Ari.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            problems.Add(SettingProblem.Is($"{key}:Ari:Url", pbx.Ari.Url, new Reason.GiveAriUrl()));
        }

        Require(pbx.Ari.User, $"{key}:Ari:User", new Reason.GiveAriUser(), problems);
        Require(pbx.Ari.Password, $"{key}:Ari:Password", new Reason.GiveAriPassword(), problems);
        if (pbx.Ari.App.Length == 0 || !pbx.Ari.App.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            problems.Add(SettingProblem.Is($"{key}:Ari:App", pbx.Ari.App, new Reason.GiveAriApp()));
        }
    }

    private static void Require(string value, string key, Reason give, List<SettingProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            problems.Add(SettingProblem.Missing(key, give));
        }
    }
}
