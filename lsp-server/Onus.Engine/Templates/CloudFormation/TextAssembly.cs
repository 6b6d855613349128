using System.Text;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Puts a text together from parts, some of which may be unknown; keeps what is known of it.</summary>
internal sealed class TextAssembly
{
    private readonly StringBuilder text = new();
    private readonly List<Reference> references = [];
    private Derivation? derivation;
    private UnknownValue? deciding;
    private bool isSecretSafe;
    private bool isSensitive;

    public void Literal(ReadOnlySpan<char> part) => text.Append(part);

    public void Add(Value value)
    {
        derivation = Values.Chain(derivation, value.Derivation);
        switch (value)
        {
            case ScalarValue scalar:
                text.Append(scalar.Text);
                isSensitive |= scalar.IsSensitive;
                break;
            case ListValue { IsOpen: false } list:
                AddList(list);
                break;
            case UnknownValue unknown:
                AddUnknown(unknown);
                break;
            case AbsentValue:
                break;
            default:
                AddUnknown(Values.Unknown(UnknownCause.Expression, value.Place));
                break;
        }
    }

    public Value ToValue(Place place, string what)
    {
        var assembled = text.ToString();
        var how = derivation is null ? null : new Derivation(what, place, Next: derivation);
        if (DynamicReference.IsIn(assembled)) return DynamicReference.Read(assembled, place, references, how);
        if (deciding is null)
            return new ScalarValue { Text = assembled, Place = place, IsSensitive = isSensitive, Derivation = how };
        return new UnknownValue
        {
            Cause = deciding.Cause,
            Name = deciding.Name,
            Text = assembled,
            Reference = references.Count == 1 ? references[0] : null,
            References = references.Count > 1 ? [.. references] : [],
            IsSecretSafe = isSecretSafe,
            Place = place,
            Derivation = how,
        };
    }

    private void AddList(ListValue list)
    {
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (i > 0) text.Append(',');
            Add(list.Items[i]);
        }
    }

    private void AddUnknown(UnknownValue unknown)
    {
        if (unknown.Text.Length > 0) text.Append(unknown.Text);
        else text.Append("${").Append(unknown.Name ?? "?").Append('}');
        if (deciding is null or { Cause: UnknownCause.Pseudo }) deciding = unknown;
        isSecretSafe |= unknown.IsSecretSafe;
        if (unknown.Reference is { } reference) AddReference(reference);
        foreach (var mentioned in unknown.References) AddReference(mentioned);
    }

    private void AddReference(Reference reference)
    {
        if (!references.Contains(reference)) references.Add(reference);
    }
}
