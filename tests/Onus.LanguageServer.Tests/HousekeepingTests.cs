using Xunit;

namespace Onus.LanguageServer.Tests;

public sealed class HousekeepingTests : IDisposable
{
    private const long Megabyte = 1L << 20;

    private readonly CancellationTokenSource end = new();
    private long allocated;
    private int done;

    [Fact]
    public Task Once_nobody_works_memory_is_given_back_once() => Run(TimeSpan.FromMilliseconds(1), async keeping =>
    {
        Work(keeping, 20 * Megabyte);
        await Until(() => done == 1);
        Work(keeping, Megabyte);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(1, done);
        Work(keeping, 20 * Megabyte);
        await Until(() => done == 2);
    });

    [Fact]
    public Task While_somebody_works_nothing_is_collected_unless_much_has_piled_up() => Run(TimeSpan.FromMinutes(1), async keeping =>
    {
        Work(keeping, 20 * Megabyte);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(0, done);
        // Enough for the first pause between two keystrokes.
        Work(keeping, 300 * Megabyte);
        await Until(() => done == 1);
        Work(keeping, 1000 * Megabyte);
        await Until(() => done == 2);
    });

    public void Dispose() => end.Dispose();

    private void Work(Housekeeping keeping, long bytes)
    {
        Interlocked.Add(ref allocated, bytes);
        keeping.Note();
    }

    private async Task Run(TimeSpan rest, Func<Housekeeping, Task> test)
    {
        var keeping = new Housekeeping(() => Volatile.Read(ref allocated), () => Interlocked.Increment(ref done)) { Rest = rest };
        var running = Task.Run(() => keeping.RunAsync(end.Token), TestContext.Current.CancellationToken);
        // It must listen before something is asked.
        await Task.Delay(100, TestContext.Current.CancellationToken);
        await test(keeping);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 200 && !holds(); i++) await Task.Delay(25, TestContext.Current.CancellationToken);
        Assert.True(holds());
    }
}
