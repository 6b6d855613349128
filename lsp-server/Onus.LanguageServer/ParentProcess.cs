using System.Diagnostics;

namespace Onus.LanguageServer;

/// <summary>The client's process. A client that is killed closes its streams, but something it started may hold them open.</summary>
internal static class ParentProcess
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>Calls <paramref name="gone"/> once the process is not there any more.</summary>
    public static async Task WatchAsync(int processId, Action gone, CancellationToken cancellation)
    {
        try
        {
            using var timer = new PeriodicTimer(Pause);
            do
            {
                if (IsRunning(processId)) continue;
                gone();
                return;
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // Another user's process may not be looked into; that it is there is enough.
            return true;
        }
    }
}
