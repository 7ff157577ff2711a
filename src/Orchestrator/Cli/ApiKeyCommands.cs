using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Orchestrator.Web.Api.Keys;
using Spectre.Console;

namespace Orchestrator.Cli;

/// <summary><c>api-key add|list|revoke</c>.</summary>
internal static class ApiKeyCommands
{
    public static Command Of(Terminal terminal, IReadOnlyList<string> settings) =>
        new("api-key", "Makes, lists and revokes keys of the HTTP API.") { Add(terminal, settings), List(terminal, settings), Revoke(terminal, settings) };

    private static ExemplifiedCommand Add(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = Name();
        var scope = new Option<string>("--scope") { Description = "What the key may do: read, write (read and change cases) or admin.", Required = true };
        scope.AcceptOnlyFromAmong([.. Words.All<ApiScope>()]);
        var expires = new Option<string?>("--expires") { Description = "When the key stops working: a time from now such as 90d, or the last day on which it works such as 2027-12-31 (UTC). By default never." };
        expires.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Expiry(text, terminal.Clock.GetCurrentInstant()) is null)
            {
                result.AddError("--expires: write a time from now such as 90d, or a day that is not over yet, such as 2027-12-31.");
            }
        });
        var command = new ExemplifiedCommand(
            "add",
            "Makes a key and prints it once. Only its hash is kept.",
            "api-key add wallboard --scope read", "api-key add crm --scope write --expires 365d")
        { name, scope, expires };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var until = parsed.GetValue(expires) is { } text ? Expiry(text, terminal.Clock.GetCurrentInstant()) : null;
            var key = await new ApiKeys(database).AddAsync(
                parsed.GetRequiredValue(name), Words.Parse<ApiScope>(parsed.GetRequiredValue(scope)), until, CommandLine.User, cancel);
            if (key is null)
            {
                await terminal.Error.WriteLineAsync($"There is already a key called '{parsed.GetRequiredValue(name)}'. Revoke it first, or choose another name.");
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
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var keys = await database.InTransactionAsync(tx => tx.ListApiKeysAsync(), cancel);
            if (parsed.GetValue(json))
            {
                await terminal.SayJsonAsync(new { Items = keys });
                return CommandLine.Fine;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("Name", "Begins with", "Scope", "Made", "Made by", "Last used", "Expires", "Revoked");
            foreach (var key in keys)
            {
                table.AddRow(
                    new Text(key.Name), new Text(key.Prefix ?? "-"), new Text(key.Scope), new Text(Clock.Utc(key.CreatedAt)), new Text(key.CreatedBy ?? "-"),
                    new Text(Clock.Utc(key.LastUsedAt)), new Text(Clock.Utc(key.ExpiresAt)), new Text(Clock.Utc(key.RevokedAt)));
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
            "Revokes a key, at once and for good.",
            "api-key revoke wallboard")
        { name };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var key = parsed.GetRequiredValue(name);
            var revoked = await new ApiKeys(database).RevokeAsync(key, CommandLine.User, cancel);
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
            if (!ApiKeys.IsName(result.GetValueOrDefault<string>()))
            {
                result.AddError($"NAME takes {ApiKeys.ExpectedName}.");
            }
        });
        return name;
    }

    /// <summary>Null when the text is neither a duration nor a day, or is over.</summary>
    private static Instant? Expiry(string text, Instant now)
    {
        var until = DurationText.Read(text) is { } span && span <= Duration.FromDays(36_500) ? now + span
            : LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day) && day.Year is > 2000 and < 2200 ? DateTimeZone.Utc.AtStartOfDay(day.PlusDays(1)).ToInstant()
            : now;
        return until > now ? until : null;
    }
}
