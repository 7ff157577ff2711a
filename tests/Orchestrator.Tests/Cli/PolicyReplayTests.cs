using System.IO.Compression;
using System.Text.Json;
using Orchestrator.Cli;
using Orchestrator.Hosting;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class PolicyReplayTests : IDisposable
{
    // 2026-11-20, a Friday, 12:00 in Moscow: one caller is missed, one is answered, one shows no number.
    private const string Log = """
        1795165200|1.1|sales|NONE|ENTERQUEUE||89161234567|1
        1795165210|1.1|sales|NONE|ABANDON|1|1|10
        1795165220|1.2|sales|NONE|ENTERQUEUE||89161234568|1
        1795165230|1.2|sales|PJSIP/101|CONNECT|10|x|3
        1795165290|1.2|sales|PJSIP/101|COMPLETEAGENT|10|60|1
        1795165300|1.3|sales|NONE|ENTERQUEUE||anonymous|1
        1795165360|1.3|sales|NONE|EXITWITHTIMEOUT|1|1|60

        """;

    private readonly string directory = Directory.CreateTempSubdirectory("replay-").FullName;

    public PolicyReplayTests()
    {
        Write("sales.yaml", PolicyText.Least + "attempts: 2\nhours: { mon-fri: 09:00-20:00 }\n");
        Write("numbers.yaml", "home: RU");
        Write("queue_log", Log);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Replay_AsText_HasTheFiguresAndWhatCannotBeKnown()
    {
        var (exit, output, error) = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"));

        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("queue_log: 2 missed and 1 answered calls, 2026-11-20 09:00:10Z to 2026-11-20 09:02:40Z", output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\s+covered\s+1\s*$", output);
        Assert.Matches(@"(?m)^\s+not covered: the caller showed no number\s+1\s*$", output);
        Assert.Matches(@"(?m)^\s+closed as exhausted\s+1\s*$", output);
        Assert.Matches(@"(?m)^  12\s+1 █", output);
        Assert.Contains("Cannot be known: whether a customer would have answered.", output, StringComparison.Ordinal);
        Assert.Contains("A talk takes 60 s, the median of 1 talks", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AsJson_HasTheDocumentedShape()
    {
        var (exit, output, _) = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"), "--compare", At("sales.yaml"), "--json");

        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["history", "replay", "compare", "assumptions"], Names(json.RootElement));
        Assert.Equal(["source", "talk_seconds", "talks", "queue_log"], Names(json.RootElement.GetProperty("history")));
        var replay = json.RootElement.GetProperty("replay");
        Assert.Equal(
            ["policies", "calls", "cases", "attempts", "rang_again", "first_attempt", "operator_minutes", "avoided", "outside_other", "estimate"], Names(replay));
        Assert.Equal(["from", "to", "missed", "answered", "covered", "reasons", "not_covered"], Names(replay.GetProperty("calls")));
        Assert.Equal(
            ["total", "per_day", "days", "hours", "busiest_hour", "dayparts", "outside_dayparts", "per_case", "cases"], Names(replay.GetProperty("attempts")));
        Assert.Equal(2, replay.GetProperty("attempts").GetProperty("total").GetInt32());
        Assert.Equal(0, replay.GetProperty("outside_other").GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Replay_Compared_PutsBothAndTheDifferenceSideBySide()
    {
        Write("other.yaml", PolicyText.Least + "attempts: 5\n");

        var (exit, output, _) = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"), "--compare", At("other.yaml"));

        Assert.Equal(0, exit);
        Assert.Matches(@"sales\s+sales \(compared\)\s+Difference", output);
        Assert.Matches(@"(?m)^\s+in all\s+2\s+5\s+-3\s*$", output);
    }

    [Fact]
    public async Task Replay_Directory_IsASetOfPolicies()
    {
        var (exit, output, _) = await CliRun.Async("policy", "replay", directory, "--from", "queue_log", At("queue_log"), "--json");

        Assert.Equal(0, exit);
        Assert.Contains("\"name\": \"sales\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_RotatedAndZippedInAnyOrder_IsTheSame()
    {
        var lines = Log.Split('\n');
        Write("queue_log.new", string.Join('\n', lines[3..]));
        await using (var zip = new GZipStream(File.Create(At("queue_log.1.gz")), CompressionLevel.Fastest))
        {
            await zip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines[..3]) + "\n"));
        }

        var whole = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"), "--json");
        var parts = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log.new"), At("queue_log.1.gz"), "--json");

        using var one = JsonDocument.Parse(whole.Out);
        using var two = JsonDocument.Parse(parts.Out);
        Assert.True(JsonElement.DeepEquals(one.RootElement.GetProperty("replay"), two.RootElement.GetProperty("replay")));
    }

    [Theory]
    [InlineData("2026-11-20", "2026-11-21", 2)]
    [InlineData("2026-11-21", null, 0)]
    [InlineData("2026-11-20T12:01:00+03:00", null, 1)]
    [InlineData(null, "2026-11-20T09:01:00Z", 1)]
    public async Task Replay_SinceAndUntil_LimitTheCalls(string? since, string? until, int missed)
    {
        string[] limits = [.. since is null ? Array.Empty<string>() : ["--since", since], .. until is null ? Array.Empty<string>() : ["--until", until]];

        var (exit, output, _) = await ReplayAsync(["sales.yaml", "--from", "queue_log", At("queue_log"), .. limits, "--json"]);

        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(missed, json.RootElement.GetProperty("replay").GetProperty("calls").GetProperty("missed").GetInt32());
    }

    [Fact]
    public async Task Replay_EmptyLog_SaysThatThereIsNothing()
    {
        Write("queue_log", "");

        var (exit, output, _) = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"));

        Assert.Equal(0, exit);
        Assert.Contains("There is no missed call in this history", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_NothingCovered_SaysWhy()
    {
        Write("sales.yaml", PolicyText.Least + "covers: { queues: [other] }\n");

        var (exit, output, _) = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"));

        Assert.Equal(0, exit);
        Assert.Contains("not covered: no policy covers it", output, StringComparison.Ordinal);
        Assert.Contains("No attempt would have been made", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_BinaryGarbage_IsCountedAndDoesNoHarm()
    {
        var garbage = new byte[200_000];
        new Random(7).NextBytes(garbage);
        await File.WriteAllBytesAsync(At("queue_log"), [.. garbage, (byte)'\n', .. System.Text.Encoding.UTF8.GetBytes(Log)]);

        var (exit, output, _) = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"));

        Assert.Equal(0, exit);
        Assert.Contains("queue_log: 2 missed", output, StringComparison.Ordinal);
        Assert.Contains("records could not be read", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-log", "queue_log cannot be read:")]
    [InlineData("broken.gz", "queue_log cannot be read:")]
    public async Task Replay_UnreadableLog_Is1AndNamesTheFile(string file, string why)
    {
        await File.WriteAllBytesAsync(At("broken.gz"), [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 255, 255, 255, 255, 255]);

        var (exit, output, error) = await ReplayAsync("sales.yaml", "--from", "queue_log", At(file));

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Contains(At(file), error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policy: sales\nattempts: 0\n", "sales.yaml:2:11: error: attempts: ")]
    [InlineData("", "sales.yaml")]
    public async Task Replay_BrokenPolicy_Is1WithEveryFinding(string text, string finding)
    {
        Write("sales.yaml", text);

        var (exit, _, error) = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"));

        Assert.Equal(1, exit);
        Assert.Contains(At(finding), error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "", true)]
    [InlineData(false, "", false)] // into a file
    [InlineData(true, "--json", false)]
    public async Task Replay_SomebodyWatches_SeesHowFarItIsOnStandardErrorOnly(bool watched, string json, bool seen)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await new CommandLine(CliRun.Terminal(output, error, watched)).RunAsync(
            ["policy", "replay", At("sales.yaml"), "--from", "queue_log", At("queue_log"), .. json.Length == 0 ? Array.Empty<string>() : [json]]);

        Assert.Equal(0, exit);
        Assert.Equal(seen, error.ToString().Contains("replaying", StringComparison.Ordinal));
        Assert.DoesNotContain("replaying", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_FileThatIsNoQueueLog_Is1AndSaysWhatOneIs()
    {
        Write("syslog", "Nov 22 07:00:01 pbx asterisk[123]: started\nNov 22 07:00:02 pbx asterisk[123]: ready\n");

        var (exit, _, error) = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"), At("syslog"));

        Assert.Equal(1, exit);
        Assert.Contains("syslog: no line of it is a record of queue_log (TIME|CALL ID|QUEUE|MEMBER|EVENT|…)", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_NoNumbersFile_Is1AndSaysWhatToDo()
    {
        File.Delete(At("numbers.yaml"));

        var (exit, _, error) = await ReplayAsync("sales.yaml", "--from", "queue_log", At("queue_log"));

        Assert.Equal(1, exit);
        Assert.Contains("--numbers", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from", "cdr")]
    [InlineData("--from", "queue_log")]
    [InlineData("--from", "database", "queue_log")]
    [InlineData("--json")]
    [InlineData("--from", "queue_log", "x", "--since", "yesterday")]
    [InlineData("--from", "queue_log", "x", "--since", "2026-11-02", "--until", "2026-11-01")]
    [InlineData("--from", "queue_log", "x", "--since", "2026-11-01", "--until", "2026-11-01")]
    public async Task Replay_WrongUsage_Is2(params string[] arguments)
    {
        var (exit, _, error) = await ReplayAsync(["sales.yaml", .. arguments]);

        Assert.Equal(2, exit);
        Assert.NotEmpty(error);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private Task<(int Exit, string Out, string Error)> ReplayAsync(string policy, params string[] arguments) => ReplayAsync([policy, .. arguments]);

    private Task<(int Exit, string Out, string Error)> ReplayAsync(string[] arguments) => CliRun.Async(["policy", "replay", At(arguments[0]), .. arguments[1..]]);

    private string At(string name) => Path.Combine(directory, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);
}
