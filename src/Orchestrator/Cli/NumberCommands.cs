using System.CommandLine;
using NodaTime;
using Orchestrator.Cli.CaseCommands;
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
        new("number", "Shows whether a number may be called, and changes that.")
        {
            Show(terminal, settings),
            Vip(terminal, settings),
            DoNotCall(terminal, settings),
            Allow(terminal, settings),
        };

    private static ExemplifiedCommand Show(Terminal terminal, IReadOnlyList<string> settings)
    {
        var number = Number();
        var json = CommandTree.Json();
        var command = new ExemplifiedCommand("show", "Shows whether a number may be called, its rules, and its latest cases.", "number show +79161234567") { number, json };
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
                    known, await NumberPicture.OfAsync(tx, known, policies.Numbers), (await tx.ListCasesAsync(new CaseFilter(Number: known.E164), MostCases, behind: null)).Items, tx.Now),
                cancel);
            await (parsed.GetValue(json) ? terminal.SayJsonAsync(view) : SayAsync(terminal, view));
            return CommandLine.Fine;
        });
        return command;
    }

    private static ExemplifiedCommand Vip(Terminal terminal, IReadOnlyList<string> settings)
    {
        var lift = new Option<bool>("--lift") { Description = "No longer VIP." };
        var (number, reason, until) = (Number(), Why(), Until());
        var command = new ExemplifiedCommand("vip", "Makes a number VIP: it is called before others, as far as the policy's priority allows.", "number vip +79161234567 --reason \"key account\"") { number, reason, until, lift };
        command.SetAction((parsed, cancel) => ChangeAsync(
            terminal, settings, parsed.GetRequiredValue(number), NumberRule.Vip, parsed.GetRequiredValue(reason), parsed.GetValue(until), parsed.GetValue(lift), cancel));
        return command;
    }

    private static ExemplifiedCommand DoNotCall(Terminal terminal, IReadOnlyList<string> settings)
    {
        var (number, reason, until) = (Number(), Why(), Until());
        var command = new ExemplifiedCommand(
            "do-not-call",
            "The number is not called back any more; its open cases close as opted out.",
            "number do-not-call +79161234567 --reason \"asked not to be called\"", "number do-not-call +79161234567 --reason holidays --until 2027-01-09T00:00:00+03:00") { number, reason, until };
        command.SetAction((parsed, cancel) => ChangeAsync(
            terminal, settings, parsed.GetRequiredValue(number), NumberRule.DoNotCall, parsed.GetRequiredValue(reason), parsed.GetValue(until), lift: false, cancel));
        return command;
    }

    private static ExemplifiedCommand Allow(Terminal terminal, IReadOnlyList<string> settings)
    {
        var (number, reason) = (Number(), Why());
        var command = new ExemplifiedCommand("allow", "Lifts the do-not-call of a number. The reason is kept.", "number allow +79161234567 --reason \"wrong number was blocked\"") { number, reason };
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
            await terminal.Error.WriteLineAsync("There is no such rule in force for this number.");
            return CommandLine.Failed;
        }

        await terminal.SayAsync(lift ? "Lifted." : "Set.");
        return CommandLine.Fine;
    }

    private static async Task SayAsync(Terminal terminal, NumberView view)
    {
        await terminal.SayAsync(view.MayCall ? "It may be called." : $"It is not called: {view.Why}{(view.Until is { } until ? $", until {Clock.Utc(until)}" : "")}.");
        await terminal.SayAsync(string.Join(", ", new[] { view.Kind.Replace('_', ' '), view.Place ?? view.Region, view.Carrier, string.Join(" / ", view.TimeZones) }.Where(t => !string.IsNullOrEmpty(t))) + ".");
        if (view.Vip)
        {
            await terminal.SayAsync("VIP.");
        }

        foreach (var rule in view.Rules)
        {
            var state = rule.InForce ? "in force" : rule.LiftedAt is { } lifted ? $"lifted {Clock.Utc(lifted)} by {rule.LiftedBy}: {rule.LiftedWhy}" : "expired";
            await terminal.SayAsync($"{rule.Rule}, set {Clock.Utc(rule.SetAt)} by {rule.SetBy}: {rule.Reason} ({state})");
        }

        foreach (var c in view.Cases)
        {
            await terminal.SayAsync($"case {c.Id}, opened {Clock.Utc(c.OpenedAt)}: {c.Disposition ?? c.State}");
        }
    }

    private static Argument<string> Number() => new("NUMBER") { Description = "International, such as +79161234567, or as it is dialled at home." };

    private static async Task<int> NoNumberAsync(Terminal terminal, Reason? why)
    {
        await terminal.Error.WriteLineAsync($"NUMBER is {why}. Write an international number such as +79161234567, or one as it is dialled at home.");
        return CommandLine.WrongUsage;
    }

    private static Option<string> Why()
    {
        var reason = new Option<string>("--reason") { Description = "Why; kept with the rule.", Required = true };
        reason.Validators.Add(result =>
        {
            if (!CaseSteering.IsReason(result.GetValueOrDefault<string?>()))
            {
                result.AddError($"--reason takes 1 to {CaseSteering.LongestReason} characters on one line.");
            }
        });
        return reason;
    }

    private static Option<string?> Until()
    {
        var until = new Option<string?>("--until") { Description = "When the rule ends by itself; by default never." };
        until.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Times.Parse(text) is null)
            {
                result.AddError($"--until: {Times.Expected}.");
            }
        });
        return until;
    }
}
