namespace ResearchBot.Readers.Zip;

/// <summary>How many bytes may be unpacked for one file that is loaded, together with all the files inside it.</summary>
public sealed class UnpackBudget(long bytes = UnpackBudget.Default)
{
    /// <summary>512 MiB.</summary>
    public const long Default = 512L * 1024 * 1024;

    private long _left = bytes;

    /// <summary>Takes what was really unpacked, whatever the container says about its sizes.</summary>
    /// <exception cref="RefusalException">There is more than is unpacked.</exception>
    public void Take(int count)
    {
        _left -= count;
        if (_left < 0)
        {
            throw new RefusalException("The file unpacks to more than is read. Split it into smaller files.");
        }
    }
}
