using Orchestrator.Access;

namespace Orchestrator.Console.Languages;

internal sealed partial class English
{
    public override string Users => "Users";

    public override string ApiKeyList => "API keys";

    public override string Audit => "Audit";

    public override string RoleTitle => "Role";

    public override string AccountState => "State";

    public override string AccountActive => "active";

    public override string AccountLocked => "locked";

    public override string AccountDisabled => "out of use";

    public override string AccountInvited => "has not set a password yet";

    public override string LastSignIn => "Last sign-in";

    public override string OpenSessions => "Open sessions";

    public override string OnlyYou => "Only you so far.";

    public override string AddUser => "Add a user";

    public override string AddUserText => "The user sets the password by a one-time link, which is shown next. Nobody else ever knows the password.";

    public override string ExpectedUserName => "Give 1 to 64 letters a-z, digits, '.', '_', '@' and '-', beginning with a letter or digit.";

    public override string RoleExplained => "A viewer sees everything but full numbers; an operator calls now and postpones; a supervisor cancels and decides on numbers; an administrator does everything.";

    public override string LinkForUser(string name) => $"Link for {name}";

    public override string LinkShownOnce => "Send this link to the user. It sets the password once, within 24 hours, and is not shown again.";

    public override string SetPasswordTitle => "Set your password";

    public override string SetPasswordText(string name) => $"You sign in as {name}. This link works once.";

    public override string SetPassword => "Set the password";

    public override string PasswordLinkIsNoGood => "This link was used or is too old. Ask an administrator for a new one.";

    public override string PasswordChanged => "The password is changed. Other sessions have ended.";

    public override string PresentPassword => "Present password";

    public override string NewPassword => "New password";

    public override string ChangePassword => "Change the password";

    public override string ChangeRole => "Change the role";

    public override string ChangeRoleText => "The user's sessions end; the new role holds from the next sign-in.";

    public override string DisableUser => "Take out of use";

    public override string DisableUserText => "The user is signed out and cannot sign in any more. What he did stays in the audit.";

    public override string EnableUser => "Let sign in again";

    public override string ResetPassword => "Reset the password";

    public override string ResetPasswordText => "The present password stops working at once, the sessions end, and a one-time link for a new one is shown.";

    public override string EndAllSessions => "End all sessions";

    public override string EndSession => "End";

    public override string ThisSession => "this one";

    public override string NoSessions => "No open sessions.";

    public override string SignedInAt => "Signed in";

    public override string LastUsed => "Last used";

    public override string Address => "Address";

    public override string Browser => "Browser";

    public override string MyAccount => "My account";

    public override string NeverUsed => "never";

    public override string LinkOpenUntil => "link open until";

    public override string LockedUntil => "locked until";

    public override string KeyName => "Name";

    public override string KeyNameHint => "Who uses the key, such as crm or wallboard.";

    public override string KeyBegins => "Begins with";

    public override string Scope => "Scope";

    public override string ScopeExplained => "read: sees everything; write: changes cases as well; admin: everything.";

    public override string Expires => "Expires";

    public override string ExpiresHint => "The last day on which it works; empty: for ever.";

    public override string ExpectedExpiry => "Give a day that is not over yet.";

    public override string Never => "never";

    public override string CreatedBy => "Made by";

    public override string AddKey => "Add a key";

    public override string KeyShownOnce => "This is the new key. It is shown now and never again: put it where it belongs.";

    public override string KeyNameTaken(string name) => $"There is a key called '{name}' already. Revoke it first, or take another name.";

    public override string Revoke => "Revoke";

    public override string RevokeText => "Who uses the key is refused from the next request on. This cannot be undone.";

    public override string KeyLive => "live";

    public override string KeyRevoked => "revoked";

    public override string KeyExpired => "expired";

    public override string NoKeys => "No keys yet.";

    public override string AuditWho => "Who";

    public override string AuditAction => "Action";

    public override string AuditTarget => "Of what";

    public override string AuditAt => "When";

    public override string AuditBefore => "Before";

    public override string AuditAfter => "After";

    public override string AuditFrom => "From (day)";

    public override string AuditTo => "To (day)";

    public override string AuditText => "Every change by a person or a key, and every sign-in, right or wrong. Nothing here can be changed.";

    public override string ExportCsv => "Export as CSV";

    public override string NoAudit => "Nothing was changed yet.";

    public override string Of(AccountFault fault, string name) => fault.Text(name);
}
