using System.Globalization;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core.Texts;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site.Languages;

/// <summary>Everything that the console says, by names that the compiler knows. The texts stand in the languages' files, under the same names.</summary>
public sealed partial class Speech
{
    /// <summary>More of them are not counted.</summary>
    private const int MostNewCases = 100;

    private readonly Language language;

    private Speech(Language language) => (this.language, Culture) = (language, CultureInfo.GetCultureInfo(language.Code));

    public static IReadOnlyList<Speech> All { get; } = [.. Language.All.OrderBy(l => l.Code, StringComparer.Ordinal).Select(l => new Speech(l))];

    /// <summary>Two letters: <c>en</c>, <c>ru</c>.</summary>
    public string Code => language.Code;

    /// <summary>For numbers.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The language's name for itself.</summary>
    public string Name => Ui("frame.name");

    public static Speech Of(string? code) => All.FirstOrDefault(s => s.Code == code) ?? All[0];

    // The frame of every page.
    public string Product => Ui("frame.product");

    public string SkipToContent => Ui("frame.skip_to_content");

    public string Wallboard => Ui("frame.wallboard");

    public string Cases => Ui("frame.cases");

    public string MissedCalls => Ui("frame.missed_calls");

    public string Jobs => Ui("frame.jobs");

    public string Policies => Ui("frame.policies");

    public string Access => Ui("frame.access");

    public string Theme => Ui("frame.theme");

    public string SignIn => Ui("frame.sign_in");

    public string SignOut => Ui("frame.sign_out");

    // Signing in.
    public string UserName => Ui("frame.user_name");

    public string Password => Ui("frame.password");

    public string PasswordAgain => Ui("frame.password_again");

    public string WrongNameOrPassword => Ui("frame.wrong_name_or_password");

    public string LockedFor(int seconds) => Ui("frame.locked_for", ("seconds", seconds));

    public string PasswordsDiffer => Ui("frame.passwords_differ");

    public string FirstAdministratorTitle => Ui("frame.first_administrator_title");

    public string FirstAdministratorText => Ui("frame.first_administrator_text");

    public string LinkIsNoGood => Ui("frame.link_is_no_good");

    public string CreateAdministrator => Ui("frame.create_administrator");

    public string PasswordHint => Ui("frame.password_hint");

    // Faults.
    public string NotFoundTitle => Ui("frame.not_found_title");

    public string NotFoundText => Ui("frame.not_found_text");

    public string ForbiddenTitle => Ui("frame.forbidden_title");

    public string ForbiddenText => Ui("frame.forbidden_text");

    public string AwayTitle => Ui("frame.away_title");

    public string AwayText => Ui("frame.away_text");

    public string FaultTitle => Ui("frame.fault_title");

    public string FaultText => Ui("frame.fault_text");

    public string CommandCutShort => Ui("frame.command_cut_short");

    public string Role(AccountRole role) => language.Word(role);

    /// <summary>The largest unit that fits: days, hours, minutes or seconds.</summary>
    private string Rounded(Duration span)
    {
        var (amount, unit) = Units(span);
        return Ui($"cases.span_{unit}", ("n", (int)amount));
    }

    private string Ui(string key, params ReadOnlySpan<(string Name, object? Value)> values) => language.Text(key, values);

    private static (long Amount, char Unit) Units(Duration span)
    {
        var length = span < Duration.Zero ? -span : span;
        return length.TotalDays >= 2 ? ((long)length.TotalDays, 'd')
            : length.TotalHours >= 2 ? ((long)length.TotalHours, 'h')
            : length.TotalMinutes >= 2 ? ((long)length.TotalMinutes, 'm')
            : ((long)length.TotalSeconds, 's');
    }
}
