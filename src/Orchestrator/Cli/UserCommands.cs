using System.CommandLine;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli;

/// <summary><c>user add|passwd|role|disable|enable|list</c>: who may sign in to the console.</summary>
internal static class UserCommands
{
    public static Command Of(Terminal terminal, IReadOnlyList<string> settings) =>
        new("user", terminal.Text("cli.user"))
        {
            Add(terminal, settings),
            Change(terminal, settings, "passwd", terminal.Text("cli.user_passwd"), "user passwd anna",
                async (accounts, name, cancel) => await accounts.SetPasswordAsync(name, await terminal.AskPasswordAsync(terminal.Text("cli.new_password_of", ("name", name))), CommandLine.User, cancel)),
            Role(terminal, settings),
            Change(terminal, settings, "disable", terminal.Text("cli.user_disable"), "user disable anna",
                (accounts, name, cancel) => accounts.DisableAsync(name, CommandLine.User, cancel)),
            Change(terminal, settings, "enable", terminal.Text("cli.user_enable"), "user enable anna",
                (accounts, name, cancel) => accounts.EnableAsync(name, CommandLine.User, cancel)),
            List(terminal, settings),
        };

    private static ExemplifiedCommand Add(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = Name(terminal);
        var role = RoleOption(terminal);
        var command = new ExemplifiedCommand(
            "add",
            terminal.Text("cli.user_add"),
            "user add anna --role supervisor", "user add wall --role viewer")
        { name, role };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var who = AccountName.Read(parsed.GetRequiredValue(name))!;
            var password = await terminal.AskPasswordAsync(terminal.Text("cli.password_of", ("name", who)));
            return await SayAsync(terminal, terminal.Text("cli.user_added", ("name", who)), await new Accounts(database).AddAsync(who, Words.Parse<AccountRole>(parsed.GetRequiredValue(role)), password, CommandLine.User, cancel));
        });
        return command;
    }

    private static ExemplifiedCommand Role(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = Name(terminal);
        var role = RoleOption(terminal);
        var command = new ExemplifiedCommand("role", terminal.Text("cli.user_role"), "user role anna --role operator") { name, role };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var who = AccountName.Read(parsed.GetRequiredValue(name))!;
            var to = parsed.GetRequiredValue(role);
            return await SayAsync(terminal, terminal.Text("cli.user_has_role", ("name", who), ("role", Words.Parse<AccountRole>(to))), await new Accounts(database).SetRoleAsync(who, Words.Parse<AccountRole>(to), CommandLine.User, cancel));
        });
        return command;
    }

    private static ExemplifiedCommand Change(
        Terminal terminal, IReadOnlyList<string> settings, string verb, string description, string example, Func<Accounts, string, CancellationToken, Task<AccountChange>> change)
    {
        var name = Name(terminal);
        var command = new ExemplifiedCommand(verb, description, example) { name };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var who = AccountName.Read(parsed.GetRequiredValue(name))!;
            return await SayAsync(terminal, terminal.Text("cli.user_changed", ("verb", verb), ("name", who)), await change(new Accounts(database), who, cancel));
        });
        return command;
    }

    private static ExemplifiedCommand List(Terminal terminal, IReadOnlyList<string> settings)
    {
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand("list", terminal.Text("cli.user_list"), "user list") { json };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var accounts = await database.InTransactionAsync(tx => tx.Accounts.ListAsync(), cancel);
            if (parsed.GetValue(json))
            {
                await terminal.SayJsonAsync(new { Items = accounts.Select(a => new { a.Name, a.Role, a.CreatedAt, a.LastSignedInAt, a.LockedUntil, a.DisabledAt }) });
                return CommandLine.Fine;
            }

            var table = terminal.Table("cli.column_name", "cli.column_role", "cli.column_made", "cli.column_last_signed_in", "cli.column_locked_until", "cli.column_disabled");
            foreach (var a in accounts)
            {
                table.AddRow(new Text(a.Name), new Text(terminal.Language.Coded(a.Role)), new Text(Clock.Utc(a.CreatedAt)), new Text(Clock.Utc(a.LastSignedInAt)), new Text(Clock.Utc(a.LockedUntil)), new Text(Clock.Utc(a.DisabledAt)));
            }

            await terminal.SayTableAsync(table, terminal.Text("cli.no_users"));
            return CommandLine.Fine;
        });
        return command;
    }

    private static async Task<int> SayAsync(Terminal terminal, string done, AccountChange change)
    {
        if (change is AccountChange.Refused refused)
        {
            await terminal.ComplainAsync(refused.Fault.Text(terminal.Language, refused.Name));
            return CommandLine.Failed;
        }

        await terminal.SayAsync(done);
        return CommandLine.Fine;
    }

    private static Option<string> RoleOption(Terminal terminal)
    {
        var role = new Option<string>("--role") { Description = terminal.Text("cli.user_role_option"), Required = true };
        role.AcceptOnlyFromAmong([.. Words.All<AccountRole>()]);
        return role;
    }

    private static Argument<string> Name(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = terminal.Text("cli.user_name") };
        name.Validators.Add(result =>
        {
            if (AccountName.Read(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError(terminal.Text("cli.user_name_wrong"));
            }
        });
        return name;
    }
}
