using System.Globalization;

namespace Orchestrator.Asterisk.Ari;

/// <summary>A question to Asterisk got an unexpected answer, or none. Carries no credentials.</summary>
/// <param name="status">HTTP status; 0 when there was no answer.</param>
/// <param name="path">Below /ari, without the query.</param>
/// <param name="message">Asterisk's own message, or what went wrong.</param>
/// <param name="inner">Cause, if there is one.</param>
public sealed class AriException(int status, string method, string path, string message, Exception? inner = null)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{method} {path}: {(status == 0 ? "no answer" : status)}: {message}"), inner)
{
    public int Status { get; } = status;

    public string Method { get; } = method;

    public string Path { get; } = path;
}
