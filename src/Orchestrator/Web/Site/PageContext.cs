using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Core.Texts;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Languages;

namespace Orchestrator.Web.Site;

/// <summary>What every page of a request needs to know.</summary>
public sealed class PageContext(IHttpContextAccessor accessor, StandInRequest standIn, IAntiforgery antiforgery, PoliciesInForce policies, IClock clock)
{
    public const string LanguageCookie = "language";

    private readonly HttpContext http = standIn.Http ?? accessor.HttpContext ?? throw new InvalidOperationException("A page is rendered for a request.");
    private Speech? speech;

    /// <summary>Null when nobody is signed in.</summary>
    public Viewer? Viewer => Viewer.Of(http.User);

    /// <summary>Who does what this request asks for.</summary>
    public Actor Actor => Viewer?.ActorFrom(http) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>What the last action said, from <c>?said=</c>.</summary>
    public string? Answer => http.Request.Query["said"] is [{ Length: > 0 and <= 300 } said, ..] ? said : null;

    /// <summary>The language that was chosen, else the browser's first that we have.</summary>
    public Speech Say => speech ??= Speech.Of(http.Request.Cookies[LanguageCookie] ?? Preferred());

    /// <summary>Reasons, in the same language.</summary>
    public Language Texts => Language.Of(Say.Code);

    /// <summary>A reason as one text; null gives nothing.</summary>
    public string? Text(Reason? reason) => reason is null ? null : Texts.Say(reason, Zone);

    /// <summary>A word of a list that programs may read as well.</summary>
    public string? Coded(Enum? value) => value is null ? null : Texts.Coded(value);

    public string Path => http.Request.Path.Value ?? "/";

    /// <summary>The zone that all times of the page are shown in: that of the page's policy, else of the first one.</summary>
    public DateTimeZone Zone => (policies.Set.Find(Policy ?? "") ?? policies.Set.Policies.FirstOrDefault())?.Zone ?? DateTimeZone.Utc;

    /// <summary>The policy that the page is about; null: it is about several.</summary>
    public string? Policy { get; set; }

    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <summary>Goes into every form.</summary>
    public string FormToken => standIn.Http is null ? antiforgery.GetAndStoreTokens(http).RequestToken! : "";

    /// <summary>Shows no full number, whoever looks: others look, too.</summary>
    public bool ShortensNumbers { get; set; }

    /// <summary>A number as this person may see it.</summary>
    public string Show(string e164) => Viewer?.SeesNumbers == true && !ShortensNumbers ? e164 : PhoneNumber.FromE164(e164)?.Shortened ?? "…";

    /// <summary>On the wall, with the zone.</summary>
    public string Absolute(Instant at) => Absolute(at, Zone);

    /// <summary>On the wall in another zone.</summary>
    public string Absolute(Instant at, DateTimeZone zone) => Say.Moment(at.InZone(zone));

    /// <summary>The wall clock alone; with the day when that is another one.</summary>
    public string Clock(Instant at)
    {
        var local = at.InZone(Zone);
        return local.ToString(local.Date == Now.InZone(Zone).Date ? "HH:mm" : "d MMM HH:mm", Culture);
    }

    public string ClockWithSeconds(Instant at) => at.InZone(Zone).ToString("HH:mm:ss", Culture);

    private string? Preferred() => http.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1)
        .Select(l => l.Value.ToString().Split('-')[0])
        .FirstOrDefault(code => Speech.All.Any(s => s.Code == code));

    internal CultureInfo Culture => CultureInfo.GetCultureInfo(Say.Code);
}
