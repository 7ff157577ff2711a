using System.Text.Json;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class PolicyExplainTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("policies-").FullName;

    public PolicyExplainTests()
    {
        Write("10-sales.yaml", PolicyText.Least.Replace("Moscow", "Berlin", StringComparison.Ordinal) + "covers: { queues: [sales], waited_at_least: 10s }\n");
        Write("20-support.yaml", PolicyText.Least.Replace("policy: sales", "policy: support", StringComparison.Ordinal));
        Write("numbers.yaml", "home: DE\nvip: [\"+4930*\"]\nallow: [DE, \"+7423*\"]\nzones: { \"+7423*\": Asia/Vladivostok }");
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Explain_AsText_TellsAttemptsAndEnd()
    {
        var (exit, output, error) = await ExplainAsync("--missed", "2026-12-30 19:58", "--outcomes", "busy, connected");

        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(
            """
            Policy       sales, live; times in Europe/Berlin
            Missed       Wed 2026-12-30 19:58:00

            Attempt 1    Wed 2026-12-30 19:58:30  busy
                         first attempt 30s after the missed call

            Attempt 2    Wed 2026-12-30 20:00:30  connected
                         busy: first retry after 2m

            End          Wed 2026-12-30 20:00:30  reached after 2 attempts: operator and customer talked

            Assumed      Operators and lines are free at once. A phone that is not answered rings its full time: 20s an operator's, 45s the customer's. Nothing else is dialled at this number.

            """,
            output);
    }

    [Fact]
    public async Task Explain_AsJson_HasTheSame()
    {
        var (exit, output, _) = await ExplainAsync("--missed", "2026-12-30T18:58:00Z", "--outcomes", "busy", "--number", "+74232123456", "--json");

        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.Equal("sales", root.GetProperty("policy").GetString());
        Assert.Equal("2026-12-30T19:58:00+01:00", root.GetProperty("missed_local").GetString());
        Assert.Equal("Asia/Vladivostok", root.GetProperty("number").GetProperty("timezone").GetString());
        Assert.Equal("busy", root.GetProperty("attempts")[0].GetProperty("outcome").GetString());
        Assert.Equal("2026-12-31T04:58:30+10:00", root.GetProperty("attempts")[0].GetProperty("customer_local").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("attempts")[1].GetProperty("outcome").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("end").ValueKind);
        Assert.Equal("exhausted", root.GetProperty("if_nobody_answers").GetProperty("disposition").GetString());
    }

    [Theory]
    [InlineData("2026-03-29 02:30", "Missed       Sun 2026-03-29 03:00:00", "skip that time; taken as 03:00:00")]
    [InlineData("2026-10-25 02:30", "Missed       Sun 2026-10-25 02:30:00", "show that time twice; the first is taken")]
    public async Task Explain_TimeThatTheClockSkipsOrRepeats_SaysWhatWasTaken(string missed, string taken, string note)
    {
        var (exit, output, _) = await ExplainAsync("--missed", missed);

        Assert.Equal(0, exit);
        Assert.Contains(taken, output, StringComparison.Ordinal);
        Assert.Contains(note, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("030 1234567", "Number       +49301234567, Europe/Berlin, VIP")]
    [InlineData("+74231234567", "Number       +74231234567, Asia/Vladivostok\n")]
    [InlineData("+12125550100", "the number guard refuses it (allow): the case is closed as blocked")]
    public async Task Explain_Number_TellsZoneVipAndGuard(string number, string expected) => Assert.Contains(
        expected, (await ExplainAsync("--missed", "2026-12-30 19:58", "--number", number)).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("10-sales.yaml", "yes: this policy takes such a call", "--queue", "SALES", "--waited", "30s")]
    [InlineData("10-sales.yaml", "no: covers.queues of this policy does not fit", "--queue", "support")]
    [InlineData("10-sales.yaml", "no: covers.queues and covers.waited_at_least of this policy do not fit", "--waited", "1s")]
    [InlineData("10-sales.yaml", "yes: this policy takes such a call", "--queue", "sales", "--waited", "1s", "--reason", "requested")]
    [InlineData("20-support.yaml", "no: policy 'sales' (10-sales.yaml) comes first and takes it", "--queue", "sales")]
    [InlineData("20-support.yaml", "yes: this policy takes such a call", "--did", "+4930123456")]
    public async Task Explain_Call_TellsWhetherThePolicyTakesIt(string file, string expected, params string[] call)
    {
        var (exit, output, _) = await CliRun.Async(["policy", "explain", Path.Combine(directory, file), "--missed", "2026-12-30 19:58", .. call]);

        Assert.Equal(0, exit);
        Assert.Contains($"Covered      {expected}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_BrokenFileThatComesFirst_IsNamedBesideTheAnswer()
    {
        Write("05-vip.yaml", "policy: vip\nattempts: 0\n");

        var (_, output, _) = await ExplainAsync("--missed", "2026-12-30 19:58", "--queue", "sales", "--waited", "30s");

        Assert.Contains("Covered      yes: this policy takes such a call, unless 05-vip.yaml does, which comes first and has errors\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_NumberWithoutNumbersFile_NamesWhatIsMissing()
    {
        File.Delete(Path.Combine(directory, "numbers.yaml"));

        Assert.Contains("the number guard refuses it (there is no numbers.yaml)", (await ExplainAsync("--missed", "2026-12-30 19:58", "--number", "+49301234567")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_CapOfTheNumbersFile_IsKept()
    {
        Write("numbers.yaml", "country: \"+49\"\ncaps: { per_number_per_day: 1 }\n");

        var (_, output, _) = await ExplainAsync("--missed", "2026-12-30 19:58", "--outcomes", "busy,busy");

        Assert.Contains("not Wed 2026-12-30 20:00:30: 1 call to this number within 24h", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--missed: Write date and time", "--missed", "yesterday")]
    [InlineData("--missed: Write date and time", "--missed", "9999-12-31 23:59")]
    [InlineData("--missed: Write date and time", "--missed", "2026-02-30 10:00")]
    [InlineData("--outcomes: Did you mean 'no_answer'? Outcomes are: connected, busy", "--missed", "2026-12-30 19:58", "--outcomes", "busy,no_anwser")]
    [InlineData("--outcomes: Outcomes are: connected, busy", "--missed", "2026-12-30 19:58", "--outcomes", "xyzzy")]
    [InlineData("--number: Not a number that could be called back", "--missed", "2026-12-30 19:58", "--number", "anonymous")]
    [InlineData("--reason: Did you mean 'closed'? Reasons are: abandoned", "--missed", "2026-12-30 19:58", "--reason", "closd")]
    [InlineData("--waited: Write a duration", "--missed", "2026-12-30 19:58", "--waited", "long")]
    public async Task Explain_WrongQuestion_Is2AndSaysWhatWouldBeRight(string expected, params string[] options)
    {
        var (exit, output, error) = await ExplainAsync(options);

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_SeveralThingsWrong_TellsAllOfThem()
    {
        var (_, _, error) = await ExplainAsync("--missed", "x", "--outcomes", "y", "--number", "z", "--reason", "w");

        Assert.Equal(4, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Explain_MoreOutcomesThanAnyPolicyHasAttemptsFor_Is2() =>
        Assert.Contains("at most 200", (await ExplainAsync("--missed", "2026-12-30 19:58", "--outcomes", string.Join(',', Enumerable.Repeat("busy", 201)))).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Explain_BrokenPolicy_Is1WithItsFindings()
    {
        Write("10-sales.yaml", "policy: sales\nattempts: 0\n");

        var (exit, _, error) = await ExplainAsync("--missed", "2026-12-30 19:58");

        Assert.Equal(1, exit);
        Assert.Contains("/10-sales.yaml:2:11: error: attempts: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.yaml", "there is no such file")]
    [InlineData("numbers.yaml", "not a policy file")]
    public async Task Explain_NoPolicyFile_Is1(string file, string expected)
    {
        var (exit, _, error) = await CliRun.Async("policy", "explain", Path.Combine(directory, file), "--missed", "2026-12-30 19:58");

        Assert.Equal(1, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_PolicyIsOff_SaysSo()
    {
        Write("10-sales.yaml", PolicyText.Least + "mode: off\n");

        Assert.Contains("End          none: the policy is off", (await ExplainAsync("--missed", "2026-12-30 19:58")).Output, StringComparison.Ordinal);
    }

    private Task<(int Exit, string Output, string Error)> ExplainAsync(params string[] options) =>
        CliRun.Async(["policy", "explain", Path.Combine(directory, "10-sales.yaml"), .. options]);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(directory, name), text);
}
