namespace Onus.Engine.Tests.Syntax;

/// <summary>Small slips at random places of a text.</summary>
internal static class Mutation
{
    private const string Characters = " :-\"'{}[],#\n\tx!&*|>%@\\?";

    public static string Of(string text, Random random)
    {
        var at = random.Next(text.Length);
        var other = Characters[random.Next(Characters.Length)].ToString();
        return random.Next(6) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, other),
            2 => text.Remove(at, 1).Insert(at, other),
            3 => text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)),
            4 => text[..at],
            _ => Indented(text, text.LastIndexOf('\n', at) + 1, random),
        };
    }

    private static string Indented(string text, int line, Random random)
    {
        if (random.Next(2) == 0) return text.Insert(line, new string(' ', random.Next(1, 4)));
        return line < text.Length && text[line] == ' ' ? text.Remove(line, 1) : text.Insert(line, " ");
    }
}
