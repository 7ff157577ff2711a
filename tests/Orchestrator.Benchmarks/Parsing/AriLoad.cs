using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Orchestrator.Benchmarks.Parsing;

/// <summary>A burst of ARI messages, the same each time; the sequence number is the playback's, variable's or channel's own.</summary>
internal static class AriLoad
{
    private static readonly string[] Names = ["Ann", "\"type\":\"StasisEnd\"", "Жанна 😀", "a & b | c, \\ ${EXTEN}", "<script>alert(1)</script>"];

    public static IReadOnlyList<byte[]> Generate(int messages)
    {
        var random = new Random(20261121);
        return [.. Enumerable.Range(0, messages).Select(i => Encoding.UTF8.GetBytes(One(i, random)))];
    }

    private static string One(int number, Random random)
    {
        var name = JsonEncodedText.Encode(Names[random.Next(Names.Length)]).ToString();
        var caller = string.Create(CultureInfo.InvariantCulture, $"+7495{random.Next(10_000_000):D7}");
        var channel =
            $$"""
            {"id":"{{number}}","protocol_id":"5ac1a7c5-0b7c-4b1e-8a2e-1d3f7b6c9a10","name":"PJSIP/trunk-{{number:x8}}","state":"Up","caller":{"name":"{{name}}","number":"{{caller}}"},"connected":{"name":"","number":""},"accountcode":"","dialplan":{"context":"from-trunk","exten":"s","priority":3,"app_name":"Stasis","app_data":"orchestrator,track"},"creationtime":"2026-11-21T10:00:00.123+0300","language":"en"}
            """;
        var head = "\"timestamp\":\"2026-11-21T10:00:01.456+0300\"";
        var tail = "\"asterisk_id\":\"02:42:ac:11:00:02\",\"application\":\"orchestrator\"";
        return random.Next(6) switch
        {
            0 => $$"""{"type":"StasisStart",{{head}},"args":["track","queue=sales"],"channel":{{channel}},{{tail}}}""",
            1 => $$"""{"variable":"STASISSTATUS","value":"{{name}}","type":"ChannelVarset",{{head}},"channel":{{channel}},{{tail}}}""",
            2 => $$"""{"cause":16,"cause_txt":"Normal Clearing","tech_cause":200,"type":"ChannelDestroyed",{{head}},"channel":{{channel}},{{tail}}}""",
            3 => $$"""{"dialplan_app":"Queue","dialplan_app_data":"sales","type":"ChannelDialplan",{{head}},"channel":{{channel}},{{tail}}}""",
            4 => $$"""{"type":"Dial",{{head}},"dialstatus":"RINGING","forward":"","dialstring":"101","peer":{{channel}},{{tail}}}""",
            _ => $$"""{"type":"FromTheFuture",{{head}},"channel":{{channel}},{{tail}}}""",
        };
    }
}
