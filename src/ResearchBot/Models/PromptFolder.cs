using ResearchBot.Core.Answering.Generation;

namespace ResearchBot.Models;

/// <summary>The prompts beside the program; read again where a file was changed since.</summary>
internal sealed class PromptFolder(string folder) : IPromptFiles
{
    private readonly Lock _lock = new();
    private (string Path, DateTime Changed, long Length)[]? _state;
    private IReadOnlyList<PromptText> _texts = [];

    public static string Beside => Path.Combine(AppContext.BaseDirectory, "prompts");

    public IReadOnlyList<PromptText> Read()
    {
        lock (_lock)
        {
            try
            {
                var state = Files();
                if (_state is null || !state.SequenceEqual(_state))
                {
                    _texts = [.. state.Select(file => new PromptText(Path.GetFileNameWithoutExtension(file.Path), File.ReadAllText(file.Path)))];
                    _state = state;
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && _state is null)
            {
                throw new UserFacingException($"The prompts cannot be read: {fault.Message}");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Somebody is writing: those that were read stay in use.
            }

            return _texts;
        }
    }

    private (string Path, DateTime Changed, long Length)[] Files() =>
        [.. new DirectoryInfo(folder).EnumerateFiles("*.md").Where(file => file.Name != "README.md").OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (file.FullName, file.LastWriteTimeUtc, file.Length))];
}
