using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ResearchBot.Benchmarks;

/// <summary>The machine, as far as it matters for reading the figures.</summary>
internal static class Machine
{
    public static string Description =>
        $"{Environment.ProcessorCount} {RuntimeInformation.ProcessArchitecture} cores, vectors of {VectorBits} bits, "
        + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB of memory, {RuntimeInformation.FrameworkDescription}";

    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
