using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Orchestrator.Asterisk.Ari;

/// <summary>
/// Sends an event to our own application and waits for it on the socket. A socket can live, and REST answer, while Asterisk delivers nothing any more:
/// a connection attempt of ours that was given up and came through late registers our applications, and unregisters them when it is cleaned up,
/// although they are ours again by then (seen on 22.10.1, res/ari/ari_websockets.c).
/// An application that is not ours is asked for in the same way: whoever has it, if it is one of us, answers.
/// </summary>
internal sealed class AriHeartbeat(AriRest rest, TimeProvider time, TimeSpan patience)
{
    private const string EventName = "orchestrator-heartbeat";

    /// <summary>Of a question: the application that its answer goes to.</summary>
    private const string AnswerTo = "answer_to";

    /// <summary>Of an answer: the application that was asked for.</summary>
    private const string AnswerFor = "answer_for";

    private const int MostQuestions = 16;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> awaited = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> asked = new(StringComparer.Ordinal);
    private readonly Channel<(string App, string To)> questions = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(MostQuestions) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether a message is one of ours, which nobody else needs to see.</summary>
    public bool Hears(AriEvent message)
    {
        if (message is not ChannelUserevent { EventName: EventName } beat)
            return false;
        if (awaited.TryGetValue(beat.Application, out var echo))
            echo.TrySetResult();
        if (Field(beat, AnswerTo) is { } asker)
            questions.Writer.TryWrite((beat.Application, asker));
        if (Field(beat, AnswerFor) is { } app && asked.TryGetValue(app, out var answer))
            answer.TrySetResult();
        return true;
    }

    public async Task<Beat> SendAsync(string app, CancellationToken cancellationToken)
    {
        var echo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited[app] = echo;
        switch (await PostAsync(app, fields: null, cancellationToken))
        {
            case AriResult.NotSent not:
                return new Beat.NoRest(not.Reason);
            case AriResult.Unknown unknown:
                return new Beat.NoRest(unknown.Reason);
            case AriResult.Gone:
                return new Beat.Deaf($"the application {app} is not registered any more");
            case AriResult.Refused:
                return new Beat.Felt(); // a user that may only read: REST answers, and more cannot be asked
        }

        return await HeardAsync(echo, cancellationToken)
            ? new Beat.Felt()
            : new Beat.Deaf($"an event to the application {app} did not arrive within {patience}");
    }

    /// <summary>
    /// Whether anybody has an application. Asterisk does not tell: it answers 404 when nobody has it, but an application whose holder is gone is there
    /// as long as a channel is subscribed to (seen on 22.10.1, res/stasis/app.c).
    /// </summary>
    /// <param name="app">Not ours at the moment.</param>
    /// <param name="own">Where the answer is to go.</param>
    public async Task<Reply> AskAsync(string app, string own, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[app] = answer;
        return await PostAsync(app, new JsonObject { [AnswerTo] = own }, cancellationToken) switch
        {
            AriResult.Gone => Reply.NotRegistered,
            AriResult.Done => await HeardAsync(answer, cancellationToken) ? Reply.Held : Reply.None,
            _ => Reply.NotAsked,
        };
    }

    /// <summary>Answers those who ask for an application that is ours; runs as long as the socket, and beside its reader.</summary>
    public async Task AnswerAsync(CancellationToken ended)
    {
        try
        {
            await foreach (var (app, to) in questions.Reader.ReadAllAsync(ended))
                await PostAsync(to, new JsonObject { [AnswerFor] = app }, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The socket is gone.
        }
    }

    private static string? Field(ChannelUserevent beat, string name) =>
        beat.Fields is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private Task<AriResult> PostAsync(string app, JsonObject? fields, CancellationToken cancellationToken) => rest.CommandAsync(
        HttpMethod.Post,
        $"/events/user/{EventName}?application={Uri.EscapeDataString(app)}",
        fields is null ? null : new JsonObject { ["variables"] = fields },
        cancellationToken);

    private async Task<bool> HeardAsync(TaskCompletionSource sign, CancellationToken cancellationToken)
    {
        try
        {
            await sign.Task.WaitAsync(patience, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>What became of the question who has an application.</summary>
    public enum Reply
    {
        /// <summary>REST did not take it.</summary>
        NotAsked,

        /// <summary>Asterisk knows no such application.</summary>
        NotRegistered,

        /// <summary>Asterisk took the question, and nobody answered.</summary>
        None,

        /// <summary>Somebody has it.</summary>
        Held,
    }

    /// <summary>What a heartbeat tells: a closed set.</summary>
    public abstract record Beat
    {
        private Beat()
        {
        }

        /// <summary>REST answers and events arrive, as far as can be told.</summary>
        public sealed record Felt : Beat;

        /// <summary>REST does not answer.</summary>
        public sealed record NoRest(string Why) : Beat;

        /// <summary>REST answers, and events do not arrive.</summary>
        public sealed record Deaf(string Why) : Beat;
    }
}
