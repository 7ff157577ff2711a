using System.Text.Json.Nodes;

namespace Orchestrator.Asterisk.Ari;

/// <summary>/applications.</summary>
public sealed class AriApplications
{
    private readonly AriRest rest;

    internal AriApplications(AriRest rest) => this.rest = rest;

    /// <summary>Null when no client has registered the application.</summary>
    /// <exception cref="AriException">Any other answer, or none.</exception>
    public Task<AriApplication?> GetAsync(string app, CancellationToken cancellationToken) =>
        rest.GetAsync(Path(app), AriJson.Default.AriApplication, cancellationToken);

    /// <summary>Goes on getting events of a channel after it has left the application.</summary>
    /// <param name="app">One of our applications.</param>
    /// <param name="eventSource"><c>channel:ID</c>, <c>bridge:ID</c>, <c>endpoint:TECH/NAME</c>, <c>deviceState:NAME</c>.</param>
    public Task<AriResult> SubscribeAsync(string app, string eventSource, CancellationToken cancellationToken) =>
        rest.CommandAsync(HttpMethod.Post, Path(app, "/subscription"), new JsonObject { ["eventSource"] = eventSource }, cancellationToken);

    private static string Path(string app, string tail = "") => $"/applications/{Uri.EscapeDataString(app)}{tail}";
}
