using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using MiningGrid.Security.Keys;

namespace MiningGrid.Security.Connections;

/// <summary>
/// TLS for which both sides show the grid's key, as a part of the way that Orleans' connections take. Who has another key, or none, is
/// disconnected before anything of the protocol is read.
/// </summary>
internal sealed class KeyedConnections(GridKey key, TimeProvider time)
{
    /// <summary>Both sides' hellos and certificates are some 3 KiB.</summary>
    public const int HandshakeBytesMax = 16 << 10;

    private const string Name = "minegrid";
    private const int ReadBytes = 32 << 10;
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(5);

    private GridKeyException? _refusal;

    /// <summary>Why this side did not go on with the last connection that it made: the other side has another key. Null when it did.</summary>
    public GridKeyException? Refusal => Volatile.Read(ref _refusal);

    /// <summary>For connections that this process makes.</summary>
    public void Outgoing(IConnectionBuilder builder) => builder.Use(next => context => RunAsync(context, next, isServer: false));

    /// <summary>For connections that others make to it.</summary>
    public void Incoming(IConnectionBuilder builder) => builder.Use(next => context => RunAsync(context, next, isServer: true));

    private async Task RunAsync(ConnectionContext context, ConnectionDelegate next, bool isServer)
    {
        var plain = context.Transport;
        var wire = new PipeStream(plain, HandshakeBytesMax);
        await using var tls = new SslStream(wire);
        await GreetAsync(tls, wire, context, isServer);
        wire.EndHandshake();
        context.Transport = new Encrypted(
            PipeReader.Create(tls, new StreamPipeReaderOptions(bufferSize: ReadBytes, leaveOpen: true)),
            PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true)));
        try
        {
            await next(context);
        }
        finally
        {
            context.Transport = plain;
        }
    }

    private async Task GreetAsync(SslStream tls, PipeStream wire, ConnectionContext context, bool isServer)
    {
        string? reason = null;
        using var timeout = new CancellationTokenSource(HandshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.ConnectionClosed);
        try
        {
            if (isServer)
                await tls.AuthenticateAsServerAsync(ServerOptions(Judge), either.Token);
            else
                await tls.AuthenticateAsClientAsync(ClientOptions(Judge), either.Token);
        }
        catch (Exception exception) when (reason is not null)
        {
            var refusal = new GridKeyException(isServer ? reason : $"{context.RemoteEndPoint} is not of this grid: {reason}.", exception);
            if (!isServer)
                Volatile.Write(ref _refusal, refusal);
            throw refusal;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            if (isServer && !wire.HasWritten)
                await RefuseAsync(wire, either.Token);
            throw new GridKeyException(isServer
                ? $"it did not show a key ({exception.Message})"
                : $"{context.RemoteEndPoint} closed the connection in the handshake: does it have a key?", exception);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"{context.RemoteEndPoint} did not show a key within {HandshakeTimeout.TotalSeconds:f0} s.", exception);
        }

        if (!isServer)
            Volatile.Write(ref _refusal, null);

        bool Judge(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) => (reason = key.Refuse(shown)) is null;
    }

    /// <summary>It has not spoken TLS: it may have no key, and is to know at once that one is needed.</summary>
    private static async Task RefuseAsync(PipeStream wire, CancellationToken cancellationToken)
    {
        try
        {
            await wire.WriteAsync(TlsAlert.HandshakeFailure, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // It has gone.
        }
    }

    private SslServerAuthenticationOptions ServerOptions(RemoteCertificateValidationCallback judge) => new()
    {
        ServerCertificateContext = key.Context,
        ClientCertificateRequired = true,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        RemoteCertificateValidationCallback = judge,
        CertificateChainPolicy = NoChain(),
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    private SslClientAuthenticationOptions ClientOptions(RemoteCertificateValidationCallback judge) => new()
    {
        TargetHost = Name,
        ClientCertificateContext = key.Context,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        RemoteCertificateValidationCallback = judge,
        CertificateChainPolicy = NoChain(),
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    /// <summary>Nothing is fetched for a certificate that a stranger shows.</summary>
    private X509ChainPolicy NoChain() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { key.Certificate },
    };

    private sealed record Encrypted(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
