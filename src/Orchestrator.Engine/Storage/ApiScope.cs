namespace Orchestrator.Engine.Storage;

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
