using System.Runtime.InteropServices;
using Orchestrator.Demo;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Postgres;

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

if (!args.Contains("--once"))
    await stop.Task;
return 0;

void End(PosixSignalContext context)
{
    // The signal's own ending would leave files behind: what was started is ended in order instead.
    context.Cancel = true;
    stop.TrySetResult();
}
