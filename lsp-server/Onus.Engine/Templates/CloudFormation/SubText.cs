namespace Onus.Engine.Templates.CloudFormation;

/// <summary>The parts of a text for <c>Fn::Sub</c>.</summary>
internal static class SubText
{
    /// <summary>Literal texts and names in order; <c>${!Name}</c> is the literal <c>${Name}</c>.</summary>
    public static List<(string Text, bool IsReference)> Split(string text)
    {
        var parts = new List<(string, bool)>();
        var literal = 0;
        for (var at = 0; at < text.Length;)
        {
            at = text.IndexOf("${", at, StringComparison.Ordinal);
            if (at < 0) break;
            var end = text.IndexOf('}', at);
            if (end < 0) break;
            if (at + 2 < end && text[at + 2] == '!')
            {
                parts.Add((text[literal..(at + 2)], false));
                literal = at + 3;
            }
            else
            {
                if (at > literal) parts.Add((text[literal..at], false));
                parts.Add((text[(at + 2)..end].Trim(), true));
                literal = end + 1;
            }

            at = end + 1;
        }

        if (literal < text.Length) parts.Add((text[literal..], false));
        return parts;
    }
}
