using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Storage;

/// <summary>What goes into a statement comes out of it as it was, as a value of its own type.</summary>
public sealed class RowsTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Sql =
        "select @Id as id, @Outcome as outcome, @Maybe as maybe, @Number as number, @At as at, @Why as why, @Texts as texts, @Count as count, @Seconds as seconds, @Is as is, @Bytes as bytes";

    private static readonly Everything Value = new(
        Guid.CreateVersion7(), Outcome.NoAnswer, null, PhoneNumber.FromE164("+79161234567")!.Value, Instant.FromUtc(2026, 11, 21, 6, 30) + Duration.FromMilliseconds(250),
        new Reason.AttemptCameTo(2, "PJSIP/101", Outcome.Busy), ["a", "b"], 7, 7.5, true, [1, 2, 3]);

    [Fact]
    public async Task Record_OfEveryType_ComesBackAsItWent()
    {
        var read = await host.Database.InTransactionAsync(tx => tx.GetAsync<Everything>(Sql, Value), default);

        Assert.Equal(Value with { Texts = [], Bytes = [] }, read with { Texts = [], Bytes = [] });
        Assert.Equal(Value.Texts, read.Texts);
        Assert.Equal(Value.Bytes, read.Bytes);
    }

    [Fact]
    public async Task Class_WithAColumnThatItHasNoPlaceFor_IsNotRead()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Database.InTransactionAsync(tx => tx.GetAsync<LegRow>("select 'x' as channel_id, 1 as weight"), default));

        Assert.Equal("LegRow has no place for column weight.", e.Message);
    }

    [Fact]
    public async Task Word_ThatIsNoneOfItsSet_IsNotRead() =>
        await Assert.ThrowsAsync<FormatException>(() => host.Database.InTransactionAsync(tx => tx.GetAsync<Outcome>("select 'lost'"), default));

    [Fact]
    public async Task Reason_OfARowFromBeforeReasonsWereValues_IsItsText() =>
        Assert.Equal(new Reason.Quoted("5 attempts"), await host.Database.InTransactionAsync(tx => tx.GetAsync<Reason>("select to_jsonb('5 attempts'::text)"), default));

    private sealed record Everything(
        Guid Id, Outcome Outcome, Outcome? Maybe, PhoneNumber Number, Instant At, Reason Why, string[] Texts, int Count, double Seconds, bool Is, byte[] Bytes);
}
