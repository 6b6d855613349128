using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Credentials written where a reader of the template sees them.</summary>
internal static partial class Secrets
{
    private const string AwsKey = "alias/aws/";

    private static readonly SearchValues<char> Code = SearchValues.Create("()[],;");

    private static readonly SearchValues<char> Base64Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n");

    /// <summary>A key that the customer named; not one of AWS's own, and not nothing.</summary>
    public static Truth CustomerKey(Value key) => key switch
    {
        AbsentValue or ScalarValue { Text: "" } => Truth.False,
        ScalarValue scalar => Kleene.Of(!scalar.Text.Contains(AwsKey, StringComparison.Ordinal)),
        UnknownValue { Candidates: { IsEmpty: false } candidates } => Operands.Over(candidates, CustomerKey),
        UnknownValue { MayBeAbsent: true } or UnknownValue { Cause: UnknownCause.Broken } => Truth.Unknown,
        UnknownValue unknown => Kleene.Of(!unknown.Text.Contains(AwsKey, StringComparison.Ordinal)),
        _ => Truth.True,
    };

    /// <summary>A value that anyone who reads the template can read.</summary>
    public static Truth Literal(Value value) => value switch
    {
        AbsentValue or ScalarValue { Text: "" } => Truth.False,
        ScalarValue { IsSensitive: true } scalar when IsGiven(scalar) => Truth.False,
        ScalarValue scalar => Kleene.Of(!IsDynamic(scalar.Text)),
        UnknownValue { IsSecretSafe: true } or UnknownValue { Reference: not null } => Truth.False,
        UnknownValue { Cause: UnknownCause.DynamicReference or UnknownCause.Attribute } => Truth.False,
        UnknownValue { Cause: UnknownCause.Parameter } => Truth.True,
        _ => Truth.Unknown,
    };

    /// <summary>Whether a name says that a credential stands under it, and not its length, its place or what it is called.</summary>
    public static bool IsName(string name) => SecretName().IsMatch(name) && !AboutSecret().IsMatch(name);

    /// <summary>Whether a text has the shape of a credential, as it stands or once it is decoded.</summary>
    public static bool HasShape(string text) => text.Length >= 8 && (HasPlainShape(text) || (Decoded(text) is { } plain && HasPlainShape(plain)));

    private static bool HasPlainShape(string text) => SecretShape().IsMatch(text) || (Assignment().IsMatch(text) && Assignment().Matches(text).Any(IsWrittenOut));

    /// <summary>What a text in base64 says; null for any other text.</summary>
    private static string? Decoded(string text)
    {
        if (text.Length < 16 || text.AsSpan().IndexOfAnyExcept(Base64Characters) >= 0) return null;
        var bytes = new byte[text.Length * 3 / 4];
        return Convert.TryFromBase64String(text, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    /// <summary>Whether a value has the shape of a credential, or stands as a literal under the name of one.</summary>
    /// <param name="name">The name it stands under; null where it has none.</param>
    /// <param name="value">The value.</param>
    public static Truth Looks(Value? name, Value value)
    {
        switch (value)
        {
            case UnknownValue unknown:
                if (HasShape(unknown.Text)) return Truth.True;
                return name is null && KnownText.IsBlank(unknown) && !unknown.IsSecretSafe ? Truth.Unknown : Truth.False;
            case ScalarValue { IsSensitive: true } scalar when IsGiven(scalar):
                return Truth.False;
            case ScalarValue scalar when HasShape(scalar.Text):
                return Truth.True;
            case ScalarValue { IsSensitive: false } scalar:
                return Kleene.Of(name is ScalarValue said && IsName(said.Text) && IsPossible(scalar.Text));
            default:
                return Truth.False;
        }
    }

    /// <summary>Whether a text may be a credential at all, and does not say where one is kept.</summary>
    private static bool IsPossible(string text) =>
        text.Length > 0 && !bool.TryParse(text, out _) && !IsDynamic(text) && !text.StartsWith("arn:aws", StringComparison.Ordinal) && !PlaceOfSecret().IsMatch(text);

    /// <summary>Whether what an assignment gives is the credential itself, and not code that fetches it.</summary>
    private static bool IsWrittenOut(Match assignment)
    {
        if (assignment.Groups["quote"].Length > 0) return true;
        var value = assignment.Groups["value"].ValueSpan;
        return !value.ContainsAny(Code) && !value.StartsWith("/") && !DottedName().IsMatch(value);
    }

    /// <summary>Whether a value, or a part of it, is given when the template is deployed and does not stand in it.</summary>
    private static bool IsGiven(Value value)
    {
        for (var step = value.Derivation; step is not null; step = step.Next)
        {
            if (step.IsGiven) return true;
        }

        return false;
    }

    private static bool IsDynamic(string text) => text.Contains("{{resolve:", StringComparison.Ordinal);

    [GeneratedRegex("(pass(word|wd|phrase)$|(?-i:(?<![A-Za-z])(pass|Pass|PASS)|(?<=[a-z])Pass)$|passwd|pwd$|password|secret(?!.*(arn|name|id$))|token$|api_?key|apikey|access_?key|private_?key|credential|client_?secret)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex("(arn|name|path|file|param(eter)?|url|uri|endpoint|host|prefix|location|region|ref|length|policy|type|ttl|age|days|period|interval|expiry|expiration|rotation|version|header|field|enabled?|required|port|size|level|mode|count|limit|timeout|id|stack|kms_?key|function|prevention|complexity|duration|schedule|expression)s?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AboutSecret();

    [GeneratedRegex(@"^(/[\w.-]+){2,}/?$|^(ssm|secretsmanager|vault|sm|parameterstore)[:/]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlaceOfSecret();

    [GeneratedRegex("""(AKIA|ASIA)[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|(?i:aws_secret_access_key)\W{0,4}[A-Za-z0-9/+=]{40}|gh[pousr]_[A-Za-z0-9]{36}|xox[baprs]-[A-Za-z0-9-]{10,}|sk_live_[A-Za-z0-9]{16,}""", RegexOptions.CultureInvariant)]
    private static partial Regex SecretShape();

    [GeneratedRegex("""(password|passwd|pwd)\s*[=:]\s*(?<quote>["']?)(?<value>[^\s"'$<{]{6,})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$", RegexOptions.CultureInvariant)]
    private static partial Regex DottedName();
}
