using NodaTime;
using Orchestrator.Access;

namespace Orchestrator.Console.Languages;

/// <summary>Everything that the console says, in one language. A sentence that a language lacks does not compile.</summary>
public abstract partial class Speech
{
    public static IReadOnlyList<Speech> All { get; } = [new English(), new Russian()];

    /// <summary>Two letters: <c>en</c>, <c>ru</c>.</summary>
    public abstract string Code { get; }

    /// <summary>The language's name for itself.</summary>
    public abstract string Name { get; }

    public static Speech Of(string? code) => All.FirstOrDefault(s => s.Code == code) ?? All[0];

    // The frame of every page.
    public abstract string Product { get; }

    public abstract string SkipToContent { get; }

    public abstract string Wallboard { get; }

    public abstract string Cases { get; }

    public abstract string MissedCalls { get; }

    public abstract string Jobs { get; }

    public abstract string Policies { get; }

    public abstract string Access { get; }

    public abstract string Theme { get; }

    public abstract string SignIn { get; }

    public abstract string SignOut { get; }

    // Signing in.
    public abstract string UserName { get; }

    public abstract string Password { get; }

    public abstract string PasswordAgain { get; }

    public abstract string WrongNameOrPassword { get; }

    public abstract string LockedFor(int seconds);

    public abstract string PasswordsDiffer { get; }

    public abstract string FirstAdministratorTitle { get; }

    public abstract string FirstAdministratorText { get; }

    public abstract string LinkIsNoGood { get; }

    public abstract string CreateAdministrator { get; }

    public abstract string PasswordHint { get; }

    // Faults.
    public abstract string NotFoundTitle { get; }

    public abstract string NotFoundText { get; }

    public abstract string ForbiddenTitle { get; }

    public abstract string ForbiddenText { get; }

    public abstract string AwayTitle { get; }

    public abstract string AwayText { get; }

    public abstract string FaultTitle { get; }

    public abstract string FaultText { get; }

    public abstract string CommandCutShort { get; }

    public abstract string Role(AccountRole role);

    /// <summary>The largest unit that fits: days, hours, minutes or seconds.</summary>
    private protected static (long Amount, char Unit) Units(Duration span)
    {
        var length = span < Duration.Zero ? -span : span;
        return length.TotalDays >= 2 ? ((long)length.TotalDays, 'd')
            : length.TotalHours >= 2 ? ((long)length.TotalHours, 'h')
            : length.TotalMinutes >= 2 ? ((long)length.TotalMinutes, 'm')
            : ((long)length.TotalSeconds, 's');
    }
}
