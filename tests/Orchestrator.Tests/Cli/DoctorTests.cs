using System.Text.Json;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Cli.Doctor;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class DoctorTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Report_Findings_ArePrintedWithTheirRemedyAndExit1()
    {
        var (exit, output) = await PrintAsync(json: false, Fake("a", CheckResult.Fine(Say("a"), Say("well"))), Fake("b", CheckResult.Note(Say("b"), Say("hm")), CheckResult.Finding(Say("b"), Say("broken"), Say("Mend it."))));

        Assert.Equal(1, exit);
        Assert.Equal("✓ a: well\n• b: hm\n✗ b: broken\n    Mend it.\n1 finding.\n", output);
    }

    [Fact]
    public async Task Report_NotesOnly_IsInOrderAndExit0()
    {
        var (exit, output) = await PrintAsync(json: false, Fake("a", CheckResult.Note(Say("a"), Say("hm"))));

        Assert.Equal((0, "• a: hm\nEverything is in order.\n"), (exit, output));
    }

    [Fact]
    public async Task Report_AsJson_HasEveryCheck()
    {
        var (exit, output) = await PrintAsync(json: true, Fake("a", CheckResult.Fine(Say("a"), Say("well"))), Fake("b", CheckResult.Finding(Say("b"), Say("broken"), Say("Mend it."))));

        Assert.Equal(1, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("findings").GetInt32());
        Assert.Equal(["fine", "finding"], json.RootElement.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task Examination_CheckThatNeverEnds_IsAFindingAndTheOthersAreTold()
    {
        var never = new TaskCompletionSource<IReadOnlyList<CheckResult>>();

        var results = await new Examination([new FakeCheck("hung", () => never.Task), Fake("b", CheckResult.Fine(Say("b"), Say("well")))], Short, TimeProvider.System)
            .RunAsync(default).ToListAsync();

        Assert.Equal([("hung", Verdict.Finding), ("b", Verdict.Fine)], results.Select(r => (r.Subject.ToString(), r.Verdict)));
    }

    [Fact]
    public async Task Examination_CheckThatThrows_IsAFinding()
    {
        var results = await new Examination([new FakeCheck("bad", () => throw new InvalidOperationException("oops"))], Short, TimeProvider.System).RunAsync(default).ToListAsync();

        Assert.Equal(("bad", Verdict.Finding, "oops"), (results.Single().Subject.ToString(), results.Single().Verdict, results.Single().Found.ToString()));
    }

    [Fact]
    public async Task PolicyCheck_NoNumbersFile_NamesWhereItWasLookedFor()
    {
        var policies = PolicyText.Shipped("policies/shop");

        var results = await new PolicyCheck(new OrchestratorOptions { Policies = policies, Numbers = "/nowhere/own.yaml" }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains(results, r => r.Found.ToString().StartsWith("/nowhere/own.yaml:1:1: warning: home: there is no numbers file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Doctor_NobodyThere_FindsEachPeerAndTellsNoSecret()
    {
        var (exit, output, _) = await CliRun.Async(
            "doctor",
            "--ConnectionStrings:Orchestrator=Host=127.0.0.1;Port=1;Username=u;Password=hidden-db;Database=d",
            $"--Orchestrator:Policies={PolicyText.Shipped("policies")}",
            "--Orchestrator:Pbx:0:Name=pbx1",
            "--Orchestrator:Pbx:0:Ami:Host=127.0.0.1", "--Orchestrator:Pbx:0:Ami:Port=1", "--Orchestrator:Pbx:0:Ami:User=u", "--Orchestrator:Pbx:0:Ami:Secret=hidden-ami",
            "--Orchestrator:Pbx:0:Ari:Url=http://127.0.0.1:1/ari", "--Orchestrator:Pbx:0:Ari:User=u", "--Orchestrator:Pbx:0:Ari:Password=hidden-ari");

        Assert.Equal(1, exit);
        Assert.Contains("✓ configuration", output, StringComparison.Ordinal);
        Assert.Contains("✗ Postgres", output, StringComparison.Ordinal);
        Assert.Contains("✗ pbx1 AMI", output, StringComparison.Ordinal);
        Assert.Contains("✗ pbx1 ARI", output, StringComparison.Ordinal);
        Assert.Contains("✓ zone data: tzdb 20", output, StringComparison.Ordinal);
        Assert.Contains($"✓ numbers: numbering plans of libphonenumber {NumberFacts.DataVersion}, home region RU", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_AllRunning_IsFine()
    {
        var running = ModuleFindings.Needed.Select(n => n.Module).Append("chan_pjsip.so").Select(m => new AriModule { Name = m, Status = "Running" }).ToList();

        Assert.Equal(Verdict.Fine, ModuleFindings.Of(Say("m"), running, Policies("")).Single().Verdict);
    }

    [Fact]
    public void Modules_OneLoadedButNotRunningAndTheDriverMissing_AreFindings()
    {
        var modules = ModuleFindings.Needed.Select(n => new AriModule { Name = n.Module, Status = n.Module == "app_queue.so" ? "Not Running" : "Running" }).ToList();

        var found = ModuleFindings.Of(Say("m"), modules, Policies("")).ToList();

        Assert.All(found, f => Assert.Equal(Verdict.Finding, f.Verdict));
        Assert.Equal(["app_queue.so", "chan_pjsip.so"], found.Select(f => f.Found.ToString().Split(' ')[0]));
    }

    [Fact]
    public void Modules_ThatOnlySomePoliciesNeed_AreFindingsForThose()
    {
        var running = ModuleFindings.Needed.Select(n => n.Module).Append("chan_pjsip.so").Select(m => new AriModule { Name = m, Status = "Running" }).ToList();
        var policy = Policies("").Policies[0];
        policy = policy with { Record = true, Customer = policy.Customer with { OnMachine = new MachineAction.Leave("custom/message") } };

        var found = ModuleFindings.Of(Say("m"), running, new PolicySet([policy])).Select(f => f.Found.ToString().Split(' ')[0]);

        Assert.Equal(["app_amd.so", "app_waitforsilence.so", "res_stasis_snoop.so", "res_stasis_recording.so", "format_wav.so"], found);
    }

    [Fact]
    public void Modules_DemoConfiguration_LoadsAllThatAreNeeded()
    {
        var text = File.ReadAllText(PolicyText.Shipped("asterisk-conf/modules.conf"));

        Assert.All(ModuleFindings.Needed, n => Assert.Contains($"load = {n.Module}", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("queue sales", Verdict.Fine, "1 member, 1 free now")]
    [InlineData("queue empty", Verdict.Note, "0 members")]
    [InlineData("queue none", Verdict.Finding, "no queue 'none'")]
    [InlineData("[PJSIP/101]", Verdict.Fine, "all known")]
    [InlineData("[PJSIP/101, PJSIP/999]", Verdict.Finding, "PJSIP/999")]
    public void Operators_OfAPolicy_AreComparedWithThePbx(string from, Verdict verdict, string found)
    {
        var policies = Policies("", from);
        IReadOnlyList<AmiMessage> queues =
        [
            AmiMessage.Parse("Event: QueueParams\r\nQueue: sales\r\n"),
            AmiMessage.Parse("Event: QueueParams\r\nQueue: empty\r\n"),
            AmiMessage.Parse("Event: QueueMember\r\nQueue: sales\r\nName: a\r\nLocation: PJSIP/101\r\nStatus: 1\r\n"),
        ];
        IReadOnlyList<AmiMessage> devices = [AmiMessage.Parse("Event: DeviceStateChange\r\nDevice: PJSIP/101\r\nState: NOT_INUSE\r\n")];

        var result = new OperatorFindings(Say("o"), policies, isOnly: true).Of(queues, devices).Single().Result;

        Assert.Equal(verdict, result.Verdict);
        Assert.Contains(found, result.Found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Operators_QueueMissingOnOneOfSeveralPbxs_IsANoteOnly() =>
        Assert.All(new OperatorFindings(Say("o"), Policies("covers: { queues: [vip] }"), isOnly: false).Of([], []), r => Assert.Equal(Verdict.Note, r.Result.Verdict));

    [Fact]
    public void Privileges_ReportingMissing_IsAFindingForEachAction()
    {
        var none = AmiPrivileges.From(new AmiResponse(true, "", AmiMessage.Parse("Response: Success\r\nPing: Keepalive command.  (Priv: <none>)\r\n")));

        Assert.Equal(2, AmiFindings.OfPrivileges(Say("a"), none).Count(r => r.Verdict == Verdict.Finding));
    }

    private static Reason.Quoted Say(string words) => new(words);

    private static PolicySet Policies(string fields, string from = "queue sales") =>
        new([PolicyText.Read(PolicyText.Least.Replace("queue sales", from, StringComparison.Ordinal) + fields).Policy!]);

    private static FakeCheck Fake(string subject, params CheckResult[] results) => new(subject, () => Task.FromResult<IReadOnlyList<CheckResult>>(results));

    private static async Task<(int Exit, string Output)> PrintAsync(bool json, params ICheck[] checks)
    {
        using var output = new StringWriter();
        var terminal = CliRun.Terminal(output, TextWriter.Null);
        var results = new Examination(checks, TimeSpan.FromSeconds(30), TimeProvider.System).RunAsync(default);
        var exit = await (json ? DoctorReport.PrintJsonAsync(terminal, results) : DoctorReport.PrintAsync(terminal, results));
        return (exit, output.ToString());
    }

    private sealed class FakeCheck(string subject, Func<Task<IReadOnlyList<CheckResult>>> run) : ICheck
    {
        public Reason Subject => Say(subject);

        public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel) => run();
    }
}
