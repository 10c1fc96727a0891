using System.Text;

namespace Compact.Serialization;

/// <summary>UTF-8 that refuses what is not text instead of replacing it.</summary>
internal static class StrictUtf8
{
    public static UTF8Encoding Instance { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
