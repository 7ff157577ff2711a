namespace Orchestrator.Core.Numbers;

/// <summary>How a number is written for a trunk.</summary>
public enum NumberFormat
{
    /// <summary><c>+74951234567</c></summary>
    E164,

    /// <summary>As dialled within the home country: <c>84951234567</c>.</summary>
    National,

    /// <summary><c>74951234567</c></summary>
    Digits,
}
