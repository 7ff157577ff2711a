using Orchestrator.Core;
using Orchestrator.Core.Texts;

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
    /// <summary>For people.</summary>
    public static string Text(this AccountFault fault, Language language, string name) =>
        language.Text($"account_fault.{Words.SnakeCase(fault.ToString())}", ("name", name), ("shortest", Passwords.Shortest), ("longest", Passwords.Longest));
}
