using System.Globalization;
using Orchestrator.Access;

namespace Orchestrator.Console.Languages;

internal sealed partial class English : Speech
{
    public override string Code => "en";

    public override string Name => "English";

    public override string Product => "Callbacks";

    public override string SkipToContent => "Skip to the content";

    public override string Wallboard => "Wallboard";

    public override string Cases => "Cases";

    public override string MissedCalls => "Missed calls";

    public override string Jobs => "Jobs";

    public override string Policies => "Policies";

    public override string Access => "Access";

    public override string Theme => "Light or dark";

    public override string SignIn => "Sign in";

    public override string SignOut => "Sign out";

    public override string UserName => "User name";

    public override string Password => "Password";

    public override string PasswordAgain => "Password once more";

    public override string WrongNameOrPassword => "The name or the password is wrong.";

    public override string LockedFor(int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"Too many wrong passwords. Try again in {seconds} {(seconds == 1 ? "second" : "seconds")}.");

    public override string PasswordsDiffer => "The two passwords differ.";

    public override string FirstAdministratorTitle => "The first administrator";

    public override string FirstAdministratorText => "Nobody can administer yet. Choose a name and a password; this link works once.";

    public override string LinkIsNoGood => "This link was used, is too old, or there is an administrator already. 'orchestrator user add NAME --role administrator' makes one as well.";

    public override string CreateAdministrator => "Create the administrator";

    public override string PasswordHint => "At least 12 characters; a few words are easy to keep in mind.";

    public override string NotFoundTitle => "Not found";

    public override string NotFoundText => "There is nothing at this address. It may have been removed, or the link is incomplete.";

    public override string ForbiddenTitle => "Not allowed";

    public override string ForbiddenText => "Your role does not include this. An administrator can change it.";

    public override string AwayTitle => "The database is away";

    public override string AwayText => "Calls go on, and missed calls are kept; this page comes back by itself.";

    public override string FaultTitle => "Something went wrong";

    public override string FaultText => "It is in the log. Trying again may help.";

    public override string CommandCutShort => "Look at what was done, and try again.";

    public override string Role(AccountRole role) => role switch
    {
        AccountRole.Viewer => "viewer",
        AccountRole.Operator => "operator",
        AccountRole.Supervisor => "supervisor",
        _ => "administrator",
    };
}
