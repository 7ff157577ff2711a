using System.Globalization;

namespace Orchestrator.Access;

/// <summary>Why something cannot be done to an account: a closed set.</summary>
public enum AccountFault
{
    NameTaken,
    NoSuchUser,
    DisabledAlready,
    LastAdministrator,
    PasswordTooShort,
    PasswordTooLong,
    PasswordHasName,
    PasswordRepeats,
    WrongPassword,
    LinkIsNoGood,
}

public static class AccountFaults
{
    /// <summary>For people, in English.</summary>
    public static string Text(this AccountFault fault, string name) => fault switch
    {
        AccountFault.NameTaken => $"There is already a user called '{name}'.",
        AccountFault.NoSuchUser => $"There is no user called '{name}'.",
        AccountFault.DisabledAlready => $"'{name}' is already disabled.",
        AccountFault.LastAdministrator => $"'{name}' is the only administrator. Make another one first.",
        AccountFault.PasswordTooShort => string.Create(CultureInfo.InvariantCulture, $"The password has fewer than {Passwords.Shortest} characters."),
        AccountFault.PasswordTooLong => string.Create(CultureInfo.InvariantCulture, $"The password has more than {Passwords.Longest} characters."),
        AccountFault.PasswordHasName => "The password contains the user's name.",
        AccountFault.PasswordRepeats => "The password repeats too few characters.",
        AccountFault.WrongPassword => "That is not the current password.",
        _ => "This link was used, is too old, or is not needed any more.",
    };
}
