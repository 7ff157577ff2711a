using NodaTime;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Cli.Doctor;

/// <summary>Whether what happens while nobody listens can be read afterwards.</summary>
internal sealed class QueueLogCheck(PbxOptions pbx, IClock clock) : ICheck
{
    public Reason Subject => new Reason.LookedAt(CheckSubject.QueueLog, pbx.Name);

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<CheckResult>>([Look()]);

    private CheckResult Look()
    {
        if (pbx.QueueLog.File is not { Length: > 0 } file)
        {
            return CheckResult.Note(Subject, new Reason.QueueLogNotConfigured(), new Reason.ConfigureQueueLog());
        }

        try
        {
            var since = (clock.GetCurrentInstant() - Duration.FromDays(1)).ToUnixTimeSeconds();
            var latest = new QueueLogTail(file).Since(since, new QueueLogTally()).Select(e => e.Time).DefaultIfEmpty().Max();
            return CheckResult.Fine(Subject, latest == 0 ? new Reason.QueueLogEmpty(file) : new Reason.QueueLogFine(file, Instant.FromUnixTimeSeconds(latest)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return CheckResult.Finding(Subject, new Reason.QueueLogNotRead(file, e.Message.TrimEnd('.')), new Reason.LetQueueLogBeRead());
        }
    }
}
