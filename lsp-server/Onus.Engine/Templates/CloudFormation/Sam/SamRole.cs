using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Makes the role that SAM makes for a function or state machine without one.</summary>
internal static class SamRole
{
    private const string Managed = "arn:aws:iam::aws:policy/";

    /// <param name="source">The function or state machine.</param>
    /// <param name="service">Who may assume the role, such as <c>lambda.amazonaws.com</c>.</param>
    /// <param name="managed">Managed policies that SAM attaches of itself, as what follows <c>policy/</c>.</param>
    public static void Derive(SamSource source, string service, IEnumerable<string> managed) =>
        Derive(source, source.Name + "Role", service, managed, source.Get("Policies"));

    /// <param name="source">The resource that needs the role.</param>
    /// <param name="name">The role's name.</param>
    /// <param name="service">Who may assume the role, such as <c>lambda.amazonaws.com</c>.</param>
    /// <param name="managed">Managed policies that SAM attaches of itself, as what follows <c>policy/</c>.</param>
    /// <param name="policies">The policies that the resource asks for.</param>
    public static void Derive(SamSource source, string name, string service, IEnumerable<string> managed, Value policies)
    {
        var place = source.Place;
        var arns = managed.Select(Value (policy) => Values.Text(Managed + policy, place)).ToList();
        var inline = new List<Value>();
        var isOpen = AddPolicies(source, policies, arns, inline);
        var properties = source.NewProperties()
            .Set("AssumeRolePolicyDocument", source.Get("AssumeRolePolicyDocument") is { } own and not AbsentValue ? own : Trust(service, place))
            .Copy("RolePath", "Path")
            .Copy("PermissionsBoundary")
            .Set("ManagedPolicyArns", new ListValue { Items = [.. arns], IsOpen = isOpen, Place = place });
        var policiesPlace = source.Properties.Entry("Policies")?.KeyPlace;
        if (inline.Count > 0 || isOpen)
            properties.Set("Policies", new ListValue { Items = [.. inline], IsOpen = isOpen, Place = policies.Place }, policiesPlace);
        source.Derive(name, "AWS::IAM::Role", properties.ToMap());
    }

    private static MapValue Trust(string service, Place place) => SamValues.Map(
        place,
        ("Version", Values.Text("2012-10-17", place)),
        ("Statement", SamValues.List(place, SamValues.Map(
            place,
            ("Effect", Values.Text("Allow", place)),
            ("Action", SamValues.List(place, Values.Text("sts:AssumeRole", place))),
            ("Principal", SamValues.Map(place, ("Service", SamValues.List(place, Values.Text(service, place)))))))));

    /// <summary>Sorts policies into managed and inline ones. True where there may be more than can be seen.</summary>
    private static bool AddPolicies(SamSource source, Value policies, List<Value> arns, List<Value> inline)
    {
        if (policies is AbsentValue) return false;
        if (policies is UnknownValue { Reference: null } or ChoiceValue { Then: ListValue } or ChoiceValue { Else: ListValue }) return true;
        ImmutableArray<Value> items = policies is ListValue list ? list.Items : [policies];
        foreach (var item in items)
        {
            var arn = Values.Lift(item, item.Place, ManagedArn);
            var document = Values.Lift(item, item.Place, value => Inline(source, value, inline.Count));
            if (!IsNothing(arn)) arns.Add(arn);
            if (!IsNothing(document)) inline.Add(document);
        }

        return policies is ListValue { IsOpen: true };
    }

    private static bool IsNothing(Value value) =>
        value is AbsentValue || (value is ChoiceValue choice && IsNothing(choice.Then) && IsNothing(choice.Else));

    private static Value ManagedArn(Value policy) => policy switch
    {
        ScalarValue name when !name.Text.StartsWith("arn:", StringComparison.Ordinal) => new ScalarValue
        {
            Text = Managed + name.Text,
            Place = name.Place,
            Derivation = name.Derivation,
        },
        ScalarValue or UnknownValue => policy,
        _ => Value.Absent,
    };

    private static Value Inline(SamSource source, Value policy, int index)
    {
        if (policy is not MapValue map) return Value.Absent;
        var document = map.Entry("Statement") is null && map.Entries is [var only]
            ? SamPolicyTemplates.Document(only.Key, only.Value, only.KeyPlace, source.Context)
            : map;
        return SamValues.Map(
            policy.Place,
            ("PolicyName", Values.Text($"{source.Name}RolePolicy{index}", policy.Place)),
            ("PolicyDocument", document));
    }
}
