using System.Globalization;
using System.IO.Compression;
using System.Text;
using Orchestrator.Asterisk.QueueLog;
using Xunit;

namespace Orchestrator.Tests.Asterisk.QueueLog;

public sealed class QueueLogTailTests : IDisposable
{
    private const long Start = 1_700_000_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("queue_log");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(49_999)]
    [InlineData(99_999)]
    [InlineData(100_000)]
    public void Since_InALargeFile_HasEveryRecordFromThenOn(int second)
    {
        Write("queue_log", 0, 100_000);

        Assert.Equal(Enumerable.Range(Math.Max(second, 0), 100_000 - Math.Max(second, 0)), Seconds(Start + second));
    }

    [Fact]
    public void Since_RotatedMeanwhile_GoesThroughTheFilesInTheirOrder()
    {
        Write("queue_log.2.gz", 0, 100);
        Write("queue_log-20231114", 100, 100);
        Write("queue_log.1", 200, 100);
        Write("queue_log", 300, 100);
        File.WriteAllText(Path.Combine(folder.FullName, "queue_log_other"), "nothing of ours\n");
        File.WriteAllText(Path.Combine(folder.FullName, "queue_log.0"), ""); // just rotated

        Assert.Equal(Enumerable.Range(50, 350), Seconds(Start + 50));
        Assert.Equal(Enumerable.Range(300, 100), Seconds(Start + 300));
        Assert.Equal(["queue_log.1", "queue_log"], new QueueLogTail(Path.Combine(folder.FullName, "queue_log")).Files(Start + 250).Select(Path.GetFileName));
    }

    [Fact]
    public void Since_SecondsThatAFileSharesWithTheNext_AreReadFromBoth()
    {
        Write("queue_log.1", 0, 10);
        Write("queue_log", 9, 10);

        Assert.Equal([9, 9, .. Enumerable.Range(10, 9)], Seconds(Start + 9));
    }

    [Fact]
    public void Since_SomethingElseBeside_IsLeftAlone()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "queue_log.note"), "moved on Friday\n");
        Write("queue_log", 0, 3);

        Assert.Equal([0, 1, 2], Seconds(Start));
    }

    [Fact]
    public void Since_NoFile_SaysSo() => Assert.Throws<FileNotFoundException>(() => Seconds(Start));

    private List<int> Seconds(long since) => [.. new QueueLogTail(Path.Combine(folder.FullName, "queue_log")).Since(since, new QueueLogTally()).Select(e => (int)(e.Time - Start))];

    private void Write(string name, int first, int count)
    {
        var text = new StringBuilder();
        for (var i = first; i < first + count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Start + i}|{Start + i}.1|sales|NONE|ENTERQUEUE||+7916{i:0000000}|1\n");
        }

        using Stream file = File.Create(Path.Combine(folder.FullName, name));
        using var stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(Encoding.ASCII.GetBytes(text.ToString()));
    }
}
