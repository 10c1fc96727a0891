using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Silo.Storage;

/// <summary>A data folder's files, and the lock that keeps a second process from writing to them.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private DataFolder(FileStream fileLock, string database)
    {
        _lock = fileLock;
        Database = database;
    }

    /// <summary>The database's full path.</summary>
    public string Database { get; }

    public static string DatabaseOf(string folder) => Path.Combine(Path.GetFullPath(folder), "grid.db");

    /// <summary>Makes the folder and an empty database when they aren't there, and locks them for this process.</summary>
    /// <exception cref="StorageException">Another process holds the lock, or the folder can't be written.</exception>
    public static DataFolder OpenForWriting(string folder)
    {
        var path = Path.GetFullPath(folder);
        try
        {
            MakeFolder(path);
            var fileLock = TakeLock(path);
            var database = DatabaseOf(path);
            // SQLite gives its log the permissions of the database, so they are set before it opens it.
            if (!File.Exists(database))
                MakeFile(database, FileMode.CreateNew, FileShare.ReadWrite).Dispose();
            return new DataFolder(fileLock, database);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data folder {path} can't be written: {e.Message}", e);
        }
    }

    /// <summary>The system frees the lock when the process ends, however it ends.</summary>
    public void Dispose() => _lock.Dispose();

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnlyFolder);
    }

    private static FileStream TakeLock(string folder)
    {
        var path = Path.Combine(folder, "grid.lock");
        try
        {
            return MakeFile(path, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new StorageException($"The data folder {folder} is in use by another MiningGrid process; stop it, or use another folder.", e);
        }
    }

    private static FileStream MakeFile(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnlyFile;
        return new FileStream(path, options);
    }
}
