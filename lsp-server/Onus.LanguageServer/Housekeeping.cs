namespace Onus.LanguageServer;

/// <summary>
/// Gives memory back while nobody types. What a keystroke makes is garbage with the next one, but for what is in use when the
/// collector comes by: that grows old, and stays until all is collected. To collect all takes tens of milliseconds, so it is done in pauses.
/// </summary>
/// <param name="allocated">How much was ever allocated, in bytes.</param>
/// <param name="collect">Collects all, and gives to the system what is free.</param>
internal sealed class Housekeeping(Func<long> allocated, Action collect)
{
    /// <summary>In bytes: after so much a rest is used, or a pause between two keystrokes, or none is waited for.</summary>
    private const long Little = 8L << 20, Much = 200L << 20, TooMuch = 800L << 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private volatile TaskCompletionSource work = NewSignal();
    private long last;

    /// <summary>Nobody works once nothing was asked for so long.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(2);

    public static Housekeeping OfProcess() => new(
        static () => GC.GetTotalAllocatedBytes(),
        static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>Something is changed or asked.</summary>
    public void Note() => Interlocked.Exchange(ref work, NewSignal()).TrySetResult();

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await work.Task.WaitAsync(cancellation);
            Task next;
            do
            {
                next = work.Task;
                if (Since > TooMuch || (Since > Much && !await ComesWithinAsync(Pause, next, cancellation))) Collect();
            }
            while (await ComesWithinAsync(Rest, next, cancellation));

            if (Since > Little) Collect();
        }
    }

    private long Since => allocated() - last;

    private void Collect()
    {
        collect();
        last = allocated();
    }

    private static async Task<bool> ComesWithinAsync(TimeSpan time, Task next, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var first = await Task.WhenAny(next, Task.Delay(time, enough.Token));
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        return first == next;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
