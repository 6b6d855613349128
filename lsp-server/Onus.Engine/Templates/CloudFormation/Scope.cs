using System.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>The loop variables of <c>Fn::ForEach</c> in force while a part of the template is read, innermost first.</summary>
internal sealed record Scope(string Name, string Value, Scope? Outer)
{
    public string? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Name == name) return scope.Value;
        }

        return null;
    }

    /// <summary>Puts the variables into a text: <c>${Name}</c> as is, <c>&amp;{Name}</c> without all but letters and digits.</summary>
    public string Substitute(string text)
    {
        if (!text.Contains("${", StringComparison.Ordinal) && !text.Contains("&{", StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length + 16);
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] is '$' or '&' && at + 1 < text.Length && text[at + 1] == '{')
            {
                var end = text.IndexOf('}', at);
                if (end > 0 && Find(text.Substring(at + 2, end - at - 2)) is { } value)
                {
                    if (text[at] == '$') result.Append(value);
                    else AppendAlphanumeric(result, value);
                    at = end + 1;
                    continue;
                }
            }

            result.Append(text[at++]);
        }

        return result.ToString();
    }

    private static void AppendAlphanumeric(StringBuilder result, string value)
    {
        foreach (var c in value)
        {
            if (char.IsAsciiLetterOrDigit(c)) result.Append(c);
        }
    }
}
