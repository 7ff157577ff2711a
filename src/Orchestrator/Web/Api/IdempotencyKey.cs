using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api;

/// <summary>
/// The header by which a sender names a request, so that it can be sent again after a lost answer
/// (draft-ietf-httpapi-idempotency-key-header). The answer is kept in the transaction of what it tells of.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int Longest = 200;

    /// <summary>Tells that the answer is one that was kept.</summary>
    public const string Replayed = "Idempotency-Replayed";

    public static bool IsOne(string text) => text.Length is > 0 and <= Longest && text.All(c => c is > ' ' and <= '~');

    /// <summary>Does the work unless the key was seen before. Keys belong to the API key that sends them. Without a key the work is done.</summary>
    /// <param name="tx">The transaction of the work.</param>
    /// <param name="apiKey">The sender's.</param>
    /// <param name="key">The request's; null: none.</param>
    /// <param name="requestHash">Tells requests apart.</param>
    /// <param name="work">What is asked for. It writes nothing when it refuses.</param>
    public static async Task<IResult> OnceAsync(Transaction tx, string apiKey, string? key, byte[] requestHash, Func<Task<OnceAnswer>> work)
    {
        if (key is not null)
        {
            if (!await tx.KeptAnswers.TryTakeKeyAsync(apiKey, key))
            {
                return Problems.Of(Problems.InFlight, $"A request with this {Header} is under way; ask again in a moment.");
            }

            if (await tx.KeptAnswers.FindAsync(apiKey, key) is { } kept)
            {
                return kept.RequestHash.AsSpan().SequenceEqual(requestHash)
                    ? new KeptResult(kept, IsReplay: true)
                    : Problems.Of(Problems.KeyReused, $"This {Header} was used with another body within the last 24 hours; use a new one for each request.");
            }
        }

        switch (await work())
        {
            case OnceAnswer.Kept made:
                var answer = new KeptAnswer { RequestHash = requestHash, Status = made.Status, Location = made.Location, Body = made.Body };
                if (key is not null)
                {
                    await tx.KeptAnswers.KeepAsync(apiKey, key, answer);
                }

                return new KeptResult(answer, IsReplay: false);
            case OnceAnswer.NotKept refused:
                return refused.Problem;
            default:
                throw new InvalidOperationException("No such answer.");
        }
    }

    private sealed record KeptResult(KeptAnswer Answer, bool IsReplay) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            if (Answer.Status == StatusCodes.Status201Created)
            {
                response.Headers.Location = Answer.Location;
            }

            if (IsReplay)
            {
                response.Headers[Replayed] = "true";
            }

            return TypedResults.Text(Answer.Body, "application/json", statusCode: Answer.Status).ExecuteAsync(httpContext);
        }
    }
}

/// <summary>What work under a key came to: a closed set.</summary>
internal abstract record OnceAnswer
{
    private OnceAnswer()
    {
    }

    /// <summary>It is done, and is not done again.</summary>
    public sealed record Kept(int Status, string Location, string Body) : OnceAnswer;

    /// <summary>It is refused. The next try may fare better, and is made.</summary>
    public sealed record NotKept(ProblemHttpResult Problem) : OnceAnswer;
}
