using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Asterisk.Ari;

internal sealed class AriRest
{
    public Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();

    public Task<AriResult> CommandAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<OriginateResult> CreateChannelAsync(string path, string app, JsonObject body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
