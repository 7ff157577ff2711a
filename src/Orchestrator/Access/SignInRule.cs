using NodaTime;

namespace Orchestrator.Access;

/// <summary>How wrong passwords slow down guessing, without letting a stranger lock somebody out for long.</summary>
public static class SignInRule
{
    /// <summary>Wrong passwords that are forgiven.</summary>
    public const int FreeFailures = 5;

    /// <summary>After so long without a wrong password, earlier ones do not count.</summary>
    public static readonly Duration Forgotten = Duration.FromDays(1);

    private static readonly Duration First = Duration.FromSeconds(30);
    private static readonly Duration Longest = Duration.FromMinutes(15);

    /// <summary>How many wrong passwords in a row there are with this one.</summary>
    public static int Failures(int before, Instant? last, Instant now) => last + Forgotten > now ? before + 1 : 1;

    /// <summary>How long the account stays locked after so many wrong passwords in a row: 30 s, doubled each time, at most 15 min; null: not at all.</summary>
    public static Duration? LockAfter(int failures)
    {
        if (failures < FreeFailures)
        {
            return null;
        }

        var doublings = Math.Min(failures - FreeFailures, 10);
        return Duration.Min(First * (1 << doublings), Longest);
    }
}
