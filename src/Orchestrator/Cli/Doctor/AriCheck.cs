using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.Doctor;

/// <summary>One Asterisk's REST interface: reach, credentials, modules, and whether a daemon is connected.</summary>
internal sealed class AriCheck(PbxOptions pbx, PolicySet policies, TimeProvider time) : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public Reason Subject => new Reason.LookedAt(CheckSubject.Ari, pbx.Name);

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
                CheckResult.Fine(Subject, new Reason.AriFine(pbx.Ari.Url, info.System?.Version, pbx.Ari.User)),
                .. ModuleFindings.Of(new Reason.LookedAt(CheckSubject.Modules, pbx.Name), await ari.Asterisk.ModulesAsync(cancel), policies),
                await ApplicationAsync(ari, cancel),
            ];
        }
        catch (AriException e)
        {
            return [CheckResult.Finding(Subject, new Reason.NotReached(pbx.Ari.Url, new Reason.Quoted(e.Message)), Mend(e.Status))];
        }
    }

    private static Reason Mend(int status) => status switch
    {
        0 => new Reason.EnableAri(),
        401 or 403 => new Reason.CompareAriUser(),
        404 => new Reason.LoadAri(),
        _ => new Reason.WatchAsterisk(),
    };

    private async Task<CheckResult> ApplicationAsync(AriClient ari, CancellationToken cancel) =>
        await ari.Applications.GetAsync(pbx.Ari.App, cancel) is null
            ? CheckResult.Note(Subject, new Reason.NobodyConnected(pbx.Ari.App), new Reason.IsOrchestratorRunning())
            : CheckResult.Fine(Subject, new Reason.AppConnected(pbx.Ari.App));
}
