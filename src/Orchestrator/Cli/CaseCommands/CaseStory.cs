using System.Globalization;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
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
        await terminal.SayAsync(terminal.Text("cli.case_title", ("id", c.Id)));
        await terminal.SayAsync(terminal.Text("cli.case_head", ("number", c.Number), ("policy", c.Policy), ("version", c.PolicyVersion), ("at", At(c.OpenedAt))));
        await terminal.SayAsync(terminal.Text("cli.next_step", ("step", NextStep(c))));
        await SayAsync("cli.missed_calls", MissedCalls(c), "cli.no_missed_calls");
        await SayAsync("cli.attempts", Attempts(c), "cli.no_attempts");
        await SayAsync("cli.timeline", Timeline(c), "cli.no_timeline");
    }

    /// <summary>What comes next and why, in one line.</summary>
    public string NextStep(CaseSummary c) => c.State switch
    {
        CaseState.Closed => terminal.Text("cli.step_closed", ("at", At(c.ClosedAt)), ("disposition", c.Disposition), ("why", Said(c.Reason))),
        CaseState.Calling when c.ClosingWhy is { } why => terminal.Text("cli.step_closes", ("why", Said(why))),
        CaseState.Calling => terminal.Text("cli.step_calling"),
        CaseState.Ready => terminal.Text("cli.step_ready", ("at", At(c.NextAttemptAt)), ("why", Said(c.NextAttemptWhy)), ("held", c.HeldWhy is { } held ? Said(held) : null)),
        _ => terminal.Text("cli.step_waiting", ("at", At(c.NextAttemptAt)), ("why", Said(c.NextAttemptWhy))),
    };

    /// <summary>A case's state, and of a closed one how it ended.</summary>
    public static string State(Terminal terminal, CaseSummary c) =>
        terminal.Text("cli.case_state", ("state", c.State), ("disposition", c.Disposition));

    private string At(Instant? at) => Clock.In(zone, at);

    private string Said(Reason? reason) => reason is null ? "" : terminal.Language.Say(reason, zone);

    private Table MissedCalls(CaseView c)
    {
        var table = terminal.Table("cli.column_at", "cli.column_reason", "cli.column_queue", "cli.column_dialled", "cli.column_waited", "cli.column_position", "cli.column_pbx", "cli.column_uniqueid");
        foreach (var m in c.MissedCalls)
        {
            var waited = m.WaitedSeconds is { } seconds ? terminal.Text("cli.seconds", ("span", Duration.FromSeconds(seconds))) : "-";
            Row(table, At(m.At), terminal.Language.Coded(m.Reason), m.Queue, m.Did, waited, m.Position?.ToString(CultureInfo.InvariantCulture), m.Pbx, m.Uniqueid);
        }

        return table;
    }

    private Table Attempts(CaseView c)
    {
        var table = terminal.Table("cli.column_no_head", "cli.column_state", "cli.column_operator", "cli.column_started", "cli.column_answered", "cli.column_ended", "cli.column_result", "cli.column_recording");
        foreach (var a in c.Attempts)
        {
            Row(table, a.Number.ToString(CultureInfo.InvariantCulture), Stage(a), a.Operator, At(a.StartedAt), "", At(a.EndedAt), Said(a.Why), a.Recording);
            foreach (var l in a.Legs)
            {
                Row(table, "", terminal.Text(l.Role == LegRole.Operator ? "cli.leg_operator" : "cli.leg_customer"), l.Channel, At(l.DialledAt), At(l.AnsweredAt), At(l.EndedAt), Result(l), "");
            }
        }

        return table;
    }

    private Table Timeline(CaseView c)
    {
        var table = terminal.Table("cli.column_at", "cli.column_kind", "cli.column_what");
        foreach (var e in c.Timeline)
        {
            Row(table, At(e.At), e.Kind, Said(e.Text));
        }

        return table;
    }

    private string Stage(AttemptView a) => terminal.Language.Coded(a.Outcome is { } outcome ? outcome : a.State);

    private string Result(LegView leg) => leg.Cause is null && leg.SipCode is null ? "" : Said(Reason.Hangup(leg.Cause, leg.SipCode));

    /// <summary>As text, never as markup: callers choose some of it.</summary>
    private static void Row(Table table, params string?[] cells) => table.AddRow(cells.Select(cell => new Text(Visible(cell))));

    /// <summary>Without the control characters that steer a terminal.</summary>
    private static string Visible(string? text) =>
        string.IsNullOrEmpty(text) ? "" : string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private async Task SayAsync(string title, Table table, string whenEmpty)
    {
        await terminal.SayAsync($"{Environment.NewLine}{terminal.Text(title)}");
        await terminal.SayTableAsync(table, "  " + terminal.Text(whenEmpty));
    }
}
