using Npgsql;
using Orchestrator.Rig;

namespace Orchestrator.Demo;

/// <summary>Reads the orchestrator's tables, as a BI tool would.</summary>
internal sealed class CaseBook(NpgsqlDataSource database)
{
    /// <summary>Waits until the number's case is as the story tells it.</summary>
    public Task<CaseSummary> UntilAsync(string number, Func<CaseSummary, bool> wanted, string what) =>
        Until.ValueAsync(async () => await FindAsync(number) is { } found && wanted(found) ? found : null, TimeSpan.FromSeconds(60), what);

    public async Task<IReadOnlyList<(DateTime At, string Text)>> TimelineAsync(Guid caseId)
    {
        var entries = new List<(DateTime, string)>();
        await using var command = database.CreateCommand("select at, text from orchestrator.case_event where case_id = $1 order by id");
        command.Parameters.Add(new NpgsqlParameter { Value = caseId });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            entries.Add((reader.GetDateTime(0), reader.GetString(1)));
        return entries;
    }

    private async Task<CaseSummary?> FindAsync(string number)
    {
        await using var command = database.CreateCommand(
            """
            select id, state, disposition, coalesce(reason, next_attempt_why),
                   array(select coalesce(outcome, state) from orchestrator.callback_attempt a where a.case_id = c.id order by number)
            from orchestrator.callback_case c where number = $1 order by opened_at desc limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = "+" + number });
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new CaseSummary(
                reader.GetGuid(0),
                reader.GetString(1),
                await reader.IsDBNullAsync(2) ? null : reader.GetString(2),
                await reader.IsDBNullAsync(3) ? "" : reader.GetString(3),
                await reader.GetFieldValueAsync<string[]>(4))
            : null;
    }
}

/// <param name="Why">How it closed, or what comes next.</param>
/// <param name="Attempts">Outcomes in order; a running attempt's state.</param>
internal sealed record CaseSummary(Guid Id, string State, string? Disposition, string Why, IReadOnlyList<string> Attempts);
