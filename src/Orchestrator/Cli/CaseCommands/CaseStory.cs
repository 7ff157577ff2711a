using System.Globalization;
using NodaTime;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli.CaseCommands;

/// <summary>Tells a case to a person.</summary>
internal sealed class CaseStory(Terminal terminal, DateTimeZone zone)
{
    public async Task TellAsync(CaseView c)
    {
        await terminal.SayAsync($"Case {c.Id}");
        await terminal.SayAsync($"{c.Number}, policy {c.Policy} ({c.PolicyVersion}), opened {At(c.OpenedAt)}");
        await terminal.SayAsync($"Next step: {NextStep(c)}");
        await SayAsync("Missed calls", MissedCalls(c), "none: the callback was asked for");
        await SayAsync("Attempts", Attempts(c), "none yet");
        await SayAsync("Timeline", Timeline(c), "empty");
    }

    /// <summary>What comes next and why, in one line.</summary>
    public string NextStep(CaseSummary c) => c.State switch
    {
        "closed" => $"none, closed {At(c.ClosedAt)} as {c.Disposition}: {c.Reason}",
        "calling" when c.ClosingWhy is { } why => $"closes when the running attempt has ended: {why}",
        "calling" => "an attempt is running",
        "ready" => $"as soon as there is a free operator and a free line; due since {At(c.NextAttemptAt)}, {c.NextAttemptWhy}" + (c.HeldWhy is { } held ? $"; held: {held}" : ""),
        _ => $"{At(c.NextAttemptAt)}: {c.NextAttemptWhy}",
    };

    private string At(Instant? at) => Clock.In(zone, at);

    private Table MissedCalls(CaseView c)
    {
        var table = Start("At", "Reason", "Queue", "Dialled", "Waited", "Position", "PBX", "Uniqueid");
        foreach (var m in c.MissedCalls)
        {
            var waited = m.WaitedSeconds is { } seconds ? seconds.ToString("0.#", CultureInfo.InvariantCulture) + " s" : "-";
            Row(table, At(m.At), m.Reason, m.Queue, m.Did, waited, m.Position?.ToString(CultureInfo.InvariantCulture), m.Pbx, m.Uniqueid);
        }

        return table;
    }

    private Table Attempts(CaseView c)
    {
        var table = Start("", "State", "Operator", "Started", "Answered", "Ended", "Result", "Recording");
        foreach (var a in c.Attempts)
        {
            Row(table, a.Number.ToString(CultureInfo.InvariantCulture), a.Outcome ?? a.State, a.Operator, At(a.StartedAt), "", At(a.EndedAt), a.Why?.ToString(), a.Recording);
            foreach (var l in a.Legs)
            {
                Row(table, "", l.Role, l.Channel, At(l.DialledAt), At(l.AnsweredAt), At(l.EndedAt), Result(l), "");
            }
        }

        return table;
    }

    private Table Timeline(CaseView c)
    {
        var table = Start("At", "Kind", "What");
        foreach (var e in c.Timeline)
        {
            Row(table, At(e.At), e.Kind, e.Text.ToString());
        }

        return table;
    }

    private static string Result(LegView leg) => leg.Cause is null && leg.SipCode is null ? "" : Reason.Hangup(leg.Cause, leg.SipCode).ToString();

    private static Table Start(params string[] columns) => new Table().Border(TableBorder.Simple).AddColumns(columns);

    /// <summary>As text, never as markup: callers choose some of it.</summary>
    private static void Row(Table table, params string?[] cells) => table.AddRow(cells.Select(cell => new Text(Visible(cell))));

    /// <summary>Without the control characters that steer a terminal.</summary>
    private static string Visible(string? text) =>
        string.IsNullOrEmpty(text) ? "" : string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private async Task SayAsync(string title, Table table, string whenEmpty)
    {
        await terminal.SayAsync($"{Environment.NewLine}{title}");
        await terminal.SayTableAsync(table, "  " + whenEmpty);
    }
}
