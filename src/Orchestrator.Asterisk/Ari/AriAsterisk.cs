namespace Orchestrator.Asterisk.Ari;

/// <summary>/asterisk.</summary>
public sealed class AriAsterisk
{
    private readonly AriRest rest;

    internal AriAsterisk(AriRest rest) => this.rest = rest;

    /// <exception cref="AriException">An unexpected answer, or none.</exception>
    public async Task<AriInfo> InfoAsync(CancellationToken cancellationToken) =>
        await rest.GetAsync("/asterisk/info", AriJson.Default.AriInfo, cancellationToken)
        ?? throw new AriException(404, "GET", "/asterisk/info", "not found");

    /// <summary>Whether a module such as <c>app_amd.so</c> is loaded and running.</summary>
    /// <exception cref="AriException">An unexpected answer, or none.</exception>
    public async Task<bool> RunsAsync(string module, CancellationToken cancellationToken) =>
        await rest.GetAsync($"/asterisk/modules/{Uri.EscapeDataString(module)}", AriJson.Default.AriModule, cancellationToken) is { Status: "Running" };

    /// <exception cref="AriException">An unexpected answer, or none.</exception>
    public async Task<IReadOnlyList<AriModule>> ModulesAsync(CancellationToken cancellationToken) =>
        await rest.GetAsync("/asterisk/modules", AriJson.Default.ListAriModule, cancellationToken) ?? [];
}
