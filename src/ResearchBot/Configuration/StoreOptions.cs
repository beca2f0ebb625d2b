using System.ComponentModel.DataAnnotations;

namespace ResearchBot.Configuration;

/// <summary>Where and how documents are kept (section <c>Store</c>).</summary>
public sealed class StoreOptions
{
    /// <summary>Folder of the store; relative to where the program was called.</summary>
    [Required(ErrorMessage = "must name a folder")]
    public string DataDirectory { get; set; } = "data";

    /// <summary>How long to wait for another process that is writing.</summary>
    [Range(1, 600)]
    public int BusyTimeoutSeconds { get; set; } = 30;

    /// <summary>How large the database file may grow; 0 means as large as the disk allows.</summary>
    [Range(0, 10_000_000)]
    public int MaxMegabytes { get; set; }
}

/// <summary>Limits of reading foreign documents (section <c>Reading</c>).</summary>
public sealed class ReadingOptions
{
    /// <summary>Larger files are refused.</summary>
    [Range(1, 500)]
    public int MaxFileMegabytes { get; set; } = 20;

    /// <summary>Documents with more text are refused; UTF-16 code units.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxCharacters { get; set; } = 5_000_000;

    /// <summary>A file that takes longer is given up.</summary>
    [Range(1, 600)]
    public int DeadlineSeconds { get; set; } = 20;

    /// <summary>Memory that the reading process may use.</summary>
    [Range(64, 16_384)]
    public int HeapMegabytes { get; set; } = 512;
}
