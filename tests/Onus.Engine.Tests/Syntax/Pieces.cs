using System.Runtime.CompilerServices;

namespace Onus.Engine.Tests.Syntax;

/// <summary>Texts of a file beside the tests, parted by lines of five equal signs; what editors change unasked is spelt out in it.</summary>
internal static class Pieces
{
    public static IReadOnlyList<string> Of(string name, [CallerFilePath] string testFile = "") =>
        [.. File.ReadAllText(Path.Combine(Path.GetDirectoryName(testFile) ?? ".", name)).ReplaceLineEndings("\n").Split("\n=====\n").Select(Spelt)];

    private static string Spelt(string piece) =>
        piece.Replace("<TAB>", "\t", StringComparison.Ordinal).Replace("<CR>", "\r", StringComparison.Ordinal).Replace("<END>", "", StringComparison.Ordinal);
}
