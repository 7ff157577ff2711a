using System.Diagnostics;
using System.Globalization;
using Orchestrator.Fuzz;

if (args is not ["numbers", .. var rest] || FuzzOptions.Read(rest) is not { } options)
{
    await Console.Error.WriteLineAsync("Usage: dotnet run -c Release --project tests/Orchestrator.Fuzz -- numbers [--seed N] [--for SECONDS]");
    return 2;
}

await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"numbers: seed {options.Seed}, {options.Seconds} s; the same seed tries the same texts"));
var (watch, texts) = (Stopwatch.StartNew(), 0L);
for (var seed = options.Seed; watch.Elapsed.TotalSeconds < options.Seconds; seed++)
{
    // Each thousand has a seed of its own: a failure is repeated in a moment.
    if (NumberFuzz.Run(seed, 1000) is { } fault)
    {
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"FAIL (--seed {seed}): {fault}"));
        return 1;
    }

    texts += 1000;
}

await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"PASS: {texts:N0} texts, {texts / watch.Elapsed.TotalSeconds:N0} a second"));
return 0;
