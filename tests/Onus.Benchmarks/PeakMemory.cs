using System.ComponentModel;
using System.Diagnostics;

namespace Onus.Benchmarks;

/// <summary>The most memory that another process ever holds.</summary>
internal static class PeakMemory
{
    /// <summary>
    /// The system forgets the figure when the process ends, so it is asked every few milliseconds until then; being the highest so
    /// far each time, it misses at most what the process takes in its last few.
    /// </summary>
    public static Task<long> Watch(int processId) => Task.Factory.StartNew(() => Ask(processId), TaskCreationOptions.LongRunning);

    private static long Ask(int processId)
    {
        long peak = 0;
        try
        {
            using var process = Process.GetProcessById(processId);
            while (!process.HasExited)
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
                Thread.Sleep(2);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or Win32Exception)
        {
            // It ended between two questions.
        }

        return peak;
    }
}
