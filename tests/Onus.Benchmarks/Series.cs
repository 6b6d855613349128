using System.Diagnostics;

namespace Onus.Benchmarks;

/// <summary>Repeated measurements of one thing, in milliseconds.</summary>
internal sealed class Series
{
    private readonly List<double> values = [];

    public int Count => values.Count;

    public double Median => At(0.5);

    public double P95 => At(0.95);

    public void Add(double milliseconds) => values.Add(milliseconds);

    public void Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>A series of the measurements from a share of the run to another (0 to 1).</summary>
    public Series Part(double from, double to)
    {
        var part = new Series();
        foreach (var value in values[(int)(values.Count * from)..(int)(values.Count * to)]) part.Add(value);
        return part;
    }

    private double At(double share)
    {
        if (values.Count == 0) return double.NaN;
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }
}
