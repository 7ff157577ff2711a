using Orchestrator.Benchmarks.Console;
using Orchestrator.Benchmarks.Jobs;
using Orchestrator.Benchmarks.Latency;
using Orchestrator.Benchmarks.Memory;
using Orchestrator.Benchmarks.Numbers;
using Orchestrator.Benchmarks.Parsing;
using Orchestrator.Benchmarks.Planning;
using Orchestrator.Benchmarks.Replay;


var benchmarks = new (string Name, Func<TextWriter, Task<bool>> Run)[]
{
    ("ami", async output => (await AmiParsing.RunAsync(output)).Passed),
    ("ari", async output => (await AriParsing.RunAsync(output)).Passed),
    ("console", PageSpeed.RunAsync),
    ("jobs", JobsSpeed.RunAsync),
    ("latency", AbandonToInvite.RunAsync),
    ("memory", OpenCases.RunAsync),
    ("numbers", NumberReading.RunAsync),
    ("planning", PlanningSpeed.RunAsync),
    ("replay", ReplaySpeed.RunAsync),
};

var chosen = args is [] or ["all"] ? benchmarks : [.. benchmarks.Where(b => args.Contains(b.Name))];
if (chosen.Length == 0 || (args is not ([] or ["all"]) && chosen.Length != args.Length))
{
    await System.Console.Error.WriteLineAsync("Usage: dotnet run -c Release --project tests/Orchestrator.Benchmarks -- [all | ami | ari | console | jobs | latency | memory | numbers | planning | replay]…");
    return 2;
}

var missed = 0;
foreach (var (_, run) in chosen)
{
    if (!await run(System.Console.Out))
        missed++;
    await System.Console.Out.WriteLineAsync();
}

await System.Console.Out.WriteLineAsync(missed == 0 ? "every target is met" : $"{missed} of {chosen.Length} targets are missed");
return missed == 0 ? 0 : 1;
