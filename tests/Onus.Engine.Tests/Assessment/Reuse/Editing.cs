namespace Onus.Engine.Tests.Assessment.Reuse;

/// <summary>Edits as people and tools make them, at random but the same at each run.</summary>
internal static class Editing
{
    private static readonly string[] Snippets =
    [
        "x", "\n", "\n      ", ": ", "\"", "'", "{", "}", "[", "]", ",", "-", "#", " ", "  ", "\t", "&a ", "*a", "!Ref ", "|", "key: value", "\n      Key: value", "\n  Added:\n    Type: AWS::S3::Bucket\n",
        "true", "false", "0.0.0.0/0", "# onus:ignore s3-bucket-versioning -- test", "\r\n", "\n---\n", "ü", "\"Key\": \"value\",", "Condition: IsProd",
    ];

    /// <summary>The text after one more edit.</summary>
    public static string Edit(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(8))
        {
            case 0:
                return text.Insert(at, Snippets[random.Next(Snippets.Length)]);
            case 1:
                return text.Remove(at, Math.Min(text.Length - at, 1 + random.Next(3)));
            case 2:
                return text.Remove(at, Math.Min(text.Length - at, random.Next(120)));
            case 3:
                var (start, end) = Line(text, at);
                return text.Remove(start, end - start);
            case 4:
                (start, end) = Line(text, at);
                return text.Insert(start, text[start..end]);
            case 5:
                // At the end of a line, as most typing is.
                (start, end) = Line(text, at);
                return text.Insert(Math.Max(start, end - 1), Snippets[random.Next(Snippets.Length)]);
            case 6:
                var from = random.Next(text.Length + 1);
                return text.Insert(at, text.Substring(from, Math.Min(text.Length - from, random.Next(200))));
            default:
                var word = text.AsSpan(at).IndexOfAnyExceptInRange('A', 'z');
                return text.Insert(word < 0 ? at : at + word, "y");
        }
    }

    private static (int Start, int End) Line(string text, int at)
    {
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', Math.Min(at, text.Length));
        return (start, end < 0 ? text.Length : end + 1);
    }
}
