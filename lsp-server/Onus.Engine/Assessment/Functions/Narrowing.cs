using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Whether a condition of a statement for everyone says who of them is meant.</summary>
internal static class Narrowing
{
    /// <summary>Condition keys that say who is asking, or on whose behalf.</summary>
    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalTag", "aws:SourceVpc", "aws:SourceVpcArn",
        "aws:SourceVpce", "aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths", "aws:VpcSourceIp", "aws:SourceIp", "aws:userid", "aws:CalledVia",
        "kms:CallerAccount", "kms:ViaService", "sns:Endpoint", "lambda:EventSourceToken", "s3:DataAccessPointAccount",
        "s3:DataAccessPointArn", "elasticfilesystem:AccessedViaMountTarget",
    };

    /// <summary>Keys that every request has, anonymous ones too; a lenient operator is as strict as its plain form on these.</summary>
    private static readonly HashSet<string> AlwaysSent = new(StringComparer.OrdinalIgnoreCase) { "aws:PrincipalAccount", "aws:userid", "aws:SourceIp" };

    public static bool Narrows(PolicyCondition condition, PolicyStatement statement)
    {
        if (!IsAboutWho(condition.Key)) return false;
        // "Not these" leaves everyone else, and to ask whether the key is there at all names nobody.
        if (condition.Comparison == "null" || condition.Comparison.Contains("not", StringComparison.Ordinal)) return false;
        if (condition.IsLenient && !AlwaysSent.Contains(condition.Key) && !IsRequired(condition.Key, statement)) return false;
        return !condition.Values.Items.Any(value => MeansAnyone(condition, value));
    }

    private static bool IsAboutWho(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return Keys.Contains(slash < 0 ? key : key[..slash]) || key.EndsWith(":sub", StringComparison.OrdinalIgnoreCase) || key.EndsWith(":aud", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Another condition of the statement asks that the key is there.</summary>
    private static bool IsRequired(string key, PolicyStatement statement) => statement.Conditions.Any(other =>
        other.Comparison == "null" && other.Key.Equals(key, StringComparison.OrdinalIgnoreCase)
        && other.Values.Items.Any(value => value is ScalarValue scalar && scalar.Text.Equals("false", StringComparison.OrdinalIgnoreCase)));

    private static bool MeansAnyone(PolicyCondition condition, Value value) => condition.Comparison switch
    {
        "ipaddress" => condition.Key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase) && Networks.World(value) == Truth.True,
        "bool" => value is ScalarValue scalar && scalar.Text.Equals("false", StringComparison.OrdinalIgnoreCase),
        "stringlike" or "arnlike" or "arnequals" => value is ScalarValue scalar && IsOpenPattern(scalar.Text),
        _ => false,
    };

    /// <summary>A pattern that fits in every account: nothing but wildcards, or an ARN with neither an account nor a name.</summary>
    private static bool IsOpenPattern(string pattern)
    {
        if (IsWild(pattern)) return true;
        var parts = pattern.Split(':', 6);
        if (parts[0] != "arn") return false;
        if (parts.Length < 6) return IsWild(parts[^1]);
        if (parts[4].Length > 0 && !IsWild(parts[4])) return false;
        if (parts[5] == "root") return true;
        var names = parts[5].Split('/', ':');
        return names.Skip(names.Length > 1 ? 1 : 0).All(IsWild);
    }

    private static bool IsWild(string text) => text.Length > 0 && text.All(static c => c is '*' or '?') && text.Contains('*', StringComparison.Ordinal);
}
