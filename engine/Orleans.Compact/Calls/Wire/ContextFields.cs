using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Compact.Serialization;
using Orleans.Runtime;

namespace Compact.Calls.Wire;

/// <summary>The values of <see cref="RequestContext"/>: keys, and values that say their type, which has to be a registered one.</summary>
internal static class ContextFields
{
    private const int EntryBytesMin = 2;

    public static void Write(ref WireWriter writer, ImmutableDictionary<string, object> context)
    {
        var codec = writer.Codecs.GetCodec<object>();
        writer.WriteVarInt((uint)context.Count);
        foreach (var (key, value) in context)
        {
            writer.WriteString(key);
            try
            {
                writer.WriteElement(codec, value);
            }
            catch (Exception exception)
            {
                throw new NotSupportedException($"The value of '{key}' in the {nameof(RequestContext)} cannot be sent: {exception.Message}", exception);
            }
        }
    }

    public static ImmutableDictionary<string, object> Read(ref WireReader reader)
    {
        var codec = reader.Codecs.GetCodec<object>();
        var context = ImmutableDictionary.CreateBuilder<string, object>();
        for (var count = reader.ReadCount(EntryBytesMin, Unsafe.SizeOf<KeyValuePair<string, object>>()); count > 0; count--)
        {
            var key = reader.ReadString();
            var value = reader.ReadElement(codec);
            if (key == RequestContext.ReentrancyKey && value is not Guid)
                WireReader.Throw("a call chain that is not named by a Guid");
            context[key] = value;
        }

        return context.ToImmutable();
    }
}
