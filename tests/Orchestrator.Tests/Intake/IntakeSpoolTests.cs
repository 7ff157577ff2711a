using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Intake;
using Orchestrator.Tests.Asterisk;
using Xunit;

namespace Orchestrator.Tests.Intake;

public sealed class IntakeSpoolTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("spool");

    private string File => Path.Combine(folder.FullName, "intake.jsonl");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Add_DiskTakesIt_IsKeptAndThereForTheNextStart()
    {
        var (spool, verdict) = (Open(), Verdict("1"));

        spool.Add(verdict);

        await verdict.Kept.WithinDeadlineAsync();
        Assert.False(spool.HasUnwritten);
        Assert.Equal(["1"], await AllAsync(Open()));
    }

    [Fact]
    public async Task Add_EverythingThatIsKnownOfACall_IsThereForTheNextStart()
    {
        var report = new MissedCallReport(
            "pbx1", "1", "2", Instant.FromUtc(2026, 11, 21, 6, 30), MissReason.TimedOut, "sales", "74951234567", "+79161234567", "Anna", Duration.FromSeconds(12), 3, ["ami", "stasis"],
            Asked: true, "about the bill", HidesNumber: true);

        Open().Add(new PendingVerdict(new CallVerdict.Missed(report)));

        var kept = Assert.IsType<CallVerdict.Missed>(await Open().FirstAsync(CancellationToken.None)).Report;
        Assert.Equal(report with { SeenBy = kept.SeenBy }, kept);
        Assert.Equal(report.SeenBy, kept.SeenBy);
    }

    [Fact]
    public async Task Add_DiskIsFull_StaysInMemoryUntilTheDiskTakesItAgain()
    {
        var (spool, first, second) = (Open(), Verdict("1"), Verdict("2"));
        System.IO.File.CreateSymbolicLink(File, "/dev/full");
        spool.Add(first);
        spool.Add(second);
        Assert.True(spool.HasUnwritten);
        Assert.False(first.Kept.IsCompleted);
        Assert.Equal("1", CallId(await spool.FirstAsync(CancellationToken.None)));

        System.IO.File.Delete(File);
        spool.Add();

        await Task.WhenAll(first.Kept, second.Kept).WithinDeadlineAsync();
        Assert.False(spool.HasUnwritten);
        Assert.Equal(["1", "2"], await AllAsync(Open()));
    }

    [Fact]
    public async Task Remove_OfOneThatTheDiskDidNotTake_IsKeptByTheDatabaseAndNotWrittenLater()
    {
        var (spool, first, second) = (Open(), Verdict("1"), Verdict("2"));
        System.IO.File.CreateSymbolicLink(File, "/dev/full");
        spool.Add(first, second);

        spool.Remove();
        System.IO.File.Delete(File);
        spool.Add();

        await first.Kept.WithinDeadlineAsync();
        Assert.Equal(["2"], await AllAsync(Open()));
    }

    [Fact]
    public async Task Add_BehindATornLine_CostsTheTornLineOnly()
    {
        var spool = Open();
        spool.Add(Verdict("1"));
        await System.IO.File.AppendAllTextAsync(File, "{\"missed\":tr");

        var again = Open();
        again.Add(Verdict("2"));

        Assert.Equal(["1", "2"], await AllAsync(Open()));
    }

    [Fact]
    public async Task FirstAsync_NothingThere_WaitsForTheNext()
    {
        var spool = Open();
        var first = spool.FirstAsync(CancellationToken.None);

        spool.Add(Verdict("1"));

        Assert.Equal("1", CallId(await first.WithinDeadlineAsync()));
    }

    private IntakeSpool Open() => new(folder.FullName, NullLogger<IntakeSpool>.Instance);

    private static PendingVerdict Verdict(string call) => new(new CallVerdict.Missed(new MissedCallReport(
        "pbx1", call, call, Instant.FromUtc(2026, 11, 21, 10, 0), MissReason.Requested, "sales", null, "+74950000001", null, null, null, ["stasis"], Asked: true)));

    private static string CallId(CallVerdict verdict) => ((CallVerdict.Missed)verdict).Report.CallId;

    private static async Task<List<string>> AllAsync(IntakeSpool spool)
    {
        var calls = new List<string>();
        while (spool.Count > 0)
        {
            calls.Add(CallId(await spool.FirstAsync(CancellationToken.None)));
            spool.Remove();
        }

        return calls;
    }
}
