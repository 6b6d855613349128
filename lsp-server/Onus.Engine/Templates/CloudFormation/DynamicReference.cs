using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Texts with <c>{{resolve:…}}</c>, which AWS replaces when it deploys.</summary>
internal static class DynamicReference
{
    private const string Opening = "{{resolve:";

    public static bool IsIn(string text) => text.Length > Opening.Length && text.Contains(Opening, StringComparison.Ordinal);

    public static UnknownValue Read(string text, Place place, IReadOnlyList<Reference> references, Derivation? derivation)
    {
        var start = text.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;
        var end = text.IndexOf("}}", start, StringComparison.Ordinal);
        return new UnknownValue
        {
            Cause = UnknownCause.DynamicReference,
            Text = text,
            Name = end < 0 ? text[start..] : text[start..end],
            Reference = references.Count == 1 ? references[0] : null,
            References = references.Count > 1 ? [.. references] : [],
            IsSecretSafe = true,
            Place = place,
            Derivation = derivation,
        };
    }
}
