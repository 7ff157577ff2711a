using System.Globalization;

namespace Orchestrator.Rig.Sip;

/// <summary>Plays phones: picks the script by the number called and by how many calls to it came before.</summary>
internal static class PhoneScenario
{
    public static byte[] Build(IReadOnlyList<PhoneScript> scripts)
    {
        var groups = scripts
            .GroupBy(script => script.ForNumber)
            .OrderBy(group => group.Key is null)
            .Select((group, n) => (Number: group.Key, Name: $"g{n}", Scripts: group.ToList()))
            .ToList();
        var scenario = new Scenario();
        scenario.Raw($"<Global variables=\"{string.Join(',', groups.Select(group => group.Name + "calls"))}\"/>");
        scenario.Raw("<recv request=\"INVITE\"><action>")
            .Raw("<ereg regexp=\".*\" search_in=\"hdr\" header=\"Via:\" assign_to=\"via\"/>")
            .Raw("<ereg regexp=\".*\" search_in=\"hdr\" header=\"From:\" assign_to=\"from\"/>")
            .Raw("<ereg regexp=\".*\" search_in=\"hdr\" header=\"To:\" assign_to=\"to\"/>")
            .Raw("<ereg regexp=\"[0-9]+\" search_in=\"hdr\" header=\"CSeq:\" assign_to=\"cseq\"/>")
            .Raw("<ereg regexp=\"sip:[^>;]*\" search_in=\"hdr\" header=\"Contact:\" assign_to=\"peer\"/>");
        foreach (var (number, name, _) in groups.Where(group => group.Number is not null))
            scenario.Raw($"<ereg regexp=\"sip:{number!.Replace("+", "[+]", StringComparison.Ordinal)}@\" search_in=\"hdr\" header=\"To:\" assign_to=\"{name}\"/>");
        scenario.Raw("</action></recv>");
        foreach (var (number, name, _) in groups)
            scenario.Raw(number is null ? $"<nop next=\"{name}\"/>" : $"<nop next=\"{name}\" test=\"{name}\"/>");
        scenario.Send(Replies.ToInvite("404 Not Found"), repeat: true).Receive("request=\"ACK\"").GoTo("end");

        foreach (var (_, name, calls) in groups)
            CallByCall(scenario, name, calls);
        return scenario
            .Label("cancelled")
            .Send(Replies.Ok)
            .Send(Replies.ToInvite("487 Request Terminated"), repeat: true)
            .Receive("request=\"ACK\"")
            .Label("end")
            .Raw("<nop/>")
            .Raw("<Reference variables=\"via,from,to,cseq,peer\"/>")
            .Build();
    }

    /// <summary>The first call of a number plays the first script, and so on; the last script plays all that follow.</summary>
    private static void CallByCall(Scenario scenario, string name, List<PhoneScript> scripts)
    {
        scenario.Label(name).Raw($"<nop><action><add assign_to=\"{name}calls\" value=\"1\"/>");
        for (var n = 1; n < scripts.Count; n++)
            scenario.Raw($"<test assign_to=\"{name}is{n}\" variable=\"{name}calls\" compare=\"equal\" value=\"{n}\"/>");
        scenario.Raw("</action></nop>");
        for (var n = 1; n < scripts.Count; n++)
            scenario.Raw($"<nop next=\"{name}s{n}\" test=\"{name}is{n}\"/>");
        for (var n = scripts.Count; n >= 1; n--)
        {
            scenario.Label($"{name}s{n}");
            Play(scenario, $"{name}s{n}", scripts[n - 1]);
        }
    }

    private static void Play(Scenario scenario, string name, PhoneScript script)
    {
        if (script.Ring)
            scenario.Send(Replies.ToInvite("180 Ringing"));
        if (script.EarlyMedia)
            scenario.Send(Replies.ToInvite("183 Session Progress") + "\n" + Scenario.Sdp(script.Audio));
        scenario
            .Receive("request=\"CANCEL\"", script.Final is null ? null : script.After, name + "final", (Command.PickUp, name + "pick"))
            .GoTo("cancelled")
            .Label(name + "final");
        if (script.Final is { } status and not 200)
            scenario.Send(Replies.ToInvite(string.Create(CultureInfo.InvariantCulture, $"{status} Refused")), repeat: true).Receive("request=\"ACK\"").GoTo("end");
        scenario.Label(name + "pick");
        Talk(scenario, name, script);
    }

    private static void Talk(Scenario scenario, string name, PhoneScript script)
    {
        scenario.Send(Replies.ToInvite("200 OK") + "\n" + Scenario.Sdp(script.Audio), repeat: true)
            .Label(name + "picked")
            // A cancel that crossed our answer: the caller acknowledges and hangs up by BYE.
            .Receive($"request=\"CANCEL\" optional=\"true\" next=\"{name}crossed\"")
            .Receive("request=\"ACK\"");
        var sequence = 1;
        foreach (var digit in script.Digits)
        {
            scenario.Raw("<pause milliseconds=\"300\"/>")
                .Send($"{Request("INFO", sequence++)}\n{Dtmf.Body(digit)}", repeat: true)
                .Receive("response=\"200\"");
        }

        scenario
            .Receive("request=\"BYE\"", script.HangUpAfter, name + "bye", (Command.HangUp, name + "bye"))
            .Send(Replies.Ok)
            .GoTo("end")
            .Label(name + "crossed")
            .Send(Replies.Ok)
            .GoTo(name + "picked")
            .Label(name + "bye")
            .Send(Request("BYE", sequence), repeat: true)
            .Receive("response=\"200\"")
            .GoTo("end");
    }

    /// <summary>A request of the called side within the call: From and To change places.</summary>
    private static string Request(string method, int sequence) => $"""
        {method} [$peer] SIP/2.0
        Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
        From:[$to];tag=[pid]rig[call_number]
        To:[$from]
        Call-ID: [call_id]
        CSeq: {sequence} {method}
        Contact: <sip:phone@[local_ip]:[local_port]>
        Max-Forwards: 70
        """;
}
