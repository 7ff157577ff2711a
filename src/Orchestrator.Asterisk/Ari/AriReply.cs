using System.Text.Json;

namespace Orchestrator.Asterisk.Ari;

/// <summary>What came of one request.</summary>
internal abstract record AriReply
{
    private AriReply()
    {
    }

    public sealed record Answer(int Status, byte[] Body) : AriReply
    {
        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>Asterisk sends <c>{"message": "…"}</c>, or "error" for some.</summary>
        public string Message
        {
            get
            {
                try
                {
                    var error = JsonSerializer.Deserialize(Body, AriJson.Default.AriError);
                    return error?.Message ?? error?.Error ?? "";
                }
                catch (JsonException)
                {
                    return "";
                }
            }
        }
    }

    /// <summary>No answer. If not <paramref name="Sent"/>, Asterisk never saw it.</summary>
    public sealed record Silence(bool Sent, string Reason) : AriReply;
}
