using System.Text;
using ResearchBot.Core;

namespace ResearchBot.Evaluation;

/// <summary>A file that stands whole or not at all: written beside its place and moved there.</summary>
internal sealed class PageFile : IDisposable
{
    private readonly string _shown;
    private readonly string _path;
    private readonly FileStream _beside;

    private PageFile(string shown, string path)
    {
        _shown = shown;
        _path = path;
        _beside = new FileStream($"{path}.{Guid.NewGuid():N}.tmp", FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Makes sure that the file can be written, before there is anything to write.</summary>
    /// <exception cref="UserFacingException">It cannot.</exception>
    public static PageFile Open(string path)
    {
        try
        {
            var place = new FileInfo(path);
            var target = place.LinkTarget is null ? place : place.ResolveLinkTarget(returnFinalTarget: true) ?? place;
            return Directory.Exists(target.FullName)
                ? throw CannotWrite(path, "It is a folder.")
                : new PageFile(path, target.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CannotWrite(path, "Check that its folder is there and that the program may write to it.", failure);
        }
    }

    /// <summary>Puts the text in its place.</summary>
    /// <exception cref="UserFacingException">The disk is full, or the folder is gone by now.</exception>
    public void Write(string text)
    {
        try
        {
            _beside.Write(Encoding.UTF8.GetBytes(text));
            _beside.Flush(flushToDisk: true);
            File.Move(_beside.Name, _path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_shown, failure.Message, failure);
        }
    }

    public void Dispose()
    {
        _beside.Dispose();
        File.Delete(_beside.Name); // there only if nothing was put in its place
    }

    private static UserFacingException CannotWrite(string path, string why, Exception? cause = null) =>
        new($"The page cannot be written to “{path}”. {why}", innerException: cause);
}
