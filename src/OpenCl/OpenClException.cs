using System.Globalization;
using MiningGrid.OpenCl.Native;

namespace MiningGrid.OpenCl;

/// <summary>A call of OpenCL failed.</summary>
public sealed class OpenClException : Exception
{
    /// <summary>Says which call failed, and how.</summary>
    /// <param name="call">The C function, for example "clBuildProgram".</param>
    /// <param name="code">What it returned, below zero.</param>
    /// <param name="detail">What the driver said beside; null for nothing.</param>
    public OpenClException(string call, int code, string? detail = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{call} failed with {OpenClErrors.NameOf(code)} ({code}).{(detail is null ? "" : $" {detail}")}"))
    {
        Call = call;
        Code = code;
    }

    /// <summary>The C function.</summary>
    public string Call { get; }

    /// <summary>What it returned, a number of CL/cl.h below zero.</summary>
    public int Code { get; }

    internal static void ThrowIfFailed(string call, int code)
    {
        if (code != OpenClConstants.Success)
            throw new OpenClException(call, code);
    }
}
