using System.CommandLine;
using NodaTime;
using Orchestrator.Cli.CaseCommands;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Orchestrator.Web.Api;

namespace Orchestrator.Cli;

/// <summary><c>number show|vip|do-not-call|allow</c>: what is to be made of a number.</summary>
internal static class NumberCommands
{
    private const int MostCases = 20;

    public static Command Of(Terminal terminal, IReadOnlyList<string> settings) =>
        new("number", terminal.Text("cli.number"))
        {
            Show(terminal, settings),
            Vip(terminal, settings),
            DoNotCall(terminal, settings),
            Allow(terminal, settings),
        };

    private static ExemplifiedCommand Show(Terminal terminal, IReadOnlyList<string> settings)
    {
        var number = Number(terminal);
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand("show", terminal.Text("cli.number_show"), "number show +79161234567") { number, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            await using var database = OpenDatabase.Of(configuration);
            var policies = (await OfflineDesk.OpenAsync(terminal, configuration, database, cancel)).Policies;
            if (NamedNumber.Find(parsed.GetRequiredValue(number), policies.Numbers, out var why) is not { } known)
            {
                return await NoNumberAsync(terminal, why);
            }

            var view = await database.ReadAsync(
                async tx => NumberView.Of(
                    known, await NumberPicture.OfAsync(tx, known, policies.Numbers), (await tx.CaseViews.ListAsync(new CaseFilter(Number: known.E164), MostCases, behind: null)).Items, tx.Now),
                cancel);
            await (parsed.GetValue(json) ? terminal.SayJsonAsync(view) : SayAsync(terminal, view));
            return CommandLine.Fine;
        });
        return command;
    }

    private static ExemplifiedCommand Vip(Terminal terminal, IReadOnlyList<string> settings)
    {
        var lift = new Option<bool>("--lift") { Description = terminal.Text("cli.number_lift") };
        var (number, reason, until) = (Number(terminal), Why(terminal), Until(terminal));
        var command = new ExemplifiedCommand("vip", terminal.Text("cli.number_vip"), "number vip +79161234567 --reason \"key account\"") { number, reason, until, lift };
        command.SetAction((parsed, cancel) => ChangeAsync(
            terminal, settings, parsed.GetRequiredValue(number), NumberRule.Vip, parsed.GetRequiredValue(reason), parsed.GetValue(until), parsed.GetValue(lift), cancel));
        return command;
    }

    private static ExemplifiedCommand DoNotCall(Terminal terminal, IReadOnlyList<string> settings)
    {
        var (number, reason, until) = (Number(terminal), Why(terminal), Until(terminal));
        var command = new ExemplifiedCommand(
            "do-not-call",
            terminal.Text("cli.number_do_not_call"),
            "number do-not-call +79161234567 --reason \"asked not to be called\"", "number do-not-call +79161234567 --reason holidays --until 2027-01-09T00:00:00+03:00") { number, reason, until };
        command.SetAction((parsed, cancel) => ChangeAsync(
            terminal, settings, parsed.GetRequiredValue(number), NumberRule.DoNotCall, parsed.GetRequiredValue(reason), parsed.GetValue(until), lift: false, cancel));
        return command;
    }

    private static ExemplifiedCommand Allow(Terminal terminal, IReadOnlyList<string> settings)
    {
        var (number, reason) = (Number(terminal), Why(terminal));
        var command = new ExemplifiedCommand("allow", terminal.Text("cli.number_allow"), "number allow +79161234567 --reason \"wrong number was blocked\"") { number, reason };
        command.SetAction((parsed, cancel) => ChangeAsync(
            terminal, settings, parsed.GetRequiredValue(number), NumberRule.DoNotCall, parsed.GetRequiredValue(reason), until: null, lift: true, cancel));
        return command;
    }

    private static async Task<int> ChangeAsync(
        Terminal terminal, IReadOnlyList<string> settings, string text, NumberRule rule, string reason, string? until, bool lift, CancellationToken cancel)
    {
        var configuration = ConfigurationSources.Load(settings);
        await using var database = OpenDatabase.Of(configuration);
        var offline = await OfflineDesk.OpenAsync(terminal, configuration, database, cancel);
        var desk = new NumberDesk(offline.Desk, offline.Planning);
        var plan = offline.Policies.Numbers;
        if ((lift ? NamedNumber.Find(text, plan, out var why) : NamedNumber.Read(text, plan, out why)) is not { } number)
        {
            return await NoNumberAsync(terminal, why);
        }

        if (!lift)
        {
            await desk.SetAsync(number, rule, reason, until is null ? null : Times.Parse(until), CommandLine.User, cancel);
        }
        else if (!await desk.LiftAsync(number, rule, reason, CommandLine.User, cancel))
        {
            await terminal.ComplainAsync(terminal.Text("cli.no_such_rule"));
            return CommandLine.Failed;
        }

        await terminal.SayAsync(terminal.Text(lift ? "cli.rule_lifted" : "cli.rule_set"));
        return CommandLine.Fine;
    }

    private static async Task SayAsync(Terminal terminal, NumberView view)
    {
        await terminal.SayAsync(view.MayCall ? terminal.Text("cli.may_be_called") : terminal.Text("cli.is_not_called", ("why", view.Why), ("until", view.Until is { } until ? Clock.Utc(until) : null)));
        await terminal.SayAsync(string.Join(", ", Facts(terminal, view)) + ".");
        if (view.Vip)
        {
            await terminal.SayAsync(terminal.Text("cli.vip"));
        }

        foreach (var rule in view.Rules)
        {
            var state = rule.InForce ? terminal.Text("cli.rule_in_force")
                : rule.LiftedAt is { } lifted ? terminal.Text("cli.rule_lifted_by", ("at", Clock.Utc(lifted)), ("who", rule.LiftedBy), ("words", rule.LiftedWhy))
                : terminal.Text("cli.rule_expired");
            await terminal.SayAsync(terminal.Text("cli.rule_line", ("rule", rule.Rule), ("at", Clock.Utc(rule.SetAt)), ("who", rule.SetBy), ("words", rule.Reason), ("state", state)));
        }

        foreach (var c in view.Cases)
        {
            await terminal.SayAsync(terminal.Text("cli.case_line", ("id", c.Id), ("at", Clock.Utc(c.OpenedAt)), ("state", CaseStory.State(terminal, c))));
        }
    }

    private static IEnumerable<string> Facts(Terminal terminal, NumberView view)
    {
        var number = PhoneNumber.FromE164(view.Number)!.Value;
        var code = terminal.Language.Code;
        string?[] facts = [terminal.Language.Word(Words.Parse<NumberKind>(view.Kind)), NumberFacts.PlaceOf(number, code) ?? view.Region, NumberFacts.CarrierOf(number, code), string.Join(" / ", view.TimeZones)];
        return facts.OfType<string>().Where(f => f.Length > 0);
    }

    private static Argument<string> Number(Terminal terminal) => new("NUMBER") { Description = terminal.Text("cli.number_argument") };

    private static async Task<int> NoNumberAsync(Terminal terminal, Reason? why)
    {
        await terminal.ComplainAsync(terminal.Text("cli.number_wrong", ("why", why)));
        return CommandLine.WrongUsage;
    }

    private static Option<string> Why(Terminal terminal)
    {
        var reason = new Option<string>("--reason") { Description = terminal.Text("cli.rule_reason"), Required = true };
        reason.Validators.Add(result =>
        {
            if (!CaseSteering.IsReason(result.GetValueOrDefault<string?>()))
            {
                result.AddError(terminal.Text("cli.reason_wrong", ("most", CaseSteering.LongestReason)));
            }
        });
        return reason;
    }

    private static Option<string?> Until(Terminal terminal)
    {
        var until = new Option<string?>("--until") { Description = terminal.Text("cli.rule_until") };
        until.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Times.Parse(text) is null)
            {
                result.AddError(terminal.Text("cli.until_wrong"));
            }
        });
        return until;
    }
}
