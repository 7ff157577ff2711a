using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Console.Languages;

namespace Orchestrator.Console;

/// <summary>What every page of a request needs to know.</summary>
public sealed class PageContext(IHttpContextAccessor accessor, IAntiforgery antiforgery, IClock clock)
{
    public const string LanguageCookie = "language";

    private readonly HttpContext http = accessor.HttpContext ?? throw new InvalidOperationException("A page is rendered for a request.");
    private Speech? speech;

    /// <summary>Null when nobody is signed in.</summary>
    public Viewer? Viewer => Viewer.Of(http.User);

    /// <summary>The language that was chosen, else the browser's first that we have.</summary>
    public Speech Say => speech ??= Speech.Of(http.Request.Cookies[LanguageCookie] ?? Preferred());

    public string Path => http.Request.Path.Value ?? "/";

    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <summary>Goes into every form.</summary>
    public string FormToken => antiforgery.GetAndStoreTokens(http).RequestToken!;

    private string? Preferred() => http.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1)
        .Select(l => l.Value.ToString().Split('-')[0])
        .FirstOrDefault(code => Speech.All.Any(s => s.Code == code));

    internal CultureInfo Culture => CultureInfo.GetCultureInfo(Say.Code);
}
