using Orchestrator.Core;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api.Keys;

public static class ApiScopes
{
    public static bool Includes(this ApiScope held, ApiScope needed) => held >= needed;

    /// <summary>The name of the authorization policy that asks for a scope.</summary>
    public static string PolicyName(ApiScope scope) => "scope:" + Words.Of(scope);
}
