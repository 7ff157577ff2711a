namespace Orchestrator.Cli.Doctor;

/// <summary>The rules of the time zones come with the program, not with the machine.</summary>
internal sealed class ZoneCheck : ICheck
{
    public string Subject => "zone data";

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<CheckResult>>([CheckResult.Fine(Subject, $"tzdb {VersionCommand.OfZones}, built in")]);
}
