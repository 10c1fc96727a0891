namespace MiningGrid.Grains.Tests.Mining.Threads;

/// <summary>A folder that holds what Linux shows of control groups.</summary>
internal sealed class ControlGroups : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("minegrid-cgroups-");

    public string Root => _folder.FullName;

    public ControlGroups With(string path, string text)
    {
        var file = Path.Combine(Root, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text + "\n");
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
