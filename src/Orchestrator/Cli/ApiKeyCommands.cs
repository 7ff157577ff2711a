using System.CommandLine;
using Orchestrator.Api.Keys;
using Orchestrator.Core;
using Orchestrator.Storage;
using Spectre.Console;

namespace Orchestrator.Cli;

/// <summary><c>api-key add|list|revoke</c>.</summary>
internal static class ApiKeyCommands
{
    private const int LongestName = 100;

    public static Command Of(Terminal terminal, IReadOnlyList<string> settings) =>
        new("api-key", "Makes, lists and revokes keys of the HTTP API.") { Add(terminal, settings), List(terminal, settings), Revoke(terminal, settings) };

    private static ExemplifiedCommand Add(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = Name();
        var scope = new Option<string>("--scope") { Description = "What the key may do: read, write (read and change cases) or admin.", Required = true };
        scope.AcceptOnlyFromAmong([.. Words.All<ApiScope>()]);
        var command = new ExemplifiedCommand(
            "add",
            "Makes a key and prints it once. Only its hash is kept.",
            "api-key add wallboard --scope read", "api-key add crm --scope write")
        { name, scope };
        command.SetAction(async (parsed, cancel) =>
        {
            var key = ApiKey.New();
            await using var database = OpenDatabase.Of(Settings.Load(settings));
            var added = await database.InTransactionAsync(
                tx => tx.AddApiKeyAsync(parsed.GetRequiredValue(name), ApiKey.Hash(key), parsed.GetRequiredValue(scope)), cancel);
            if (!added)
            {
                await terminal.Error.WriteLineAsync($"There is a key called '{parsed.GetRequiredValue(name)}' already. Revoke it first, or take another name.");
                return CommandLine.Failed;
            }

            await terminal.Error.WriteLineAsync("Keep it safe: it is not shown again.");
            await terminal.SayAsync(key); // alone on standard output, so that it can go into a file or a vault
            return CommandLine.Fine;
        });
        return command;
    }

    private static ExemplifiedCommand List(Terminal terminal, IReadOnlyList<string> settings)
    {
        var json = CommandTree.Json();
        var command = new ExemplifiedCommand(
            "list",
            "Lists the keys, revoked ones last.",
            "api-key list")
        { json };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(Settings.Load(settings));
            var keys = await database.InTransactionAsync(tx => tx.ListApiKeysAsync(), cancel);
            if (parsed.GetValue(json))
            {
                await terminal.SayJsonAsync(new { Items = keys });
                return CommandLine.Fine;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("Name", "Scope", "Made", "Last used", "Revoked");
            foreach (var key in keys)
            {
                table.AddRow(new Text(key.Name), new Text(key.Scope), new Text(Clock.Utc(key.CreatedAt)), new Text(Clock.Utc(key.LastUsedAt)), new Text(Clock.Utc(key.RevokedAt)));
            }

            await terminal.SayTableAsync(table, "no keys; 'orchestrator api-key add NAME --scope read' makes one");
            return CommandLine.Fine;
        });
        return command;
    }

    private static ExemplifiedCommand Revoke(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = Name();
        var command = new ExemplifiedCommand(
            "revoke",
            "Takes a key out of use, at once and for ever.",
            "api-key revoke wallboard")
        { name };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(Settings.Load(settings));
            var key = parsed.GetRequiredValue(name);
            var revoked = await database.InTransactionAsync(tx => tx.RevokeApiKeyAsync(key), cancel);
            await (revoked ? terminal.SayAsync($"revoked '{key}'") : terminal.Error.WriteLineAsync($"There is no key called '{key}'."));
            return revoked ? CommandLine.Fine : CommandLine.Failed;
        });
        return command;
    }

    private static Argument<string> Name()
    {
        var name = new Argument<string>("NAME") { Description = "Who uses the key, such as crm or wallboard." };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: > 0 and <= LongestName } text || text.Any(char.IsControl))
            {
                result.AddError("NAME has 1 to 100 characters on one line.");
            }
        });
        return name;
    }
}
