using Onus.Engine.Assessment;
using Onus.Engine.Assessment.Functions;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Functions;

public sealed class PolicyTests
{
    private const string Rest = "  Role: {Type: 'AWS::IAM::Role'}\nParameters:\n  P: {Type: String}\n  Set: {Type: CommaDelimitedList}\n  Kind: {Type: String, AllowedValues: ['s3:GetObject', 's3:PutObject']}\n";

    /// <summary>Asks of each statement of the document, or of the one.</summary>
    private static Truth Any(string condition, string statement) => Ask.Of($"any statements(Properties.D) as s : {condition}", $"{{D: {{Statement: {statement}}}}}", Rest);

    [Theory]
    [InlineData("{Statement: [{Effect: Allow}, {Effect: Deny}]}", "2")]
    [InlineData("{Statement: {Effect: Allow}}", "1")]
    [InlineData("{Effect: Allow, Action: '*'}", "1")]
    [InlineData("'{\"Statement\":[{\"Effect\":\"Allow\"}]}'", "1")]
    [InlineData("'\n\n         {\"Statement\":{\"Effect\":\"Allow\"}}'", "1")]
    [InlineData("!Sub '{\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"${P}\"}]}'", "1")]
    [InlineData("[{Statement: [{Effect: Allow}]}, {Effect: Deny}]", "2")]
    [InlineData("{Statement: []}", "0")]
    [InlineData("{}", "0")]
    [InlineData("!Ref 'AWS::NoValue'", "0")]
    [InlineData("'not a policy'", "Expression()")]
    [InlineData("!Ref P", "Parameter()")]
    [InlineData("{Statement: !Ref P}", "Parameter()")]
    [InlineData("{Statement: [{Effect: Allow}, !Ref P]}", "Expression()")]
    public void Statements_are_found_in_every_form(string document, string count) => Assert.Equal(count, Ask.Value("count(statements(Properties.D))", $"{{D: {document}}}", Rest));

    [Fact]
    public void A_statement_after_an_unknown_one_still_counts()
    {
        Assert.Equal(Truth.True, Any("is_public(s)", "[!Ref P, {Effect: Allow, Principal: '*', Action: '*'}]"));
        Assert.Equal(Truth.Unknown, Any("is_public(s)", "[!Ref P, {Effect: Allow, Principal: {AWS: !GetAtt Role.Arn}, Action: '*'}]"));
        Assert.Equal(
            Truth.True,
            Ask.Of("any statements(Properties.D) as s : is_public(s)", "{D: [!Ref P, {Statement: {Effect: Allow, Principal: '*'}}]}", Rest));
    }

    [Theory]
    [InlineData("s.effect == 'Allow'", "{Effect: Allow}", Truth.True)]
    [InlineData("s.actions contains 'a:b'", "{Action: 'a:b'}", Truth.True)]
    [InlineData("s.actions contains 'a:b'", "{Action: ['x:y', 'a:b']}", Truth.True)]
    [InlineData("s.not_actions contains 'a:b'", "{NotAction: 'a:b'}", Truth.True)]
    [InlineData("s.resources contains '*'", "{Resource: '*'}", Truth.True)]
    [InlineData("s.not_resources contains '*'", "{NotResource: ['*']}", Truth.True)]
    [InlineData("s.principals contains '*'", "{Principal: '*'}", Truth.True)]
    [InlineData("s.principals contains '*'", "{Principal: {AWS: '*'}}", Truth.True)]
    [InlineData("s.principals contains '*'", "{Principal: {AWS: ['123456789012', '*']}}", Truth.True)]
    [InlineData("s.principals contains 'Service:x.amazonaws.com'", "{Principal: {Service: x.amazonaws.com}}", Truth.True)]
    [InlineData("s.principals contains 'Federated:*'", "{Principal: {Federated: '*'}}", Truth.True)]
    [InlineData("s.principals contains 'AWS:123456789012'", "{Principal: '123456789012'}", Truth.True)]
    [InlineData("s.not_principals contains 'AWS:123456789012'", "{NotPrincipal: {AWS: '123456789012'}}", Truth.True)]
    [InlineData("count(s.conditions) == 2", "{Condition: {StringEquals: {'a:b': 1, 'c:d': 2}}}", Truth.True)]
    [InlineData("any s.conditions[] as c : (c.op == 'StringEquals' and c.key == 'a:b' and c.values contains 1)", "{Condition: {StringEquals: {'a:b': 1}}}", Truth.True)]
    public void A_statement_has_its_parts(string condition, string statement, Truth expected) => Assert.Equal(expected, Any(condition, statement));

    [Theory]
    [InlineData("s3:GetObject", "{Action: 's3:GetObject'}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: 's3:getobject'}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: 's3:*'}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: 's3:Get*'}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: 's3:?etObject'}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: '*'}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: '*:*'}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: '*Object'}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: 's3:Put*'}", Truth.False)]
    [InlineData("s3:GetObject", "{Action: ['s3:PutObject', 's3:GetObject']}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: []}", Truth.False)]
    [InlineData("s3:GetObject", "{}", Truth.False)]
    [InlineData("s3:GetObject", "{Action: !Ref P}", Truth.Unknown)]
    [InlineData("s3:GetObject", "{Action: [!Ref P, 's3:*']}", Truth.True)]
    [InlineData("s3:GetObject", "{Action: !Sub 'logs:${P}'}", Truth.False)]
    [InlineData("s3:GetObject", "{Action: !Sub 's3:${P}'}", Truth.Unknown)]
    [InlineData("s3:GetObject", "{Action: !Sub 's3:*${P}*'}", Truth.Unknown)]
    [InlineData("s3:DeleteObject", "{Action: !Ref Kind}", Truth.False)]
    [InlineData("s3:GetObject", "{Action: !Ref Set}", Truth.Unknown)]
    [InlineData("s3:GetObject", "{NotAction: 'iam:*'}", Truth.True)]
    [InlineData("iam:PassRole", "{NotAction: 'iam:*'}", Truth.False)]
    [InlineData("iam:PassRole", "{NotAction: ['iam:*', !Ref P]}", Truth.False)]
    [InlineData("s3:GetObject", "{NotAction: ['iam:*', !Ref P]}", Truth.Unknown)]
    [InlineData("s3:GetObject", "{NotAction: !Ref Set}", Truth.Unknown)]
    [InlineData("*", "{Action: '*'}", Truth.True)]
    [InlineData("*", "{Action: '*:*'}", Truth.True)]
    [InlineData("*", "{Action: '**'}", Truth.True)]
    [InlineData("*", "{Action: 's3:*'}", Truth.False)]
    [InlineData("*", "{NotAction: 'iam:*'}", Truth.False)]
    [InlineData("*", "{Action: !Ref P}", Truth.Unknown)]
    public void Grants(string action, string statement, Truth expected)
    {
        Assert.Equal(expected, Any($"grants(s, '{action}')", statement));
        Assert.Equal(expected, Any($"grants_any(s, ['{action}'])", statement));
    }

    [Fact]
    public void One_granted_action_of_several_is_enough()
    {
        Assert.Equal(Truth.True, Any("grants_any(s, ['a:b', 's3:Get'])", "{Action: ['s3:*', !Ref P]}"));
        Assert.Equal(Truth.Unknown, Any("grants_any(s, ['a:b', 'c:d'])", "{Action: ['s3:*', !Ref P]}"));
        Assert.Equal(Truth.False, Any("grants_any(s, ['a:b', 'c:d'])", "{Action: ['s3:*']}"));
    }

    [Theory]
    [InlineData("Principal: '*'", Truth.True)]
    [InlineData("Principal: {AWS: '*'}", Truth.True)]
    [InlineData("Principal: {AWS: ['arn:aws:iam::123456789012:root', '*']}", Truth.True)]
    [InlineData("Principal: ['*']", Truth.True)]
    [InlineData("NotPrincipal: {AWS: '123456789012'}", Truth.True)]
    [InlineData("Principal: {Service: '*'}", Truth.False)]
    [InlineData("Principal: {AWS: '123456789012'}", Truth.False)]
    [InlineData("Principal: {AWS: !GetAtt Role.Arn}", Truth.False)]
    [InlineData("Principal: {AWS: !Ref P}", Truth.Unknown)]
    [InlineData("Principal: !Ref P", Truth.Unknown)]
    [InlineData("Principal: {Service: !Ref P}", Truth.False)]
    [InlineData("Principal: {Federated: !Ref P}", Truth.False)]
    [InlineData("Principal: {AWS: !Sub 'arn:aws:iam::${P}:root'}", Truth.False)]
    [InlineData("Principal: {AWS: !Ref 'AWS::AccountId'}", Truth.False)]
    [InlineData("Principal: {AWS: !Ref Set}", Truth.Unknown)]
    [InlineData("Resource: '*'", Truth.False)]
    public void Principal_any(string principal, Truth expected) => Assert.Equal(expected, Any("principal_any(s)", $"{{Effect: Allow, {principal}}}"));

    [Fact]
    public void A_deny_of_all_but_some_is_not_for_everyone() => Assert.Equal(Truth.False, Any("principal_any(s)", "{Effect: Deny, NotPrincipal: {AWS: '1'}}"));

    [Theory]
    [InlineData("{Effect: Allow, Principal: '*'}", Truth.True)]
    [InlineData("{Effect: Deny, Principal: '*'}", Truth.False)]
    [InlineData("{Effect: !Ref P, Principal: '*'}", Truth.Unknown)]
    [InlineData("{Effect: !Ref P, Principal: {AWS: '1'}}", Truth.False)]
    [InlineData("{Effect: Allow, Principal: {AWS: '123456789012'}}", Truth.False)]
    [InlineData("{Effect: Allow, NotPrincipal: {AWS: '123456789012'}}", Truth.True)]
    [InlineData("{Effect: Allow, Principal: '*', Condition: !Ref P}", Truth.Unknown)]
    public void Is_public(string statement, Truth expected) => Assert.Equal(expected, Any("is_public(s)", statement));

    [Theory]
    [InlineData("StringEquals: {'aws:PrincipalOrgID': o-1}", Truth.False)]
    [InlineData("StringEquals: {'AWS:PRINCIPALORGID': o-1}", Truth.False)]
    [InlineData("ForAnyValue:StringLike: {'aws:PrincipalOrgPaths': 'o-1/*'}", Truth.False)]
    [InlineData("StringEquals: {'aws:PrincipalTag/team': a}", Truth.False)]
    [InlineData("ArnLike: {'aws:SourceArn': 'arn:aws:s3:::bucket'}", Truth.False)]
    [InlineData("ArnEquals: {'aws:SourceArn': !Ref P}", Truth.False)]
    [InlineData("ArnLike: {'aws:SourceArn': 'arn:aws:s3:*:*:bucket'}", Truth.False)]
    [InlineData("ArnLike: {'aws:SourceArn': 'arn:aws:sns:*:123456789012:*'}", Truth.False)]
    [InlineData("StringEquals: {'aws:SourceVpce': vpce-1}", Truth.False)]
    [InlineData("StringEquals: {'aws:VpceAccount': '123456789012'}", Truth.False)]
    [InlineData("StringEquals: {'accounts.google.com:aud': client}", Truth.False)]
    [InlineData("IpAddress: {'aws:SourceIp': 203.0.113.0/24}", Truth.False)]
    [InlineData("IpAddress: {'aws:SourceIp': [203.0.113.0/24, 0.0.0.0/0]}", Truth.True)]
    [InlineData("IpAddress: {'aws:SourceIp': [0.0.0.0/1, 128.0.0.0/1]}", Truth.True)]
    [InlineData("Bool: {'aws:SecureTransport': 'true'}", Truth.True)]
    [InlineData("Bool: {'elasticfilesystem:AccessedViaMountTarget': 'true'}", Truth.False)]
    [InlineData("Bool: {'elasticfilesystem:AccessedViaMountTarget': 'false'}", Truth.True)]
    [InlineData("StringEquals: {'aws:RequestTag/x': a}", Truth.True)]
    [InlineData("StringLike: {'aws:PrincipalArn': '*'}", Truth.True)]
    [InlineData("ArnLike: {'aws:SourceArn': 'arn:aws:sns:*:*:*'}", Truth.True)]
    [InlineData("ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:root'}", Truth.True)]
    [InlineData("ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:role/*'}", Truth.True)]
    [InlineData("ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/*'}", Truth.False)]
    [InlineData("ArnLike: {'aws:SourceArn': 'arn:aws:*'}", Truth.True)]
    public void A_condition_closes_a_statement_for_everyone_where_it_says_who(string condition, Truth expected) =>
        Assert.Equal(expected, Any("is_public(s)", $"{{Effect: Allow, Principal: '*', Condition: {{{condition}}}}}"));

    [Theory]
    [InlineData("StringNotEquals: {'aws:PrincipalOrgID': o-1}", Truth.True)]
    [InlineData("NotIpAddress: {'aws:SourceIp': 203.0.113.0/24}", Truth.True)]
    [InlineData("ArnNotLike: {'aws:PrincipalArn': 'arn:aws:iam::1:role/x'}", Truth.True)]
    [InlineData("StringEqualsIfExists: {'aws:PrincipalOrgID': o-1}", Truth.True)]
    [InlineData("StringEqualsIfExists: {'aws:SourceVpce': vpce-1}", Truth.True)]
    [InlineData("StringEqualsIfExists: {'aws:PrincipalAccount': '123456789012'}", Truth.False)]
    [InlineData("IpAddressIfExists: {'aws:SourceIp': 203.0.113.0/24}", Truth.False)]
    [InlineData("ForAllValues:StringLike: {'aws:PrincipalOrgPaths': 'o-1/*'}", Truth.True)]
    [InlineData("ForAllValues:StringLike: {'aws:PrincipalOrgPaths': 'o-1/*'}, Null: {'aws:PrincipalOrgPaths': 'false'}", Truth.False)]
    [InlineData("StringEqualsIfExists: {'aws:PrincipalOrgID': o-1}, Null: {'aws:PrincipalOrgID': false}", Truth.False)]
    [InlineData("Null: {'aws:PrincipalOrgID': 'false'}", Truth.True)]
    [InlineData("StringNotEquals: {'aws:PrincipalArn': 'arn:aws:iam::1:role/x'}, StringEquals: {'aws:PrincipalOrgID': o-1}", Truth.False)]
    public void A_condition_that_a_stranger_passes_closes_nothing(string condition, Truth expected) =>
        Assert.Equal(expected, Any("is_public(s)", $"{{Effect: Allow, Principal: '*', Condition: {{{condition}}}}}"));

    [Theory]
    [InlineData("{AWS: 'arn:aws:iam::123456789012:root'}", Truth.True)]
    [InlineData("'123456789012'", Truth.True)]
    [InlineData("{AWS: '*'}", Truth.False)]
    [InlineData("'*'", Truth.False)]
    [InlineData("{Service: x.amazonaws.com}", Truth.False)]
    [InlineData("{Service: !Ref P}", Truth.False)]
    [InlineData("{AWS: !GetAtt Role.Arn}", Truth.False)]
    [InlineData("{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}", Truth.False)]
    [InlineData("{AWS: !Ref 'AWS::AccountId'}", Truth.False)]
    [InlineData("{AWS: !Sub 'arn:aws:iam::${P}:root'}", Truth.Unknown)]
    [InlineData("{AWS: !Ref P}", Truth.Unknown)]
    [InlineData("{AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1'}", Truth.False)]
    [InlineData("{AWS: !Sub 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${P}'}", Truth.False)]
    [InlineData("{AWS: [!Ref P, '123456789012']}", Truth.True)]
    public void Cross_account(string principal, Truth expected) => Assert.Equal(expected, Any("cross_account(s)", $"{{Effect: Allow, Principal: {principal}}}"));

    [Theory]
    [InlineData("{Service: x.amazonaws.com}", Truth.True)]
    [InlineData("{Service: !Sub 'x.${AWS::URLSuffix}'}", Truth.True)]
    [InlineData("{Service: !Ref P}", Truth.True)]
    [InlineData("{AWS: '1', Service: [a, b]}", Truth.True)]
    [InlineData("{AWS: '1'}", Truth.False)]
    [InlineData("!Ref P", Truth.Unknown)]
    public void Service_trust(string principal, Truth expected) => Assert.Equal(expected, Any("service_trust(s)", $"{{Effect: Allow, Principal: {principal}}}"));

    [Theory]
    [InlineData("has_condition(s, 'aws:multifactorauthpresent')", Truth.True)]
    [InlineData("has_condition(s, 'aws:SourceIp')", Truth.False)]
    [InlineData("condition_op(s, 'aws:MultiFactorAuthPresent') == 'Bool'", Truth.True)]
    [InlineData("condition_op(s, 'aws:SourceIp') missing", Truth.True)]
    [InlineData("condition_values(s, 'aws:MultiFactorAuthPresent') contains 'true'", Truth.True)]
    [InlineData("condition_values(s, 'aws:MultiFactorAuthPresent') contains true", Truth.True)]
    [InlineData("condition_values(s, 'aws:SourceIp') contains 'true'", Truth.False)]
    public void Conditions_are_found_by_key(string condition, Truth expected)
    {
        Assert.Equal(expected, Any(condition, "{Condition: {Bool: {'aws:MultiFactorAuthPresent': true}}}"));
        Assert.Equal(expected, Any(condition, "{Condition: {'Null': {'aws:MultiFactorAuthPresent': 'false'}, Bool: {'aws:MultiFactorAuthPresent': ['true']}}}"));
    }

    [Theory]
    [InlineData("has_condition(s, 'aws:SourceIp')")]
    [InlineData("condition_op(s, 'aws:SourceIp') == 'Bool'")]
    [InlineData("condition_values(s, 'aws:SourceIp') contains 'x'")]
    [InlineData("count(s.conditions) == 0")]
    public void Conditions_that_cannot_be_seen_are_unknown(string condition) => Assert.Equal(Truth.Unknown, Any(condition, "{Condition: {Bool: !Ref P}}"));

    [Theory]
    [InlineData("{Effect: Deny, Principal: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}", Truth.True)]
    [InlineData("{Effect: Deny, Principal: {AWS: '*'}, Condition: {Bool: {'aws:securetransport': false}}}", Truth.True)]
    [InlineData("{Effect: Deny, Principal: '*', Condition: {BoolIfExists: {'aws:SecureTransport': ['false']}}}", Truth.True)]
    [InlineData("{Effect: Deny, Principal: '*', Condition: {NumericLessThan: {'s3:TlsVersion': 1.2}}}", Truth.True)]
    [InlineData("{Effect: Deny, Principal: '*', Condition: {Bool: {'aws:SecureTransport': 'true'}}}", Truth.False)]
    [InlineData("{Effect: Allow, Principal: '*', Condition: {Bool: {'aws:SecureTransport': 'true'}}}", Truth.False)]
    [InlineData("{Effect: Allow, Principal: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}", Truth.False)]
    [InlineData("{Effect: Deny, Principal: {AWS: '123456789012'}, Condition: {Bool: {'aws:SecureTransport': 'false'}}}", Truth.False)]
    [InlineData("{Effect: Deny, Principal: '*', Condition: {StringEquals: {'aws:SecureTransport': 'false'}}}", Truth.False)]
    [InlineData("{Effect: Deny, Principal: '*'}", Truth.False)]
    [InlineData("{Effect: Deny, Principal: !Ref P, Condition: {Bool: {'aws:SecureTransport': 'false'}}}", Truth.Unknown)]
    [InlineData("{Effect: !Ref P, Principal: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}", Truth.Unknown)]
    [InlineData("{Effect: Deny, Principal: '*', Condition: {Bool: {'aws:SecureTransport': !Ref P}}}", Truth.Unknown)]
    [InlineData("{Effect: Deny, Principal: '*', Condition: !Ref P}", Truth.Unknown)]
    [InlineData("{Effect: Deny, Principal: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}, StringEquals: {'aws:SourceIp': 1}}}", Truth.Unknown)]
    [InlineData("[!Ref P, {Effect: Deny, Principal: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}]", Truth.True)]
    [InlineData("!Ref P", Truth.Unknown)]
    public void Denies_plain_http(string statement, Truth expected) =>
        Assert.Equal(expected, Ask.Of("denies_plain_http(Properties.D)", $"{{D: {{Statement: {statement}}}}}", Rest));

    [Fact]
    public void No_document_denies_nothing() => Assert.Equal(Truth.False, Ask.Of("denies_plain_http(Properties.D)"));

    [Theory]
    [InlineData("${Role.Arn}", Truth.False)]
    [InlineData("${AWS::AccountId}", Truth.False)]
    [InlineData("arn:aws:iam::${AWS::AccountId}:root", Truth.False)]
    [InlineData("${P}", Truth.Unknown)]
    [InlineData("*", Truth.True)]
    public void Parts_of_a_policy_written_as_text_keep_what_they_refer_to(string principal, Truth expected) =>
        Assert.Equal(
            expected,
            Ask.Of(
                "any statements(Properties.D) as s : is_public(s)",
                $$$"""{D: !Sub '{"Statement":{"Effect":"Allow","Principal":{"AWS":"{{{principal}}}"},"Resource":["${P}","${Role.Arn}"]}}'}""",
                Rest));

    [Fact]
    public void A_policy_document_of_terraform_reads_the_same()
    {
        const string document = """ "data": {"aws_iam_policy_document": {"d": {"statement": [{"effect": "Allow", "actions": ["s3:*"], "resources": ["*"], "principals": [{"type": "*", "identifiers": ["*"]}]}]}}} """;
        Assert.Equal(Truth.True, Ask.OfTerraform("any statements(policy) as s : (is_public(s) and grants(s, 's3:GetObject'))", """{"policy": "${data.aws_iam_policy_document.d.json}"}""", document));
        Assert.Equal(
            Truth.True,
            Ask.OfTerraform("any statements(policy) as s : is_public(s)", """{"policy": "${jsonencode({Statement = [{Effect = \"Allow\", Principal = \"*\", Action = \"*\"}]})}"}"""));
    }

    [Fact]
    public void A_document_is_read_once_in_each_world()
    {
        var document = new MapValue { Entries = [new MapEntry("Statement", default, new MapValue { Entries = [new MapEntry("Effect", default, new ScalarValue { Text = "Deny" })] })] };
        var reader = new PolicyReader(static value => value);
        Assert.Same(reader.Read(document), reader.Read(document));
        Assert.NotSame(reader.Read(document), new PolicyReader(static value => value).Read(document));
        Assert.Same(Made.Nothing, reader.Read(Value.Absent));
    }
}
