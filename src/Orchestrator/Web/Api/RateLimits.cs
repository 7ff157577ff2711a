using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Orchestrator.Engine.Settings;
using Orchestrator.Web.Http;

namespace Orchestrator.Web.Api;

/// <summary>How much one API key may ask: a program that runs wild slows down nobody but itself. Counted on each instance.</summary>
internal static class RateLimits
{
    /// <summary>Names the limit on requests.</summary>
    public const string PerKey = "api-key";

    public static void AddRateLimits(this IServiceCollection services, WebLimits limits) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (rejected, cancel) =>
        {
            var http = rejected.HttpContext;
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
            {
                http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            }

            if (!http.Request.IsForPeople())
            {
                await Problems.OfStatus(StatusCodes.Status429TooManyRequests, http.Request).ExecuteAsync(http);
            }
        };
        limiter.AddPolicy(PerKey, http =>
        {
            var changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
            var (perSecond, atOnce) = changes ? (limits.ChangesPerSecond, limits.ChangesAtOnce) : (limits.ReadsPerSecond, limits.ReadsAtOnce);
            return RateLimitPartition.GetTokenBucketLimiter((http.User.Identity?.Name, changes), _ => new TokenBucketRateLimiterOptions
            {
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                TokenLimit = Math.Max(perSecond, atOnce),
            });
        });
    });
}
