namespace Orchestrator.Engine.Storage;

/// <content>The stores by name: one for each table or concern. They write and lock; what is read for people is in readers.</content>
public sealed partial class Transaction
{
    public AccountStore Accounts => new(this);
    public ApiKeyStore ApiKeys => new(this);
    public AttemptStore Attempts => new(this);
    public AuditLog Audit => new(this);
    public AuditedCalls Audited => new(this);
    public BoardReader Board => new(this);
    public CaseHistories CaseHistories => new(this);
    public CaseReader CaseViews => new(this);
    public CaseStore Cases => new(this);
    public ContactStore Contacts => new(this);
    public DispatchStore Dispatch => new(this);
    public CaseEventReader Events => new(this);
    public GapReader Gaps => new(this);
    public InstanceStore Instances => new(this);
    public JobPauseStore JobPauses => new(this);
    internal JobLedger Jobs => new(this);
    public KeptAnswerStore KeptAnswers => new(this);
    public LegStore Legs => new(this);
    public MissedCallReader MissedCallViews => new(this);
    public MissedCallStore MissedCalls => new(this);
    public NoticeReader NoticeViews => new(this);
    public NoticeStore Notices => new(this);
    public NumberRuleStore NumberRules => new(this);
    public NumberRecords Numbers => new(this);
    public ObservedReader Observed => new(this);
    public PasswordLinkStore PasswordLinks => new(this);
    public PolicyVersionStore PolicyVersions => new(this);
    public ReplayReader Replay => new(this);
    public ServerReader Server => new(this);
    public SessionStore Sessions => new(this);
    public SetupLinkStore SetupLinks => new(this);
    public SpendingStore Spending => new(this);
    public Timeline Timeline => new(this);
    public UnknownNameStore UnknownNames => new(this);
    public WakeUpReader WakeUps => new(this);
}
