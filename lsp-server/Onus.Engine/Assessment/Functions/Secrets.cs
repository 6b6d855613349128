using System.Text.RegularExpressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Credentials written where a reader of the template sees them.</summary>
internal static partial class Secrets
{
    /// <summary>A key that the customer named; not one of AWS's own, and not nothing.</summary>
    public static Truth CustomerKey(Value key) => key switch
    {
        AbsentValue or ScalarValue { Text: "" } => Truth.False,
        ScalarValue scalar => Kleene.Of(!scalar.Text.Contains("alias/aws/", StringComparison.Ordinal)),
        UnknownValue unknown when unknown.Text.Contains("alias/aws/", StringComparison.Ordinal) => Truth.False,
        UnknownValue { MayBeAbsent: true } => Truth.Unknown,
        _ => Truth.True,
    };

    /// <summary>A value that anyone who reads the template can read.</summary>
    public static Truth Literal(Value value) => value switch
    {
        AbsentValue or ScalarValue { Text: "" } => Truth.False,
        ScalarValue scalar => Kleene.Of(!IsDynamic(scalar.Text)),
        UnknownValue { IsSecretSafe: true } or UnknownValue { Reference: not null } => Truth.False,
        UnknownValue { Cause: UnknownCause.DynamicReference or UnknownCause.Attribute } => Truth.False,
        UnknownValue { Cause: UnknownCause.Parameter } => Truth.True,
        _ => Truth.Unknown,
    };

    /// <summary>Whether a name says that a credential stands under it.</summary>
    public static bool IsName(string name) => SecretName().IsMatch(name);

    /// <summary>Whether a text has the shape of a credential.</summary>
    public static bool HasShape(string text) => text.Length >= 8 && SecretShape().IsMatch(text);

    /// <summary>Whether a value has the shape of a credential, or stands as a literal under the name of one.</summary>
    public static Truth Looks(Value? name, Value value)
    {
        if (value is UnknownValue unknown) return Kleene.Of(name is null && HasShape(unknown.Text));
        if (value is not ScalarValue scalar) return Truth.False;
        if (name is null) return Kleene.Of(HasShape(scalar.Text));
        if (scalar.IsSensitive || IsDynamic(scalar.Text) || scalar.Text.StartsWith("arn:aws", StringComparison.Ordinal)) return Truth.False;
        if (HasShape(scalar.Text)) return Truth.True;
        return Kleene.Of(name is ScalarValue said && scalar.Text.Length > 0 && !bool.TryParse(scalar.Text, out _) && IsName(said.Text));
    }

    private static bool IsDynamic(string text) => text.StartsWith("{{resolve:", StringComparison.Ordinal);

    [GeneratedRegex("(pass(word|wd|phrase)?$|passwd|pwd$|password|secret(?!.*(arn|name|id$))|token$|api_?key|apikey|access_?key|private_?key|credential|client_?secret)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex("""(AKIA|ASIA)[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|(?i:aws_secret_access_key)\W{0,4}[A-Za-z0-9/+=]{40}|gh[pousr]_[A-Za-z0-9]{36}|xox[baprs]-[A-Za-z0-9-]{10,}|sk_live_[A-Za-z0-9]{16,}|(?i:(password|passwd|pwd)\s*[=:]\s*["']?[^\s"'$<{]{6,})""", RegexOptions.CultureInvariant)]
    private static partial Regex SecretShape();
}
