using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Postgres;
using Spectre.Console;

await using var postgres = await PrivatePostgres.StartNewAsync();
await using var asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 2 });
var database = await postgres.CreateDatabaseAsync("orchestrator");
AnsiConsole.WriteLine($"""
    ConnectionStrings__Orchestrator='{database}'
    Orchestrator__Pbx__0__Name=demo
    Orchestrator__Pbx__0__Ami__Host={asterisk.Ami.Host}
    Orchestrator__Pbx__0__Ami__Port={asterisk.Ami.Port}
    Orchestrator__Pbx__0__Ami__User={asterisk.Ami.User}
    Orchestrator__Pbx__0__Ami__Secret={asterisk.Ami.Secret}
    Orchestrator__Pbx__0__Ari__Url={asterisk.Ari.Url}
    Orchestrator__Pbx__0__Ari__User={asterisk.Ari.User}
    Orchestrator__Pbx__0__Ari__Password={asterisk.Ari.Password}
    Orchestrator__Pbx__0__Ari__App=orchestrator
    Orchestrator__Pbx__0__QueueLog__File={asterisk.QueueLogFile}
    SIP=127.0.0.1:{asterisk.SipPort}
    LOGS={RigFiles.Artifacts}
    """);
using var stop = new ManualResetEventSlim();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Set();
};
stop.Wait();
