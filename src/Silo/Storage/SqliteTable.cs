using System.Text.RegularExpressions;

namespace MiningGrid.Silo.Storage;

/// <summary>The table of one storage name, and the statements on it.</summary>
internal sealed partial class SqliteTable
{
    private SqliteTable(string name) => Name = name;

    public string Name { get; }

    /// <summary>Rows are appended under a number, and so never move when pages split; the key is an index beside them.</summary>
    public string Create =>
        $"""
        CREATE TABLE IF NOT EXISTS "{Name}" (
            id INTEGER PRIMARY KEY,
            grain TEXT NOT NULL,
            state TEXT NOT NULL,
            etag INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            data BLOB NOT NULL,
            UNIQUE (grain, state)
        ) STRICT
        """;

    public string Exists => $"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{Name}'";

    /// <summary>Finds a row by the index, and reads the row's own key beside the rest: SQLite would take it from the index.</summary>
    public string Select =>
        $"""
        SELECT record.grain, record.state, record.etag, record.checksum, record.data
        FROM "{Name}" AS found JOIN "{Name}" AS record ON record.id = found.id
        WHERE found.grain = $grain AND found.state = $state
        """;

    public string SelectETag => $"""SELECT etag FROM "{Name}" WHERE grain = $grain AND state = $state""";

    public string SelectAll => $"""SELECT grain, state, etag, checksum, data FROM "{Name}" ORDER BY id""";

    public string Insert =>
        $"""INSERT INTO "{Name}" (grain, state, etag, checksum, data) VALUES ($grain, $state, $etag, $checksum, $data) ON CONFLICT DO NOTHING""";

    public string Update =>
        $"""UPDATE "{Name}" SET etag = $etag, checksum = $checksum, data = $data WHERE grain = $grain AND state = $state AND etag = $expected""";

    public string Delete => $"""DELETE FROM "{Name}" WHERE grain = $grain AND state = $state AND etag = $expected""";

    /// <summary>The table of a storage name; the name is part of the statements, so what it may hold is narrow.</summary>
    public static SqliteTable Of(string storageName)
    {
        if (!ValidName().IsMatch(storageName))
            throw new ArgumentException($"The storage name '{storageName}' is not allowed; it must be 1 to 64 letters, digits, '-' or '_'.", nameof(storageName));
        return new SqliteTable("records_" + storageName);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValidName();
}
