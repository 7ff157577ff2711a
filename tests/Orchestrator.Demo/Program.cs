using System.Runtime.InteropServices;
using Npgsql;
using Orchestrator.Demo;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Daemon;
using Orchestrator.Rig.Postgres;

const int UsualPort = 5080; // as in appsettings.json
const string DemoUser = "demo";
var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

var rigOnly = args.Contains("--rig-only");
Narration.Say("Starting PostgreSQL and Asterisk");
await using var postgres = await PrivatePostgres.StartNewAsync();
await using var asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = rigOnly ? 2 : 0 });
var settings = DemoSettings.For(asterisk, await postgres.CreateDatabaseAsync("orchestrator"));
if (rigOnly)
    Narration.Settings(settings, asterisk);

if (rigOnly)
{
    await stop.Task;
    return 0;
}

Narration.Say("Starting the orchestrator");
settings["Orchestrator:Policies"] = Path.Combine(RigFiles.Repository, "tests", "Orchestrator.Demo", "policies");
settings["Orchestrator:Spool"] = RigFiles.Artifact("spool");
await using var daemon = await DaemonProcess.StartNewAsync(settings, FreePorts.IsBound(UsualPort) ? null : UsualPort);
var login = $"The console: {daemon.Url} (user {DemoUser}, password {await daemon.AddUserAsync(DemoUser, "administrator")})";
Narration.Say($"{login}. Watch there what follows");
await using var database = NpgsqlDataSource.Create(settings["ConnectionStrings:Orchestrator"]);
await using var cast = await Cast.AssembleAsync(asterisk);
var book = new CaseBook(database);
var failures = 0;
foreach (var (number, story) in new Stories(cast, book).All.Index())
{
    if (stop.Task.IsCompleted)
        return 1;
    Narration.Title(number + 1, story.Title);
    try
    {
        var ending = await story.PlayAsync(story.Number);
        Narration.Ending(ending, await book.TimelineAsync(ending.Id));
    }
    catch (Exception e) when (e is TimeoutException or InvalidOperationException)
    {
        failures++;
        Narration.Failure(story.Title, e);
    }
}

Narration.Farewell(daemon.Url, failures);
Narration.Say(login);
if (!args.Contains("--once"))
{
    Narration.Say("It goes on serving until Ctrl-C");
    await stop.Task;
}

return failures == 0 ? 0 : 1;

void End(PosixSignalContext context)
{
    // The signal's own ending would leave files behind: what was started is ended in order instead.
    context.Cancel = true;
    stop.TrySetResult();
}
