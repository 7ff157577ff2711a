using NodaTime;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api;
using Xunit;

namespace Orchestrator.Tests.Api;

public sealed class CursorTests
{
    private static readonly PageKey Key = new(Instant.FromUtc(2026, 11, 21, 6, 30, 1) + Duration.FromNanoseconds(123_456_000), Guid.Parse("0193a1b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b"));

    [Fact]
    public void Decode_OfTheSameList_GivesTheKeyToTheMicrosecond() => Assert.Equal(Key, Cursor.Decode(Cursor.Encode(Key, "cases?state=ready"), "cases?state=ready"));

    [Fact]
    public void Decode_OfAnotherFilter_IsRefused() => Assert.Null(Cursor.Decode(Cursor.Encode(Key, "cases?state=ready"), "cases?state=closed"));

    [Fact]
    public void Decode_AnyCharacterChanged_IsRefused()
    {
        var text = Cursor.Encode(Key, "cases?");

        for (var i = 0; i < text.Length - 1; i++) // the last character has spare bits
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            Assert.Null(Cursor.Decode(changed, "cases?"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Decode_Garbage_IsRefused(string text) => Assert.Null(Cursor.Decode(text, "cases?"));
}
