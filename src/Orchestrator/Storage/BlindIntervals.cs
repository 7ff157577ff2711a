namespace Orchestrator.Storage;

/// <summary>
/// Writes down when nobody listened to a PBX. Best effort: while the database is away, the interval starts a little later than it did.
/// </summary>
public sealed partial class BlindIntervals(Database database, ILogger<BlindIntervals> log)
{
    public Task OpenAsync(string pbx, string link, string reason, CancellationToken cancel) =>
        WriteAsync(
            "insert into blind_interval (pbx, link, since, reason) values (@pbx, @link, now(), @reason) on conflict (pbx, link) where until is null do nothing",
            new { pbx, link, reason = reason.Length > 500 ? reason[..500] : reason }, cancel);

    public Task CloseAsync(string pbx, string link, CancellationToken cancel) =>
        WriteAsync("update blind_interval set until = now() where pbx = @pbx and link = @link and until is null", new { pbx, link }, cancel);

    private async Task WriteAsync(string sql, object parameters, CancellationToken cancel)
    {
        try
        {
            await database.InTransactionAsync(tx => tx.ExecuteAsync(sql, parameters), cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogNotWritten(log, e);
        }
    }
}
