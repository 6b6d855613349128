using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Questions about policy statements.</summary>
internal static class Policies
{
    /// <summary>Whether the statement's allow side covers an action.</summary>
    public static Truth Grants(PolicyStatement statement, string action)
    {
        var result = AnyCovers(statement.Actions, action);
        if (statement.NotActions is { IsOpen: false, Items.IsEmpty: true }) return result;
        // NotAction leaves something out, so it never grants a true *.
        return action == "*" ? result : Kleene.Or(result, Kleene.Not(AnyCovers(statement.NotActions, action)));
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
        foreach (var principal in statement.Principals.Items) result = Kleene.Or(result, IsEveryone(principal));
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
            if (Narrowing.Narrows(condition, statement)) return Truth.False;
        }

        return statement.HasHiddenConditions ? Truth.Unknown : everyone;
    }

    /// <summary>A principal of AWS's kind that is another account's, as far as the text tells.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="own">The number of the own account, where it is given.</param>
    public static Truth CrossAccount(PolicyStatement statement, string? own)
    {
        var result = statement.Principals.IsOpen ? Truth.Unknown : Truth.False;
        foreach (var principal in statement.Principals.Items) result = Kleene.Or(result, IsOther(principal, own));
        return result;
    }

    public static Truth ServiceTrust(PolicyStatement statement)
    {
        var result = statement.Principals.IsOpen ? Truth.Unknown : Truth.False;
        foreach (var principal in statement.Principals.Items)
        {
            result = Kleene.Or(result, principal switch
            {
                ScalarValue scalar => Kleene.Of(IsOfKind(scalar.Text, "Service")),
                UnknownValue unknown when IsOfKind(unknown.Text, "Service") => Truth.True,
                UnknownValue { Cause: UnknownCause.Parameter or UnknownCause.Import } unknown when KnownText.IsBlank(unknown) => Truth.Unknown,
                _ => Truth.False,
            });
        }

        return result;
    }

    public static Truth HasCondition(PolicyStatement statement, string key) =>
        Find(statement, key) is not null ? Truth.True : statement.HasHiddenConditions ? Truth.Unknown : Truth.False;

    /// <summary>The first condition on a key; one that only asks whether the key is there comes last.</summary>
    public static PolicyCondition? Find(PolicyStatement statement, string key)
    {
        PolicyCondition? presence = null;
        foreach (var condition in statement.Conditions)
        {
            if (!condition.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) continue;
            if (condition.Comparison != "null") return condition;
            presence ??= condition;
        }

        return presence;
    }

    /// <summary>A document that denies everyone when the connection is not encrypted.</summary>
    public static Truth DeniesPlainHttp(Value statements)
    {
        if (statements is not ListValue list) return Truth.Unknown;
        var result = list.IsOpen ? Truth.Unknown : Truth.False;
        foreach (var item in list.Items)
        {
            if (item is PolicyStatement statement) result = Kleene.Or(result, DeniesPlainHttp(statement));
        }

        return result;
    }

    private static Truth DeniesPlainHttp(PolicyStatement statement)
    {
        var denies = statement.Effect is UnknownValue ? Truth.Unknown : Kleene.Of(statement.Effect is ScalarValue { Text: "Deny" });
        var about = Truth.False;
        foreach (var condition in statement.Conditions) about = Kleene.Or(about, IsAboutPlainHttp(condition));
        // A second condition narrows the statement to some of the requests; so may one that cannot be seen.
        var always = statement.HasHiddenConditions || statement.Conditions.Length > 1 ? Truth.Unknown : Truth.True;
        if (statement.HasHiddenConditions) about = Kleene.Or(about, Truth.Unknown);
        return Kleene.And(Kleene.And(denies, PrincipalAny(statement)), Kleene.And(about, always));
    }

    private static Truth IsAboutPlainHttp(PolicyCondition condition)
    {
        if (condition.Key.Equals("s3:TlsVersion", StringComparison.OrdinalIgnoreCase)) return Truth.True;
        if (!condition.Key.Equals("aws:SecureTransport", StringComparison.OrdinalIgnoreCase) || condition.Comparison != "bool") return Truth.False;
        var result = condition.Values.IsOpen ? Truth.Unknown : Truth.False;
        foreach (var value in condition.Values.Items) result = Kleene.Or(result, Operands.AreEqual(value, Made.Text("false")));
        return result;
    }

    private static Truth IsEveryone(Value principal) => principal switch
    {
        ScalarValue scalar => Kleene.Of(scalar.Text is "*" or "AWS:*"),
        UnknownValue { Candidates: { IsEmpty: false } candidates } => Operands.Over(candidates, IsEveryone),
        UnknownValue { Reference: not null } or UnknownValue { References.IsEmpty: false } or UnknownValue { Cause: UnknownCause.Pseudo } => Truth.False,
        // An unknown of which a part is known is one principal; of which none is known, it may be anyone.
        UnknownValue unknown => KnownText.IsBlank(unknown) ? Truth.Unknown : Truth.False,
        _ => Truth.False,
    };

    private static Truth IsOther(Value principal, string? own)
    {
        switch (principal)
        {
            case ScalarValue scalar when IsOfKind(scalar.Text, "AWS"):
                return Kleene.Of(scalar.Text != "AWS:*" && !IsOfService(scalar.Text) && !IsOf(own, scalar.Text));
            case UnknownValue { Reference: null, References.IsEmpty: true } unknown:
                if (PolicyReader.KindOf(unknown.Text) is not (null or "AWS")) return Truth.False;
                return unknown.Text.Contains("AWS::AccountId", StringComparison.Ordinal) || IsOfService(unknown.Text) ? Truth.False : Truth.Unknown;
            default:
                return Truth.False;
        }
    }

    /// <summary>An ARN whose account is a word, as in <c>arn:aws:iam::cloudfront:user/…</c>: an identity that a service keeps.</summary>
    private static bool IsOfService(string principal)
    {
        var start = principal.IndexOf("arn:", StringComparison.Ordinal);
        if (start < 0) return false;
        var parts = principal[start..].Split(':', 6);
        return parts.Length == 6 && parts[4].Length > 0 && parts[4].All(static c => char.IsAsciiLetterLower(c) || c == '-');
    }

    /// <summary>Whether a principal is an account, or belongs to it: its number stands alone or in an ARN's fifth part.</summary>
    private static bool IsOf(string? account, string principal)
    {
        if (account is null) return false;
        var name = principal["AWS:".Length..];
        return name == account || (name.Split(':', 6) is [_, _, _, _, var owner, _] && owner == account);
    }

    private static bool IsOfKind(string principal, string kind) => PolicyReader.KindOf(principal) == kind;

    private static Truth AnyCovers(ListValue patterns, string action)
    {
        var result = patterns.IsOpen ? Truth.Unknown : Truth.False;
        foreach (var pattern in patterns.Items) result = Kleene.Or(result, Covers(pattern, action));
        return result;
    }

    private static Truth Covers(Value pattern, string action)
    {
        switch (pattern)
        {
            case ScalarValue scalar:
                return Kleene.Of(Covers(scalar.Text, action));
            case UnknownValue { Candidates: { IsEmpty: false } candidates }:
                return Operands.Over(candidates, action, static (candidate, asked) => Covers(candidate, asked));
            case UnknownValue unknown:
                if (KnownText.Always(unknown, action, static (text, asked) => Covers(text, asked))) return Truth.True;
                var start = KnownText.Parts(unknown.Text)[0];
                var isOther = start.AsSpan().IndexOfAny('*', '?') < 0 && !action.StartsWith(start, StringComparison.OrdinalIgnoreCase);
                return isOther ? Truth.False : Truth.Unknown;
            default:
                return Truth.Unknown;
        }
    }

    /// <summary>A true <c>*</c> is covered only by what is as wide.</summary>
    private static bool Covers(string pattern, string action) =>
        action == "*" ? pattern.Length > 0 && pattern.All(static c => c is '*' or ':') && pattern != ":" : Wildcard.IsMatch(pattern, action);
}
