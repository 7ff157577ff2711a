using System.Buffers.Binary;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;

namespace Orchestrator.IntegrationTests.Callbacks;

public sealed class RecordingTests(SharedAsterisk shared)
{
    private const int WavHeader = 44;

    /// <summary>What the two patterns below are as linear samples (G.711).</summary>
    private const int OperatorSample = 7676;
    private const int CustomerSample = 1756;

    [Fact]
    public async Task Record_BothSidesAreInTheFileAndTheTalkIsUntouched()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OneOperator = true, Record = true });
        await using var operatorAudio = RtpProbe.Open(0x21);
        await using var customerAudio = RtpProbe.Open(0x42);
        await world.OperatorAsync(0, PhoneScript.Answers with { Audio = operatorAudio });
        var customers = await world.CustomersAsync(PhoneScript.Answers with { Audio = customerAudio });
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);
        var recording = (await world.CaseAsync(number, c => c.Kinds.Contains("recording"))).Attempts[0].Recording!;
        var heard = (AtOperator: operatorAudio.Heard(customerAudio.Pattern), AtCustomer: customerAudio.Heard(operatorAudio.Pattern));
        await Until.TrueAsync(() => operatorAudio.Heard(customerAudio.Pattern) > heard.AtOperator + 100 && customerAudio.Heard(operatorAudio.Pattern) > heard.AtCustomer + 100);
        await customers.HangUpAsync(customers.Calls[0]);
        var closed = await world.ClosedAsync(number);

        Assert.Equal($"cb-{closed.Attempts[0].Id:N}-talk", recording);
        Assert.DoesNotContain("recording_failed", closed.Kinds);
        await Until.TrueAsync(async () => (await world.ChannelsAsync(number)).Count == 0); // the recorder's, too
        var samples = await SamplesAsync(world.Asterisk.RecordingFile(recording));
        Assert.True(samples.Count(s => Math.Abs(Math.Abs(s) - (OperatorSample + CustomerSample)) < 300) > 8000, $"one second of both voices, of {samples.Count} samples");
    }

    [Fact]
    public async Task Record_False_NothingIsRecorded()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OneOperator = true });
        await world.OperatorAsync(0, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        var attempt = (await world.ClosedAsync(number)).Attempts[0];
        Assert.Null(attempt.Recording);
        Assert.False(File.Exists(world.Asterisk.RecordingFile($"cb-{attempt.Id:N}-talk")));
    }

    [Fact]
    public async Task Record_ThePbxCannot_TheyTalkAndTheTimelineSaysSo()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OneOperator = true, Record = true });
        var folder = Path.GetDirectoryName(world.Asterisk.RecordingFile("any"))!;
        Directory.Move(folder, folder + "-away");
        try
        {
            await world.OperatorAsync(0, PhoneScript.Answers);
            var customers = await world.CustomersAsync(PhoneScript.Answers);
            var number = CallbackWorld.NewNumber();

            await world.LoseCallAsync(number);

            await world.CaseAsync(number, c => c.Kinds.Contains("recording_failed"));
            await customers.HangUpAsync(customers.Calls[0]);
            var closed = await world.ClosedAsync(number);
            Assert.Equal(["connected"], closed.Outcomes);
            Assert.Null(closed.Attempts[0].Recording);
        }
        finally
        {
            Directory.Move(folder + "-away", folder);
        }
    }

    private static async Task<List<short>> SamplesAsync(string file)
    {
        var bytes = (await File.ReadAllBytesAsync(file))[WavHeader..];
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(i => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)))];
    }
}
