using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace MiningGrid.Engine.Tests.Networking;

/// <summary>Middleware that turns every bit of what is said.</summary>
internal static class Scrambled
{
    public static void Add(IConnectionBuilder builder) => builder.Use(next => async context =>
    {
        var plain = context.Transport;
        var stream = new TurningStream(plain.Input.AsStream(), plain.Output.AsStream());
        context.Transport = new Pipes(PipeReader.Create(stream), PipeWriter.Create(stream));
        await next(context);
        context.Transport = plain;
    });

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class TurningStream(Stream input, Stream output) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await input.ReadAsync(buffer, cancellationToken);
            Turn(buffer.Span[..count]);
            return count;
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var turned = buffer.ToArray();
            Turn(turned);
            await output.WriteAsync(turned, cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private static void Turn(Span<byte> bytes)
        {
            foreach (ref var one in bytes)
                one = (byte)~one;
        }
    }
}
