using Orchestrator.Core;

namespace Orchestrator.Web.Api.Keys;

/// <summary>What an API key may do. Each scope includes those before it.</summary>
public enum ApiScope
{
    /// <summary>Every GET.</summary>
    Read,

    /// <summary>Changing cases as well.</summary>
    Write,

    /// <summary>Everything; for what is to come.</summary>
    Admin,
}

public static class ApiScopes
{
    public static bool Includes(this ApiScope held, ApiScope needed) => held >= needed;

    /// <summary>The name of the authorization policy that asks for a scope.</summary>
    public static string PolicyName(ApiScope scope) => "scope:" + Words.Of(scope);
}
