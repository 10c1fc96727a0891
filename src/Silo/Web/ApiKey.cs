using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace MiningGrid.Silo.Web;

/// <summary>The key to the web endpoints. Only its digest is kept, and it is shown nowhere.</summary>
internal sealed class ApiKey
{
    public const int MinLength = 16;
    public const int MaxLength = 512;
    public const string Setting = "Http:ApiKey";
    public const string Variable = "MiningGrid__Http__ApiKey";

    private readonly byte[] _digest;

    public ApiKey(string text) => _digest = Digest(text);

    /// <summary>What a key must look like.</summary>
    public static string Form { get; } = $"{MinLength} to {MaxLength} letters, digits and signs of ASCII, without spaces";

    /// <summary>The key that the settings give; null when they give none.</summary>
    /// <exception cref="OptionsValidationException">Its file can't be read, or has none.</exception>
    public static ApiKey? Of(HttpOptions options)
    {
        if (options.ApiKey is { } text)
            return new ApiKey(text);
        return options.ApiKeyFile is { } file ? new ApiKey(Read(file)) : null;
    }

    /// <summary>What is wrong with a text as a key, without the text; null when nothing is.</summary>
    public static string? FindFault(string text)
    {
        if (text.Length is < MinLength or > MaxLength)
            return $"{text.Length} characters long";
        return text.All(sign => sign is > ' ' and <= '~') ? null : "of characters that a header can't carry";
    }

    /// <summary>Whether a text is the key. How long that takes says nothing of the key.</summary>
    public bool Is(string text) => CryptographicOperations.FixedTimeEquals(Digest(text), _digest);

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string Read(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var start = new char[MaxLength + 2]; // with an end of line
            var text = new string(start, 0, reader.ReadBlock(start)).TrimEnd('\r', '\n');
            return FindFault(text) is { } fault ? throw Wrong(file, $"which holds a key that is {fault}", Form) : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong(file, $"which can't be read ({e.Message.TrimEnd('.')})", "a file that this user can read");
        }
    }

    private static OptionsValidationException Wrong(string file, string what, string allowed) =>
        new(HttpOptions.Section, typeof(HttpOptions), [$"Http:ApiKeyFile is '{file}', {what}; allowed is {allowed}."]);
}
