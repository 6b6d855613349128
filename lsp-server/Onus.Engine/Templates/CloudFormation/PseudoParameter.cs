using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>The parameters that AWS sets: account, Region, stack.</summary>
internal static class PseudoParameter
{
    public const string NoValue = "AWS::NoValue";

    public const string AccountId = "AWS::AccountId";

    public static bool Is(string name) => name.StartsWith("AWS::", StringComparison.Ordinal)
        && name is AccountId or "AWS::NotificationARNs" or "AWS::Partition" or "AWS::Region" or "AWS::StackId"
            or "AWS::StackName" or "AWS::URLSuffix" or NoValue;

    public static Value ValueAt(string name, Place place, TemplateContext context)
    {
        if (name == NoValue) return Value.Absent;
        if (context.ParameterValues.TryGetValue(name, out var given))
            return Values.Text(given, place, new Derivation($"value given for `{name}`", place, name));
        return new UnknownValue
        {
            Cause = UnknownCause.Pseudo,
            Name = name,
            Text = "${" + name + "}",
            IsSecretSafe = true,
            Place = place,
        };
    }
}
