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
        new("user", "Adds, changes and lists the users of the console.")
        {
            Add(terminal, settings),
            Change(terminal, settings, "passwd", "Sets a new password and ends the user's sessions. The password is asked for, or read from standard input.", "user passwd anna",
                async (accounts, name, cancel) => await accounts.SetPasswordAsync(name, await terminal.AskPasswordAsync($"New password of {name}"), CommandLine.User, cancel)),
            Role(terminal, settings),
            Change(terminal, settings, "disable", "Disables a user and ends their sessions. What they did stays in the audit.", "user disable anna",
                (accounts, name, cancel) => accounts.DisableAsync(name, CommandLine.User, cancel)),
            Change(terminal, settings, "enable", "Lets a disabled or locked user sign in again.", "user enable anna",
                (accounts, name, cancel) => accounts.EnableAsync(name, CommandLine.User, cancel)),
            List(terminal, settings),
        };

    private static ExemplifiedCommand Add(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = Name();
        var role = RoleOption();
        var command = new ExemplifiedCommand(
            "add",
            "Adds a user. The password is asked for, or read from standard input.",
            "user add anna --role supervisor", "user add wall --role viewer")
        { name, role };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var who = AccountName.Read(parsed.GetRequiredValue(name))!;
            var password = await terminal.AskPasswordAsync($"Password of {who}");
            return await SayAsync(terminal, $"user '{who}' was added", await new Accounts(database).AddAsync(who, Words.Parse<AccountRole>(parsed.GetRequiredValue(role)), password, CommandLine.User, cancel));
        });
        return command;
    }

    private static ExemplifiedCommand Role(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = Name();
        var role = RoleOption();
        var command = new ExemplifiedCommand("role", "Gives a user another role and ends their sessions.", "user role anna --role operator") { name, role };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var who = AccountName.Read(parsed.GetRequiredValue(name))!;
            var to = parsed.GetRequiredValue(role);
            return await SayAsync(terminal, $"'{who}' now has the role {to}", await new Accounts(database).SetRoleAsync(who, Words.Parse<AccountRole>(to), CommandLine.User, cancel));
        });
        return command;
    }

    private static ExemplifiedCommand Change(
        Terminal terminal, IReadOnlyList<string> settings, string verb, string description, string example, Func<Accounts, string, CancellationToken, Task<AccountChange>> change)
    {
        var name = Name();
        var command = new ExemplifiedCommand(verb, description, example) { name };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var who = AccountName.Read(parsed.GetRequiredValue(name))!;
            return await SayAsync(terminal, $"{verb} '{who}': done", await change(new Accounts(database), who, cancel));
        });
        return command;
    }

    private static ExemplifiedCommand List(Terminal terminal, IReadOnlyList<string> settings)
    {
        var json = CommandTree.Json();
        var command = new ExemplifiedCommand("list", "Lists the users, disabled ones last.", "user list") { json };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var accounts = await database.InTransactionAsync(tx => tx.ListAccountsAsync(), cancel);
            if (parsed.GetValue(json))
            {
                await terminal.SayJsonAsync(new { Items = accounts.Select(a => new { a.Name, a.Role, a.CreatedAt, a.LastSignedInAt, a.LockedUntil, a.DisabledAt }) });
                return CommandLine.Fine;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("Name", "Role", "Made", "Last signed in", "Locked until", "Disabled");
            foreach (var a in accounts)
            {
                table.AddRow(new Text(a.Name), new Text(a.Role), new Text(Clock.Utc(a.CreatedAt)), new Text(Clock.Utc(a.LastSignedInAt)), new Text(Clock.Utc(a.LockedUntil)), new Text(Clock.Utc(a.DisabledAt)));
            }

            await terminal.SayTableAsync(table, "no users; 'orchestrator user add NAME --role administrator' adds one");
            return CommandLine.Fine;
        });
        return command;
    }

    private static async Task<int> SayAsync(Terminal terminal, string done, AccountChange change)
    {
        if (change is AccountChange.Refused refused)
        {
            await terminal.Error.WriteLineAsync(refused.Why);
            return CommandLine.Failed;
        }

        await terminal.SayAsync(done);
        return CommandLine.Fine;
    }

    private static Option<string> RoleOption()
    {
        var role = new Option<string>("--role") { Description = "viewer, operator, supervisor or administrator; each may do what those before may.", Required = true };
        role.AcceptOnlyFromAmong([.. Words.All<AccountRole>()]);
        return role;
    }

    private static Argument<string> Name()
    {
        var name = new Argument<string>("NAME") { Description = "The name to sign in with." };
        name.Validators.Add(result =>
        {
            if (AccountName.Read(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"NAME: {AccountName.Expected}.");
            }
        });
        return name;
    }
}
