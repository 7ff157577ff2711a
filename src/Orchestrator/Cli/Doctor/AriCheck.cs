using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Cli.Doctor;

/// <summary>One Asterisk's REST interface: reach, credentials, modules, and whether a daemon is connected.</summary>
internal sealed class AriCheck(PbxOptions pbx, PolicySet policies, TimeProvider time) : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public string Subject => $"{pbx.Name} ARI";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        var options = new AriOptions
        {
            Url = new Uri(pbx.Ari.Url),
            User = pbx.Ari.User,
            Password = pbx.Ari.Password,
            Apps = [],
            ConnectTimeout = Patience,
            RequestTimeout = Patience,
        };
        await using var ari = new AriClient(options, time, () => 0, NullLogger<AriClient>.Instance);
        try
        {
            var info = await ari.Asterisk.InfoAsync(cancel);
            return
            [
                CheckResult.Fine(Subject, $"{pbx.Ari.Url}, Asterisk {info.System?.Version ?? "of unknown version"}, user '{pbx.Ari.User}'"),
                .. ModuleFindings.Of($"{pbx.Name} modules", await ari.Asterisk.ModulesAsync(cancel), policies),
                await ApplicationAsync(ari, cancel),
            ];
        }
        catch (AriException e)
        {
            return [CheckResult.Finding(Subject, $"{pbx.Ari.Url}: {e.Message}", Mend(e.Status))];
        }
    }

    private static string Mend(int status) => status switch
    {
        0 => "In http.conf: enabled = yes, bindaddr and bindport; in ari.conf: enabled = yes. Look for a firewall in between.",
        401 or 403 => "Compare Orchestrator:Pbx:…:Ari:User and :Password with the user's section in ari.conf (type = user, password, read_only = no).",
        404 => "Load res_ari.so and res_ari_asterisk.so; and check whether http.conf has a prefix that belongs in Orchestrator:Pbx:…:Ari:Url.",
        _ => "Look at Asterisk's console ('asterisk -rvvv') while 'doctor' runs.",
    };

    private async Task<CheckResult> ApplicationAsync(AriClient ari, CancellationToken cancel) =>
        await ari.Applications.GetAsync(pbx.Ari.App, cancel) is null
            ? CheckResult.Note(Subject, $"nobody is connected as application '{pbx.Ari.App}'", "That is normal while no orchestrator runs; if one does, look at its log.")
            : CheckResult.Fine(Subject, $"application '{pbx.Ari.App}' is connected");
}
