using Npgsql;
using Orchestrator.Storage;

namespace Orchestrator.Cli.Doctor;

/// <summary>Whether wake-ups were given up, and whether recurring jobs stand still.</summary>
/// <param name="connectionString">Of the database.</param>
internal sealed class JobCheck(string connectionString) : ICheck
{
    public string Subject => "jobs";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        await using var database = new Database(connectionString);
        try
        {
            var (dead, pauses) = await database.InTransactionAsync(async tx => (await tx.CountDeadJobsAsync(), await tx.ListJobPausesAsync()), cancel);
            List<CheckResult> results = [.. pauses.Select(p => CheckResult.Note(Subject, $"{p.Kind} is paused by {p.PausedBy}: {p.Reason}", "An administrator resumes it on the console's page Jobs."))];
            if (dead > 0)
            {
                results.Add(CheckResult.Finding(
                    Subject,
                    $"{Phrase.Count(dead, "wake-up is", "wake-ups are")} dead: nobody is called back for these cases",
                    "The console's page Jobs, or GET /api/v1/jobs?state=dead, tells why; retry them there when the cause is mended."));
            }

            return results.Count == 0 ? [CheckResult.Fine(Subject, "none dead, none paused")] : results;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return []; // no database, or no table yet: the check of Postgres tells that
        }
    }
}
