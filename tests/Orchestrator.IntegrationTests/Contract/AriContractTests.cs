using System.Net.Http.Headers;
using System.Text;
using Orchestrator.Asterisk.Ari;
using Orchestrator.IntegrationTests.Rig;

namespace Orchestrator.IntegrationTests.Contract;

/// <summary>What we read of ARI's events and models, against the description that the running Asterisk serves.</summary>
public sealed class AriContractTests(SharedAsterisk shared)
{
    [Fact]
    public async Task EveryEventAndFieldThatWeRead_IsInTheRunningAsterisksDescription()
    {
        var ari = shared.Asterisk.Ari;
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ari.User}:{ari.Password}")));
        var docs = new List<string>();
        foreach (var name in (string[])["events", "channels", "bridges", "playbacks", "recordings", "applications", "asterisk"])
            docs.Add(await client.GetStringAsync(new Uri($"{ari.Url}/api-docs/{name}.json")));

        Assert.Empty(AriContract.Compare(docs));
        Assert.NotEmpty(AriContract.Compare(docs.Skip(1))); // without the events' description it must complain
    }
}
