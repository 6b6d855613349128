using System.Globalization;
using System.Text.Json;

namespace Onus.Benchmarks;

/// <summary>What was measured of one thing.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">ms, MB or times.</param>
/// <param name="Median">The median; the only value where there is one.</param>
/// <param name="P95">The 95th of 100 in order; NaN where there is one value only.</param>
/// <param name="Budget">The most it may be; NaN where there is no budget.</param>
/// <param name="IsP95Judged">The budget is for the 95th; else for the median.</param>
internal sealed record Row(string Name, string Unit, double Median, double P95, double Budget = double.NaN, bool IsP95Judged = false)
{
    public bool? IsWithin => double.IsNaN(Budget) ? null : (IsP95Judged ? P95 : Median) <= Budget;

    public static Row Of(string name, Series series, double budget = double.NaN, bool isP95Judged = false) => new(name, "ms", series.Median, series.P95, budget, isP95Judged);

    public static Row Megabytes(string name, double bytes, double budget = double.NaN) => new(name, "MB", bytes / 1e6, double.NaN, budget);
}

/// <summary>Prints rows for people and for programs.</summary>
internal static class Table
{
    public static void Print(string title, IReadOnlyList<Row> rows)
    {
        var width = rows.Max(row => row.Name.Length);
        Console.WriteLine($"\n{title.PadRight(width)}      median       p95    budget");
        foreach (var row in rows)
        {
            var judged = row.IsWithin switch { true => "ok", false => "MISSED", null => "" };
            Console.WriteLine($"{row.Name.PadRight(width)}  {Number(row.Median, row.Unit)}  {Number(row.P95)}  {Number(row.Budget)} {row.Unit}  {judged}");
        }
    }

    public static void Write(string path, IEnumerable<Row> rows)
    {
        using var stream = File.Create(path);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Name);
            writer.WriteString("unit", row.Unit);
            writer.WriteNumber("median", Math.Round(row.Median, 3));
            if (!double.IsNaN(row.P95)) writer.WriteNumber("p95", Math.Round(row.P95, 3));
            if (!double.IsNaN(row.Budget)) writer.WriteNumber("budget", row.Budget);
            if (row.IsWithin is { } isWithin) writer.WriteBoolean("within", isWithin);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Number(double value, string unit = "") =>
        (double.IsNaN(value) ? "" : value.ToString(value >= 100 ? "0" : unit == "times" ? "0.00" : "0.0", CultureInfo.InvariantCulture)).PadLeft(8);
}
