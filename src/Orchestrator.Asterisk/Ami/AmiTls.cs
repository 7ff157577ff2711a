using System.Net.Security;
using System.Security.Cryptography;

namespace Orchestrator.Asterisk.Ami;

/// <summary>TLS for AMI, where self-signed certificates are usual: one may be pinned by its fingerprint.</summary>
internal static class AmiTls
{
    public static async Task<SslStream> WrapAsync(Stream inner, AmiOptions options, CancellationToken cancellationToken)
    {
        var tls = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            var authentication = new SslClientAuthenticationOptions { TargetHost = options.Host };
            if (options.TlsFingerprint is { } wanted)
            {
                var pin = Convert.FromHexString(wanted.Replace(":", "", StringComparison.Ordinal));
                authentication.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is not null && certificate.GetCertHash(HashAlgorithmName.SHA256).AsSpan().SequenceEqual(pin);
            }

            await tls.AuthenticateAsClientAsync(authentication, cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
