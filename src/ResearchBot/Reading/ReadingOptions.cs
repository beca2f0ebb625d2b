using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ResearchBot.Reading;

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

[OptionsValidator]
internal sealed partial class ReadingOptionsValidator : IValidateOptions<ReadingOptions>;
