using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Onus.Engine.Templates.Terraform.Evaluation;
using static Onus.Engine.Templates.Terraform.Functions.Arguments;

namespace Onus.Engine.Templates.Terraform.Functions;

internal static class TextFunctions
{
    private static readonly TimeSpan RegexLimit = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("lower", OfText(t => t.ToLowerInvariant())),
        new("upper", OfText(t => t.ToUpperInvariant())),
        new("title", OfText(Title)),
        new("trimspace", OfText(t => t.Trim())),
        new("chomp", OfText(t => t.TrimEnd('\n', '\r'))),
        new("strrev", OfText(t => new string([.. t.Reverse()]))),
        new("basename", OfText(t => t.TrimEnd('/') is var path ? path[(path.LastIndexOf('/') + 1)..] : t)),
        new("dirname", OfText(t => t.LastIndexOf('/') is > 0 and var slash ? t[..slash] : ".")),
        new("trim", OfTexts(2, t => Values.Text(t[0].Trim(t[1].ToCharArray())))),
        new("trimprefix", OfTexts(2, t => Values.Text(t[1].Length > 0 && t[0].StartsWith(t[1], StringComparison.Ordinal) ? t[0][t[1].Length..] : t[0]))),
        new("trimsuffix", OfTexts(2, t => Values.Text(t[1].Length > 0 && t[0].EndsWith(t[1], StringComparison.Ordinal) ? t[0][..^t[1].Length] : t[0]))),
        new("startswith", OfTexts(2, t => Values.Boolean(t[0].StartsWith(t[1], StringComparison.Ordinal)))),
        new("endswith", OfTexts(2, t => Values.Boolean(t[0].EndsWith(t[1], StringComparison.Ordinal)))),
        new("strcontains", OfTexts(2, t => Values.Boolean(t[0].Contains(t[1], StringComparison.Ordinal)))),
        new("split", Split),
        new("replace", OfTexts(3, Replace)),
        new("substr", OfTexts(3, Substring)),
        new("regex", OfTexts(2, t => Matches(t[0], t[1]) is { } found ? found.Length == 0 ? Fault : found[0] : null)),
        new("regexall", OfTexts(2, t => Matches(t[0], t[1]) is { } found ? Values.List(found) : null)),
        new("join", Join),
        new("format", Format),
        new("formatlist", FormatList),
        new("indent", OfTexts(2, t => t[0].Length < 4 && int.TryParse(t[0], out var n) && n is >= 0 and <= 100 ? Values.Text(t[1].Replace("\n", "\n" + new string(' ', n))) : Fault)),
    ];

    private static string Title(string text)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++) builder.Append(i == 0 || !(char.IsLetterOrDigit(text[i - 1]) || text[i - 1] == '_') ? char.ToUpperInvariant(text[i]) : text[i]);
        return builder.ToString();
    }

    private static Value? Split(ImmutableArray<Value> arguments) => arguments switch
    {
        // The pieces of a reference are pieces of the same thing.
        [ScalarValue, UnknownValue { Reference: not null } unknown] => Values.List([unknown], isOpen: true),
        [ScalarValue { Text: var separator }, ScalarValue { Text: var text }] => Values.List(
            separator.Length == 0 ? [.. text.Select(c => (Value)Values.Text(c.ToString()))]
            : text.Length == 0 ? []
            : [.. text.Split(separator).Select(t => (Value)Values.Text(t))]),
        [var a, var b] when IsUnknown(a) || IsUnknown(b) => null,
        _ => Fault,
    };

    private static Value? Replace(string[] t)
    {
        if (t[1].Length > 1 && t[1][0] == '/' && t[1][^1] == '/')
            return Compiled(t[1][1..^1]) is { } regex ? Guarded(() => Values.Text(regex.Replace(t[0], t[2]))) : null;
        return t[1].Length == 0 || t[2].Length > 10_000 ? null : Values.Text(t[0].Replace(t[1], t[2], StringComparison.Ordinal));
    }

    private static Value? Substring(string[] t)
    {
        if (!int.TryParse(t[1], out var start) || !int.TryParse(t[2], out var length)) return Fault;
        if (start < 0) start = Math.Max(0, t[0].Length + start);
        start = Math.Min(start, t[0].Length);
        var rest = t[0].Length - start;
        return Values.Text(t[0].Substring(start, length < 0 ? rest : Math.Min(length, rest)));
    }

    // Groups give a list, named groups a map, as Terraform has it.
    private static ImmutableArray<Value>? Matches(string pattern, string text)
    {
        if (Compiled(pattern) is not { } regex) return null;
        try
        {
            return [.. regex.Matches(text).Select(m => Captured(regex, m))];
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Value Captured(Regex regex, Match match)
    {
        if (match.Groups.Count == 1) return Values.Text(match.Value);
        var isNamed = regex.GetGroupNames().Any(n => !char.IsAsciiDigit(n[0]));
        return isNamed
            ? Values.Map([.. regex.GetGroupNames().Where(n => !char.IsAsciiDigit(n[0])).Select(n => new MapEntry(n, default, Group(match.Groups[n])))])
            : Values.List([.. match.Groups.Values.Skip(1).Select(Group)]);
    }

    private static Value Group(Group group) => group.Success ? Values.Text(group.Value) : Value.Absent;

    private static Regex? Compiled(string pattern)
    {
        try
        {
            return new Regex(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), RegexOptions.CultureInvariant, RegexLimit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Value? Guarded(Func<Value> work)
    {
        try
        {
            return work();
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Value? Join(ImmutableArray<Value> arguments)
    {
        if (arguments.Length < 2) return Fault;
        if (arguments[0] is not ScalarValue separator) return IsUnknown(arguments[0]) ? null : Fault;
        var items = new List<Value>();
        foreach (var argument in arguments.Skip(1))
        {
            if (argument is not ListValue list) return IsUnknown(argument) ? null : Fault;
            // join("", resource[*].arn) is how people write "the one there is, or nothing".
            if (list is { IsOpen: true } && !(list.Items is [UnknownValue { Reference: not null }] && separator.Text.Length == 0)) return null;
            items.AddRange(list.Items);
        }

        if (items is [UnknownValue only]) return only;
        if (items.Any(i => i is not (ScalarValue or UnknownValue { Text.Length: > 0 }))) return null;
        var text = string.Join(separator.Text, items.Select(i => i is ScalarValue s ? s.Text : ((UnknownValue)i).Text));
        return Combined(text, items);
    }

    /// <summary>A text that holds parts which are unknown.</summary>
    private static Value Combined(string text, IEnumerable<Value> parts)
    {
        var unknown = parts.OfType<UnknownValue>().ToList();
        if (unknown.Count == 0) return Values.Text(text);
        var references = unknown.Select(u => u.Reference).Where(r => r is not null).Distinct().ToList();
        return new UnknownValue
        {
            Cause = unknown[0].Cause,
            Text = text,
            Reference = references.Count == 1 ? references[0] : null,
            Name = unknown.Count == 1 ? unknown[0].Name : null,
            IsSecretSafe = unknown.All(u => u.IsSecretSafe),
        };
    }

    private static Value? Format(ImmutableArray<Value> arguments)
    {
        if (arguments.IsEmpty) return Fault;
        if (arguments[0] is not ScalarValue format) return IsUnknown(arguments[0]) ? null : Fault;
        return Filled(format.Text, arguments.AsSpan()[1..]);
    }

    private static Value? Filled(string format, ReadOnlySpan<Value> arguments)
    {
        var builder = new StringBuilder();
        var used = new List<Value>();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                builder.Append(format[i]);
                continue;
            }

            if (++i >= format.Length) return Fault;
            if (format[i] == '%')
            {
                builder.Append('%');
                continue;
            }

            var start = i;
            while (i < format.Length && !char.IsAsciiLetter(format[i])) i++;
            if (i >= format.Length || used.Count >= arguments.Length) return Fault;
            var argument = arguments[used.Count];
            if (Verb(format[start..i], format[i], argument) is not { } filled) return null;
            builder.Append(filled);
            used.Add(argument);
        }

        return Combined(builder.ToString(), used);
    }

    private static string? Verb(string flags, char verb, Value value) => (value, verb) switch
    {
        (UnknownValue { Text.Length: > 0 } unknown, 's' or 'v' or 'd') when flags.Length == 0 => unknown.Text,
        (ScalarValue, _) => ScalarFormat.Of(flags, verb, (ScalarValue)value),
        (ListValue or MapValue or AbsentValue, 'v') when flags is "" or "#" => JsonText.Of(value),
        _ => null,
    };

    private static Value? FormatList(ImmutableArray<Value> arguments)
    {
        if (arguments is not [ScalarValue format, .. var rest]) return null;
        if (rest.Any(a => a is UnknownValue or ListValue { IsOpen: true })) return null;
        var lists = rest.OfType<ListValue>().ToList();
        var count = lists.Count == 0 ? 1 : lists[0].Items.Length;
        if (lists.Any(l => l.Items.Length != count)) return Fault;
        var items = ImmutableArray.CreateBuilder<Value>(count);
        for (var i = 0; i < count; i++)
        {
            var index = i;
            Value[] row = [.. rest.Select(a => a is ListValue list ? list.Items[index] : a)];
            if (Filled(format.Text, row) is not { } item) return null;
            if (item is FaultValue) return item;
            items.Add(item);
        }

        return Values.List(items.DrainToImmutable());
    }
}
