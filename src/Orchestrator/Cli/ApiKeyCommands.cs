using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core;
using Orchestrator.Core.Hours;
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
        new("api-key", terminal.Text("cli.api_key")) { Add(terminal, settings), List(terminal, settings), Revoke(terminal, settings) };

    private static ExemplifiedCommand Add(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = Name(terminal);
        var scope = new Option<string>("--scope") { Description = terminal.Text("cli.key_scope"), Required = true };
        scope.AcceptOnlyFromAmong([.. Words.All<ApiScope>()]);
        var expires = new Option<string?>("--expires") { Description = terminal.Text("cli.key_expires") };
        expires.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Expiry(text, terminal.Clock.GetCurrentInstant()) is null)
            {
                result.AddError(terminal.Text("cli.key_expires_wrong"));
            }
        });
        var command = new ExemplifiedCommand(
            "add",
            terminal.Text("cli.key_add"),
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
                await terminal.ComplainAsync(terminal.Text("cli.key_name_taken", ("name", parsed.GetRequiredValue(name))));
                return CommandLine.Failed;
            }

            await terminal.ComplainAsync(terminal.Text("cli.key_keep_safe"));
            await terminal.SayAsync(key); // alone on standard output, so that it can go into a file or a vault
            return CommandLine.Fine;
        });
        return command;
    }

    private static ExemplifiedCommand List(Terminal terminal, IReadOnlyList<string> settings)
    {
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "list",
            terminal.Text("cli.key_list"),
            "api-key list")
        { json };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var keys = await database.InTransactionAsync(tx => tx.ApiKeys.ListAsync(), cancel);
            if (parsed.GetValue(json))
            {
                await terminal.SayJsonAsync(new { Items = keys });
                return CommandLine.Fine;
            }

            var table = terminal.Table("cli.column_name", "cli.column_begins", "cli.column_scope", "cli.column_made", "cli.column_made_by", "cli.column_last_used", "cli.column_expires", "cli.column_revoked");
            foreach (var key in keys)
            {
                table.AddRow(
                    new Text(key.Name), new Text(key.Prefix ?? "-"), new Text(Words.Of(key.Scope)), new Text(Clock.Utc(key.CreatedAt)), new Text(key.CreatedBy ?? "-"),
                    new Text(Clock.Utc(key.LastUsedAt)), new Text(Clock.Utc(key.ExpiresAt)), new Text(Clock.Utc(key.RevokedAt)));
            }

            await terminal.SayTableAsync(table, terminal.Text("cli.no_keys"));
            return CommandLine.Fine;
        });
        return command;
    }

    private static ExemplifiedCommand Revoke(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = Name(terminal);
        var command = new ExemplifiedCommand(
            "revoke",
            terminal.Text("cli.key_revoke"),
            "api-key revoke wallboard")
        { name };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var key = parsed.GetRequiredValue(name);
            var revoked = await new ApiKeys(database).RevokeAsync(key, CommandLine.User, cancel);
            await (revoked ? terminal.SayAsync(terminal.Text("cli.key_revoked", ("name", key))) : terminal.ComplainAsync(terminal.Text("cli.no_such_key", ("name", key))));
            return revoked ? CommandLine.Fine : CommandLine.Failed;
        });
        return command;
    }

    private static Argument<string> Name(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = terminal.Text("cli.key_name") };
        name.Validators.Add(result =>
        {
            if (!ApiKeys.IsName(result.GetValueOrDefault<string>()))
            {
                result.AddError(terminal.Text("cli.key_name_wrong"));
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
