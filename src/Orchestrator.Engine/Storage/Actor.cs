namespace Orchestrator.Engine.Storage;

/// <summary>Who changes something. Every kind has its one name, here: it stands in the audit and in stories, and is what the audit is searched by.</summary>
public sealed record Actor
{
    private Actor(string name, string? address = null) => (Name, Address) = (name, address);

    /// <summary>For people: <c>user anna</c>, <c>API key 'crm'</c>, <c>root on the command line</c>.</summary>
    public string Name { get; }

    /// <summary>The network address that the wish came from, where there is one.</summary>
    public string? Address { get; }

    public static Actor User(string name, string? address = null) => new($"user {name}", address);

    public static Actor ApiKey(string? name, string? address = null) => new($"API key '{name}'", address);

    /// <param name="account">Of the operating system.</param>
    public static Actor CommandLine(string account) => new($"{account} on the command line");

    /// <summary>Whoever had the link that makes an administrator or sets a password.</summary>
    public static Actor OneTimeLink(string? address) => new("one-time link", address);

    /// <summary>Whoever tried to sign in by a name that nobody has.</summary>
    public static Actor Somebody(string? address) => new("somebody", address);

    /// <summary>The actors that a person means by a name: one of them as it is written, or whoever is called so.</summary>
    public static string[] NamesOf(string who)
    {
#pragma warning disable CA1308 // users' names are kept in lower case; nothing is compared across cultures
        var user = who.ToLowerInvariant();
#pragma warning restore CA1308
        return [who, User(user).Name, ApiKey(who).Name, CommandLine(who).Name, $"command line ({who})"]; // the last is how the audit's older entries call the command line
    }
}
