using Orchestrator.Access;

namespace Orchestrator.Console.Languages;

/// <content>Users, sessions, keys and the audit.</content>
public abstract partial class Speech
{
    public abstract string Users { get; }

    public abstract string ApiKeyList { get; }

    public abstract string Audit { get; }

    public abstract string RoleTitle { get; }

    public abstract string AccountState { get; }

    public abstract string AccountActive { get; }

    public abstract string AccountLocked { get; }

    public abstract string AccountDisabled { get; }

    public abstract string AccountInvited { get; }

    public abstract string LastSignIn { get; }

    public abstract string OpenSessions { get; }

    public abstract string OnlyYou { get; }

    public abstract string AddUser { get; }

    public abstract string AddUserText { get; }

    public abstract string ExpectedUserName { get; }

    public abstract string RoleExplained { get; }

    public abstract string LinkForUser(string name);

    public abstract string LinkShownOnce { get; }

    public abstract string SetPasswordTitle { get; }

    public abstract string SetPasswordText(string name);

    public abstract string SetPassword { get; }

    public abstract string PasswordLinkIsNoGood { get; }

    public abstract string PasswordChanged { get; }

    public abstract string PresentPassword { get; }

    public abstract string NewPassword { get; }

    public abstract string ChangePassword { get; }

    public abstract string ChangeRole { get; }

    public abstract string ChangeRoleText { get; }

    public abstract string DisableUser { get; }

    public abstract string DisableUserText { get; }

    public abstract string EnableUser { get; }

    public abstract string ResetPassword { get; }

    public abstract string ResetPasswordText { get; }

    public abstract string EndAllSessions { get; }

    public abstract string EndSession { get; }

    public abstract string ThisSession { get; }

    public abstract string NoSessions { get; }

    public abstract string SignedInAt { get; }

    public abstract string LastUsed { get; }

    public abstract string Address { get; }

    public abstract string Browser { get; }

    public abstract string MyAccount { get; }

    public abstract string NeverUsed { get; }

    public abstract string LinkOpenUntil { get; }

    public abstract string LockedUntil { get; }

    public abstract string KeyName { get; }

    public abstract string KeyNameHint { get; }

    public abstract string KeyBegins { get; }

    public abstract string Scope { get; }

    public abstract string ScopeExplained { get; }

    public abstract string Expires { get; }

    public abstract string ExpiresHint { get; }

    public abstract string ExpectedExpiry { get; }

    public abstract string Never { get; }

    public abstract string CreatedBy { get; }

    public abstract string AddKey { get; }

    public abstract string KeyShownOnce { get; }

    public abstract string KeyNameTaken(string name);

    public abstract string Revoke { get; }

    public abstract string RevokeText { get; }

    public abstract string KeyLive { get; }

    public abstract string KeyRevoked { get; }

    public abstract string KeyExpired { get; }

    public abstract string NoKeys { get; }

    public abstract string AuditWho { get; }

    public abstract string AuditAction { get; }

    public abstract string AuditTarget { get; }

    public abstract string AuditAt { get; }

    public abstract string AuditBefore { get; }

    public abstract string AuditAfter { get; }

    public abstract string AuditFrom { get; }

    public abstract string AuditTo { get; }

    public abstract string AuditText { get; }

    public abstract string ExportCsv { get; }

    public abstract string NoAudit { get; }

    public abstract string Of(AccountFault fault, string name);
}
