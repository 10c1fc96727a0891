using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MiningGrid.Cluster.Tests.Relays;

/// <summary>Finds out, by what Linux tells in <c>/proc</c>, which process of this machine is at the other end of a connection.</summary>
internal static class SocketOwner
{
    private const int LocalColumn = 1;
    private const int RemoteColumn = 2;
    private const int InodeColumn = 9;

    /// <returns>The process; 0 when it has closed the connection.</returns>
    public static int Find(Socket accepted)
    {
        var (theirs, ours) = (Port(accepted.RemoteEndPoint), Port(accepted.LocalEndPoint));
        var inode = new[] { "/proc/net/tcp", "/proc/net/tcp6" }
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(row => row.Length > InodeColumn && row[LocalColumn].EndsWith(theirs, StringComparison.Ordinal) && row[RemoteColumn].EndsWith(ours, StringComparison.Ordinal))?
            [InodeColumn];
        return inode is null ? 0 : FindHolder($"socket:[{inode}]");
    }

    private static string Port(EndPoint? endpoint) => string.Create(CultureInfo.InvariantCulture, $":{((IPEndPoint)endpoint!).Port:X4}");

    private static int FindHolder(string link) =>
        new DirectoryInfo("/proc").EnumerateDirectories()
            .Select(folder => int.TryParse(folder.Name, CultureInfo.InvariantCulture, out var process) ? process : 0)
            .FirstOrDefault(process => process != 0 && Holds(process, link));

    private static bool Holds(int process, string link)
    {
        try
        {
            return new DirectoryInfo($"/proc/{process}/fd").EnumerateFiles().Any(file => file.LinkTarget == link);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended, or is somebody else's
        }
    }
}
