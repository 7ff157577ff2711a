using Orchestrator.Access;
using Orchestrator.Core;

namespace Orchestrator.Web.Site.Languages;

/// <content>Users, sessions, keys and the audit.</content>
public sealed partial class Speech
{
    public string Users => Ui("access.users");

    public string ApiKeyList => Ui("access.api_key_list");

    public string Audit => Ui("access.audit");

    public string RoleTitle => Ui("access.role_title");

    public string AccountState => Ui("access.account_state");

    public string AccountActive => Ui("access.account_active");

    public string AccountLocked => Ui("access.account_locked");

    public string AccountDisabled => Ui("access.account_disabled");

    public string AccountInvited => Ui("access.account_invited");

    public string LastSignIn => Ui("access.last_sign_in");

    public string OpenSessions => Ui("access.open_sessions");

    public string OnlyYou => Ui("access.only_you");

    public string AddUser => Ui("access.add_user");

    public string AddUserText => Ui("access.add_user_text");

    public string ExpectedUserName => Ui("access.expected_user_name");

    public string RoleExplained => Ui("access.role_explained");

    public string LinkForUser(string name) => Ui("access.link_for_user", ("name", name));

    public string LinkShownOnce => Ui("access.link_shown_once");

    public string SetPasswordTitle => Ui("access.set_password_title");

    public string SetPasswordText(string name) => Ui("access.set_password_text", ("name", name));

    public string SetPassword => Ui("access.set_password");

    public string PasswordLinkIsNoGood => Ui("access.password_link_is_no_good");

    public string PasswordChanged => Ui("access.password_changed");

    public string PresentPassword => Ui("access.present_password");

    public string NewPassword => Ui("access.new_password");

    public string ChangePassword => Ui("access.change_password");

    public string ChangeRole => Ui("access.change_role");

    public string ChangeRoleText => Ui("access.change_role_text");

    public string DisableUser => Ui("access.disable_user");

    public string DisableUserText => Ui("access.disable_user_text");

    public string EnableUser => Ui("access.enable_user");

    public string ResetPassword => Ui("access.reset_password");

    public string ResetPasswordText => Ui("access.reset_password_text");

    public string EndAllSessions => Ui("access.end_all_sessions");

    public string EndSession => Ui("access.end_session");

    public string ThisSession => Ui("access.this_session");

    public string NoSessions => Ui("access.no_sessions");

    public string SignedInAt => Ui("access.signed_in_at");

    public string LastUsed => Ui("access.last_used");

    public string Address => Ui("access.address");

    public string Browser => Ui("access.browser");

    public string MyAccount => Ui("access.my_account");

    public string NeverUsed => Ui("access.never_used");

    public string LinkOpenUntil => Ui("access.link_open_until");

    public string LockedUntil => Ui("access.locked_until");

    public string KeyName => Ui("access.key_name");

    public string KeyNameHint => Ui("access.key_name_hint");

    public string KeyBegins => Ui("access.key_begins");

    public string Scope => Ui("access.scope");

    public string ScopeExplained => Ui("access.scope_explained");

    public string Expires => Ui("access.expires");

    public string ExpiresHint => Ui("access.expires_hint");

    public string ExpectedExpiry => Ui("access.expected_expiry");

    public string Never => Ui("access.never");

    public string CreatedBy => Ui("access.created_by");

    public string AddKey => Ui("access.add_key");

    public string KeyShownOnce => Ui("access.key_shown_once");

    public string KeyNameTaken(string name) => Ui("access.key_name_taken", ("name", name));

    public string Revoke => Ui("access.revoke");

    public string RevokeText => Ui("access.revoke_text");

    public string KeyLive => Ui("access.key_live");

    public string KeyRevoked => Ui("access.key_revoked");

    public string KeyExpired => Ui("access.key_expired");

    public string NoKeys => Ui("access.no_keys");

    public string AuditWho => Ui("access.audit_who");

    public string AuditAction => Ui("access.audit_action");

    public string AuditTarget => Ui("access.audit_target");

    public string AuditAt => Ui("access.audit_at");

    public string AuditBefore => Ui("access.audit_before");

    public string AuditAfter => Ui("access.audit_after");

    public string AuditFrom => Ui("access.audit_from");

    public string AuditTo => Ui("access.audit_to");

    public string AuditText => Ui("access.audit_text");

    public string ExportCsv => Ui("access.export_csv");

    public string NoAudit => Ui("access.no_audit");

    /// <summary>An action of the audit; one of another version is left as it is.</summary>
    public string OfAction(string action) => language.Named("audit_action." + action.Replace('.', '_')) ?? action;

    /// <summary>Who did it.</summary>
    public string OfActor(string actor) => language.Who(actor);

    public string Of(AccountFault fault, string name) => fault.Text(language, name);
}
