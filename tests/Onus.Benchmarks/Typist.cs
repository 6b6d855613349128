namespace Onus.Benchmarks;

/// <summary>One edit as an editor tells of it.</summary>
internal readonly record struct Keystroke(int StartLine, int StartCharacter, int EndLine, int EndCharacter, string Text);

/// <summary>
/// Types into a text as people do: a new line somewhere, a property on it letter by letter (so that the text is broken most of the
/// time), and then takes it back and goes elsewhere.
/// </summary>
internal sealed class Typist
{
    private readonly string[] lines;
    private readonly int[] spots;
    private readonly bool isJson;
    private readonly Random random;

    private string Property => isJson ? "\"Owner\": \"shop\"," : "Owner: shop";

    public Typist(string text, int seed)
    {
        lines = text.Split('\n');
        isJson = text.StartsWith('{');
        random = new Random(seed);
        spots = [.. Enumerable.Range(0, lines.Length - 1).Where(IsSpot)];
    }

    /// <summary>Types so many properties and takes each back, so that the text is at last what it was at first.</summary>
    public IEnumerable<Keystroke> Type(int properties) => Type().Take(properties * (Property.Length + 2));

    /// <summary>Edits without end; after every last one of a property the text is what it was at first.</summary>
    public IEnumerable<Keystroke> Type()
    {
        while (true)
        {
            var line = spots[random.Next(spots.Length)];
            var end = lines[line].Length;
            var indent = lines[line].Length - lines[line].TrimStart().Length;
            yield return new Keystroke(line, end, line, end, "\n" + new string(' ', indent));
            var column = indent;
            foreach (var letter in Property)
            {
                yield return new Keystroke(line + 1, column, line + 1, column, letter.ToString());
                column++;
            }

            yield return new Keystroke(line, end, line + 1, column, "");
        }
    }

    /// <summary>A property with its value on one line, behind which another may follow.</summary>
    private bool IsSpot(int at)
    {
        var line = lines[at];
        if (!line.StartsWith("      ", StringComparison.Ordinal)) return false;
        return isJson ? line.EndsWith("\",", StringComparison.Ordinal) && line.Contains("\": \"", StringComparison.Ordinal) : line.Contains(": ", StringComparison.Ordinal) && !line.Contains('#', StringComparison.Ordinal);
    }
}
