using NodaTime;
using Npgsql;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site.Dashboard;

/// <summary>Counts for the dashboard's tiles, kept for some seconds: many viewers cost Postgres no more than one.</summary>
internal sealed class DashboardFigures(Database database, IClock clock)
{
    private static readonly Duration Fresh = Duration.FromSeconds(5);

    private volatile Kept? last;

    /// <summary>The figures as they were some seconds ago at most; null while the database does not tell.</summary>
    public (OpenFigures Open, int MissedToday)? Read(Instant midnight)
    {
        var now = clock.GetCurrentInstant();
        if (last is not { } kept || now - kept.At > Fresh || kept.Midnight != midnight)
        {
            try
            {
#pragma warning disable VSTHRD002 // Hangfire's pages are rendered synchronously
                last = kept = new Kept(now, midnight, database.InTransactionAsync(tx => tx.Board.ReadOpenAsync(midnight), CancellationToken.None).GetAwaiter().GetResult());
#pragma warning restore VSTHRD002
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                return null;
            }
        }

        return kept.Figures;
    }

    private sealed record Kept(Instant At, Instant Midnight, (OpenFigures Open, int MissedToday) Figures);
}
