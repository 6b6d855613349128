using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Onus.Engine.Assessment.Functions;

/// <summary>
/// A regular expression of a control. Whoever wrote it, and whatever the text, it is answered soon: a backtracking matcher, which is
/// cheap to make, looks at a short text for a short while, and where that does not do, one that cannot run longer than its text is
/// long. Both find the same, so an answer does not depend on the clock.
/// </summary>
internal sealed class Pattern
{
    /// <summary>In UTF-16 units. No name, version or ARN is longer; a policy or a script may be.</summary>
    private const int LongestTried = 1000;

    private const RegexOptions Options = RegexOptions.CultureInvariant;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    /// <summary>For an expression that only the backtracking matcher knows, such as one that looks ahead.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromMilliseconds(50);

    private static readonly ConcurrentDictionary<string, Pattern> Known = new(StringComparer.Ordinal);

    private readonly string expression;
    private readonly Regex quick;
    private Regex? steady;

    private Pattern(string expression)
    {
        this.expression = expression;
        quick = new Regex(expression, Options, Patience);
    }

    /// <summary>Whether the matcher that takes long to make was needed.</summary>
    internal bool IsSteady => steady is not null;

    /// <summary>The pattern of an expression, made once.</summary>
    public static Pattern Of(string expression) => Known.GetOrAdd(expression, static expression => new Pattern(expression));

    /// <summary>Whether it matches anywhere in a text; false where that cannot be told in time.</summary>
    public bool IsMatch(string text) =>
        (steady is null && text.Length <= LongestTried ? Try(quick, text) : null) ?? Try(steady ??= Steady(), text) ?? false;

    /// <summary>Null where the time ran out.</summary>
    private static bool? Try(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private Regex Steady()
    {
        try
        {
            return new Regex(expression, Options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(expression, Options, LastPatience);
        }
    }
}
