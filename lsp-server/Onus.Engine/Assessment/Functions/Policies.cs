using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Questions about policy statements.</summary>
internal static class Policies
{
    /// <summary>Condition keys that narrow who "everyone" is.</summary>
    private static readonly HashSet<string> Narrowing = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount",
        "aws:PrincipalArn", "aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp", "aws:SourceIp", "aws:userid", "kms:CallerAccount",
        "kms:ViaService", "aws:PrincipalTag", "sns:Endpoint", "lambda:EventSourceToken", "s3:DataAccessPointAccount",
        "s3:DataAccessPointArn", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:CalledVia", "elasticfilesystem:AccessedViaMountTarget",
    };

    /// <summary>Whether the statement's allow side covers an action.</summary>
    public static Truth Grants(PolicyStatement statement, string action)
    {
        var result = statement.Actions.IsOpen ? Truth.Unknown : Truth.False;
        foreach (var pattern in statement.Actions.Items) result = Kleene.Or(result, Covers(pattern, action));
        if (statement.NotActions.Items.IsEmpty) return result;
        foreach (var pattern in statement.NotActions.Items)
        {
            if (pattern is not ScalarValue scalar) return Truth.Unknown;
            if (action == "*" || Wildcard.IsMatch(scalar.Text, action)) return result;
        }

        return Truth.True;
    }

    public static Truth GrantsAny(PolicyStatement statement, ListValue actions)
    {
        var result = Truth.False;
        foreach (var action in actions.Items)
        {
            if (action is ScalarValue scalar) result = Kleene.Or(result, Grants(statement, scalar.Text));
            if (result == Truth.True) break;
        }

        return result;
    }

    /// <summary>Everyone as principal, whatever the conditions.</summary>
    public static Truth PrincipalAny(PolicyStatement statement)
    {
        if (statement.HasNotPrincipal && statement.Allows) return Truth.True;
        var result = statement.Principals.IsOpen ? Truth.Unknown : Truth.False;
        foreach (var principal in statement.Principals.Items)
        {
            result = Kleene.Or(result, principal switch
            {
                ScalarValue scalar => Kleene.Of(scalar.Text is "*" or "AWS:*"),
                UnknownValue { Reference: not null } or UnknownValue { References.IsEmpty: false } => Truth.False,
                UnknownValue unknown => IsBare(unknown) ? Truth.Unknown : Truth.False,
                _ => Truth.False,
            });
        }

        return result;
    }

    /// <summary>Allows everyone, and no condition narrows who that is.</summary>
    public static Truth IsPublic(PolicyStatement statement)
    {
        if (statement.Effect is UnknownValue) return Kleene.And(Truth.Unknown, PrincipalAny(statement));
        if (!statement.Allows) return Truth.False;
        var everyone = PrincipalAny(statement);
        if (everyone == Truth.False) return Truth.False;
        foreach (var condition in statement.Conditions)
        {
            if (Narrows(condition)) return Truth.False;
        }

        return statement.HasHiddenConditions ? Truth.Unknown : everyone;
    }

    /// <summary>A principal of AWS's kind that is another account's, as far as the text tells.</summary>
    public static Truth CrossAccount(PolicyStatement statement)
    {
        var result = Truth.False;
        foreach (var principal in statement.Principals.Items)
        {
            if (principal is UnknownValue unknown)
            {
                if (unknown.Reference is null && unknown.References.IsEmpty && !unknown.Text.Contains("AWS::AccountId", StringComparison.Ordinal)) result = Kleene.Or(result, Truth.Unknown);
            }
            else if (principal is ScalarValue { Text: not "AWS:*" } scalar && scalar.Text.StartsWith("AWS:", StringComparison.Ordinal))
            {
                result = Truth.True;
            }
        }

        return result;
    }

    public static Truth ServiceTrust(PolicyStatement statement)
    {
        foreach (var principal in statement.Principals.Items)
        {
            if (principal is ScalarValue scalar && scalar.Text.StartsWith("Service:", StringComparison.Ordinal)) return Truth.True;
        }

        return Truth.False;
    }

    public static Truth HasCondition(PolicyStatement statement, string key) =>
        Find(statement, key) is not null ? Truth.True : statement.HasHiddenConditions ? Truth.Unknown : Truth.False;

    public static PolicyCondition? Find(PolicyStatement statement, string key)
    {
        foreach (var condition in statement.Conditions)
        {
            if (condition.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) return condition;
        }

        return null;
    }

    /// <summary>A document that denies everyone when the connection is not encrypted.</summary>
    public static Truth DeniesPlainHttp(Value statements)
    {
        if (statements is not ListValue list) return Truth.Unknown;
        foreach (var item in list.Items)
        {
            if (item is not PolicyStatement { Effect: ScalarValue { Text: "Deny" } } statement || PrincipalAny(statement) == Truth.False) continue;
            if (Find(statement, "s3:TlsVersion") is not null) return Truth.True;
            if (Find(statement, "aws:SecureTransport") is { } transport && transport.Operator.StartsWith("Bool", StringComparison.Ordinal)
                && transport.Values.Items.Any(value => value is ScalarValue scalar && scalar.Text.Equals("false", StringComparison.OrdinalIgnoreCase))) return Truth.True;
        }

        return list.IsOpen ? Truth.Unknown : Truth.False;
    }

    private static bool Narrows(PolicyCondition condition)
    {
        var key = condition.Key;
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var stem = slash < 0 ? key : key[..slash];
        if (!Narrowing.Contains(stem) && !key.EndsWith(":sub", StringComparison.OrdinalIgnoreCase) && !key.EndsWith(":aud", StringComparison.OrdinalIgnoreCase)) return false;
        return !key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase) || !condition.Values.Items.Any(value => Networks.World(value) == Truth.True);
    }

    private static Truth Covers(Value pattern, string action)
    {
        if (pattern is not ScalarValue scalar) return Truth.Unknown;
        return Kleene.Of(scalar.Text is "*" or "*:*" || (action != "*" && Wildcard.IsMatch(scalar.Text, action)));
    }

    /// <summary>An unknown of which no part is known: it may be anyone.</summary>
    private static bool IsBare(UnknownValue unknown) =>
        unknown.Cause is not UnknownCause.Pseudo && (unknown.Text.Length == 0 || (unknown.Text.StartsWith("${", StringComparison.Ordinal) && unknown.Text.IndexOf('}', StringComparison.Ordinal) == unknown.Text.Length - 1));
}

/// <summary>Patterns with <c>*</c> and <c>?</c>, without case.</summary>
internal static class Wildcard
{
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
