namespace ResearchBot.Tests.Support;

/// <summary>A folder that takes long to fill: it is filled once, and every test gets a copy.</summary>
internal sealed class FolderOnce
{
    private readonly Lazy<Task<Dictionary<string, byte[]>>> _files;

    /// <param name="fill">Fills it, and leaves no file open.</param>
    public FolderOnce(Func<TestFolder, Task> fill) => _files = new(async () =>
    {
        using var folder = new TestFolder();
        await fill(folder);
        return Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder.Path, file), File.ReadAllBytes);
    });

    /// <summary>A folder with the same files.</summary>
    public async Task<TestFolder> CopyAsync()
    {
        var folder = new TestFolder();
        foreach (var (name, bytes) in await _files.Value)
        {
            folder.Write(name, bytes);
        }

        return folder;
    }
}
