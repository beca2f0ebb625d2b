using System.ComponentModel.DataAnnotations;

namespace ResearchBot.Settings;

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
