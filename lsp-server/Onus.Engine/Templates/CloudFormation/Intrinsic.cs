using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

internal enum Function
{
    Ref,
    GetAtt,
    Sub,
    Join,
    Select,
    Split,
    FindInMap,
    Base64,
    Cidr,
    ImportValue,
    GetStackOutput,
    GetAZs,
    Transform,
    If,
    And,
    Or,
    Not,
    Equals,
    Condition,
    Length,
    ToJsonString,

    /// <summary>Written like a function, but none that Onus knows.</summary>
    Other,
}

/// <summary>A use of an intrinsic function, in its short form (a tag) or its long form (a mapping with one key).</summary>
/// <remarks>The argument is, in the short form, the node itself, whose tag is then to be overlooked.</remarks>
internal readonly record struct Intrinsic(Function Function, string Name, SyntaxNode Argument, bool IsShort)
{
    private const string RainPrefix = "Rain::";

    /// <summary>
    /// Finds the function that a node applies. A lone key <c>Condition</c> is one in a condition only; elsewhere it is a
    /// property's name.
    /// </summary>
    public static bool TryRead(SyntaxNode node, out Intrinsic intrinsic, bool inCondition = false)
    {
        if (node.Tag is { Length: > 1 } tag && tag[0] == '!' && tag[1] is not ('!' or '<'))
        {
            var (function, name) = OfTag(tag);
            intrinsic = new Intrinsic(function, name, node, IsShort: true);
            return true;
        }

        return TryReadLong(node, out intrinsic, inCondition);
    }

    /// <summary>Finds a function in its long form, whatever the node's tag: <c>!Base64 {Fn::Sub: …}</c> holds two.</summary>
    public static bool TryReadLong(SyntaxNode node, out Intrinsic intrinsic, bool inCondition = false)
    {
        if (node is MappingNode { Entries: [var only] } && only.Key is ScalarNode { Value: var key } && IsFunctionKey(key, inCondition))
        {
            intrinsic = new Intrinsic(OfKey(key), key, only.Value, IsShort: false);
            return true;
        }

        intrinsic = default;
        return false;
    }

    /// <summary>A directive of the Rain tool, which is worked out before the template is deployed.</summary>
    public bool IsRain => Name.StartsWith(RainPrefix, StringComparison.Ordinal);

    public static bool Is(SyntaxNode node) => TryRead(node, out _);

    public static bool IsForEach(string key) => key.StartsWith("Fn::ForEach", StringComparison.Ordinal);

    private static bool IsFunctionKey(string key, bool inCondition) =>
        key == "Ref"
        || (inCondition && key == "Condition")
        || (key.StartsWith("Fn::", StringComparison.Ordinal) && !IsForEach(key))
        || key.StartsWith(RainPrefix, StringComparison.Ordinal);

    private static Function OfKey(string key) => key switch
    {
        "Ref" => Function.Ref,
        "Fn::GetAtt" => Function.GetAtt,
        "Fn::Sub" => Function.Sub,
        "Fn::Join" => Function.Join,
        "Fn::Select" => Function.Select,
        "Fn::Split" => Function.Split,
        "Fn::FindInMap" => Function.FindInMap,
        "Fn::Base64" => Function.Base64,
        "Fn::Cidr" => Function.Cidr,
        "Fn::ImportValue" => Function.ImportValue,
        "Fn::GetStackOutput" => Function.GetStackOutput,
        "Fn::GetAZs" => Function.GetAZs,
        "Fn::Transform" => Function.Transform,
        "Fn::If" => Function.If,
        "Fn::And" => Function.And,
        "Fn::Or" => Function.Or,
        "Fn::Not" => Function.Not,
        "Fn::Equals" => Function.Equals,
        "Condition" => Function.Condition,
        "Fn::Length" => Function.Length,
        "Fn::ToJsonString" => Function.ToJsonString,
        _ => Function.Other,
    };

    private static (Function Function, string Name) OfTag(string tag) => tag switch
    {
        "!Ref" => (Function.Ref, "Ref"),
        "!GetAtt" => (Function.GetAtt, "Fn::GetAtt"),
        "!Sub" => (Function.Sub, "Fn::Sub"),
        "!Join" => (Function.Join, "Fn::Join"),
        "!Select" => (Function.Select, "Fn::Select"),
        "!Split" => (Function.Split, "Fn::Split"),
        "!FindInMap" => (Function.FindInMap, "Fn::FindInMap"),
        "!Base64" => (Function.Base64, "Fn::Base64"),
        "!Cidr" => (Function.Cidr, "Fn::Cidr"),
        "!ImportValue" => (Function.ImportValue, "Fn::ImportValue"),
        "!GetStackOutput" => (Function.GetStackOutput, "Fn::GetStackOutput"),
        "!GetAZs" => (Function.GetAZs, "Fn::GetAZs"),
        "!Transform" => (Function.Transform, "Fn::Transform"),
        "!If" => (Function.If, "Fn::If"),
        "!And" => (Function.And, "Fn::And"),
        "!Or" => (Function.Or, "Fn::Or"),
        "!Not" => (Function.Not, "Fn::Not"),
        "!Equals" => (Function.Equals, "Fn::Equals"),
        "!Condition" => (Function.Condition, "Condition"),
        "!Length" => (Function.Length, "Fn::Length"),
        "!ToJsonString" => (Function.ToJsonString, "Fn::ToJsonString"),
        _ when tag.AsSpan(1).StartsWith(RainPrefix) => (Function.Other, tag[1..]),
        _ => (Function.Other, "Fn::" + tag[1..]),
    };
}
