using Onus.Engine.Assessment;
using Onus.Engine.Tests.Templates.CloudFormation;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Functions;

public sealed class SecretTests
{
    private const string Rest = "  Key: {Type: 'AWS::KMS::Key'}\nParameters:\n  Plain: {Type: String}\n  Hidden: {Type: String, NoEcho: true}\n  Default: {Type: String, Default: hunter2hunter2}\n  HiddenDefault: {Type: String, NoEcho: true, Default: hunter2hunter2}\n  Empty: {Type: String, Default: ''}\n  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b}\n  Keys: {Type: String, AllowedValues: [alias/aws/rds, alias/mine]}\n";

    [Theory]
    [InlineData("!Ref Key", Truth.True)]
    [InlineData("!GetAtt Key.Arn", Truth.True)]
    [InlineData("alias/mine", Truth.True)]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:key/1", Truth.True)]
    [InlineData("!Ref Plain", Truth.True)]
    [InlineData("!ImportValue Key", Truth.True)]
    [InlineData("alias/aws/rds", Truth.False)]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:alias/aws/rds", Truth.False)]
    [InlineData("!Sub 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:alias/aws/rds'", Truth.False)]
    [InlineData("''", Truth.False)]
    [InlineData("!Ref Empty", Truth.False)]
    [InlineData("!Ref 'AWS::NoValue'", Truth.False)]
    [InlineData("!Ref Keys", Truth.Unknown)]
    public void Customer_key(string key, Truth expected) => Assert.Equal(expected, Ask.Of("customer_key(Properties.K)", $"{{K: {key}}}", Rest));

    [Theory]
    [InlineData("hunter2", Truth.True)]
    [InlineData("12345678", Truth.True)]
    [InlineData("!Ref Plain", Truth.True)]
    [InlineData("!Ref Default", Truth.True)]
    [InlineData("!Ref HiddenDefault", Truth.True)]
    [InlineData("!Ref Hidden", Truth.False)]
    [InlineData("!Ref Stored", Truth.False)]
    [InlineData("!Ref Empty", Truth.False)]
    [InlineData("''", Truth.False)]
    [InlineData("!Ref 'AWS::NoValue'", Truth.False)]
    [InlineData("'{{resolve:secretsmanager:db:SecretString:password}}'", Truth.False)]
    [InlineData("'{{resolve:ssm-secure:/db/password:1}}'", Truth.False)]
    [InlineData("'user:{{resolve:secretsmanager:db}}@host'", Truth.False)]
    [InlineData("!Sub '{{resolve:secretsmanager:${Key}:SecretString:password}}'", Truth.False)]
    [InlineData("!GetAtt Key.Arn", Truth.False)]
    [InlineData("!Ref Key", Truth.False)]
    [InlineData("!ImportValue Password", Truth.False)]
    public void Secret_literal(string value, Truth expected) => Assert.Equal(expected, Ask.Of("secret_literal(Properties.S)", $"{{S: {value}}}", Rest));

    [Fact]
    public void A_hidden_value_that_is_given_at_deployment_does_not_stand_in_the_template()
    {
        var given = Reads.Given(("Hidden", "hunter2hunter2"), ("Plain", "hunter2hunter2"));
        Assert.Equal(Truth.False, Ask.Of("secret_literal(Properties.S)", "{S: !Ref Hidden}", Rest, given));
        Assert.Equal(Truth.False, Ask.Of("secret_literal(Properties.S)", "{S: !Sub 'x${Hidden}'}", Rest, given));
        Assert.Equal(Truth.False, Ask.Of("looks_secret(Properties.N, Properties.S)", "{N: PASSWORD, S: !Ref Hidden}", Rest, given));
        Assert.Equal(Truth.True, Ask.Of("secret_literal(Properties.S)", "{S: !Ref Plain}", Rest, given));
    }

    [Fact]
    public void A_sensitive_variable_of_terraform_is_no_literal()
    {
        const string variables = """ "variable": {"hidden": {"sensitive": true}, "plain": {}, "default": {"default": "hunter2"}} """;
        Assert.Equal(Truth.False, Ask.OfTerraform("secret_literal(p)", """{"p": "${var.hidden}"}""", variables));
        Assert.Equal(Truth.False, Ask.OfTerraform("secret_literal(p)", """{"p": "${var.plain}"}""", variables));
        Assert.Equal(Truth.False, Ask.OfTerraform("secret_literal(p)", """{"p": "${random_password.p.result}"}""", variables));
        Assert.Equal(Truth.True, Ask.OfTerraform("secret_literal(p)", """{"p": "${var.default}"}""", variables));
        Assert.Equal(Truth.True, Ask.OfTerraform("secret_literal(p)", """{"p": "hunter2"}"""));
    }

    [Theory]
    [InlineData("DB_PASSWORD", true)]
    [InlineData("MasterUserPassword", true)]
    [InlineData("pass", true)]
    [InlineData("Passphrase", true)]
    [InlineData("CLIENT_SECRET", true)]
    [InlineData("secret_key", true)]
    [InlineData("GITHUB_TOKEN", true)]
    [InlineData("apiKey", true)]
    [InlineData("API_KEY", true)]
    [InlineData("private_key", true)]
    [InlineData("AWS_SECRET_ACCESS_KEY", true)]
    [InlineData("ServiceCredentials", true)]
    [InlineData("SECRET_ARN", false)]
    [InlineData("DbSecretName", false)]
    [InlineData("PASSWORD_SECRET_ARN", false)]
    [InlineData("DB_PASSWORD_PARAMETER", false)]
    [InlineData("DbPasswordSsmPath", false)]
    [InlineData("MinimumPasswordLength", false)]
    [InlineData("PasswordPolicy", false)]
    [InlineData("PASSWORD_RESET_URL", false)]
    [InlineData("TokenUrl", false)]
    [InlineData("TOKEN_TTL", false)]
    [InlineData("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", false)]
    [InlineData("SECRETS_EXTENSION_CACHE_SIZE", false)]
    [InlineData("TOKEN_LIMIT", false)]
    [InlineData("AccessKeyRotationDays", false)]
    [InlineData("COMPASS_URL", false)]
    [InlineData("ApiKeyId", false)]
    [InlineData("ParentSecretStack", false)]
    [InlineData("CredentialsSecretsKMSKey", false)]
    [InlineData("GetSecretFunction", false)]
    [InlineData("PasswordReusePrevention", false)]
    [InlineData("master_user_password_rotation_duration", false)]
    [InlineData("password_rotation_schedule_expression", false)]
    [InlineData("DbPass", true)]
    [InlineData("DB_PASS", true)]
    [InlineData("Bypass", false)]
    [InlineData("COMPASS", false)]
    [InlineData("Author", false)]
    [InlineData("", false)]
    public void Secret_name(string name, bool expected) => Assert.Equal(expected ? Truth.True : Truth.False, Ask.Of("secret_name(Properties.N)", $"{{N: '{name}'}}"));

    [Theory]
    [InlineData("AKIA" + "IOSFODNN7EXAMPLE", Truth.True)]
    [InlineData("ASIA" + "IOSFODNN7EXAMPLE", Truth.True)]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----", Truth.True)]
    [InlineData("-----BEGIN PRIVATE KEY-----", Truth.True)]
    [InlineData("-----BEGIN PUBLIC KEY-----", Truth.False)]
    [InlineData("aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Truth.True)]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789", Truth.True)]
    [InlineData("password=hunter2hunter2", Truth.True)]
    [InlineData("export PASSWORD=\"correct horse\"", Truth.True)]
    [InlineData("Password: hunter2x", Truth.True)]
    [InlineData("password=$DB_PASSWORD", Truth.False)]
    [InlineData("password=<your password>", Truth.False)]
    [InlineData("password = os.environ[\"DB_PASSWORD\"]", Truth.False)]
    [InlineData("password = get_secret(name)", Truth.False)]
    [InlineData("password: process.env.DB_PASSWORD", Truth.False)]
    [InlineData("connect(user=user, password=password)", Truth.False)]
    [InlineData("password: event.ResourceProperties.Password,", Truth.False)]
    [InlineData("pwd=/var/www/html", Truth.False)]
    [InlineData("passwd: files systemd", Truth.False)]
    [InlineData("AKIA", Truth.False)]
    [InlineData("arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf", Truth.False)]
    public void A_text_may_have_the_shape_of_a_credential(string text, Truth expected) =>
        Assert.Equal(expected, Ask.Of("looks_secret(Properties.S)", $"\n      S: |-\n        {text}"));

    [Theory]
    [InlineData("PASSWORD", "hunter2", Truth.True)]
    [InlineData("PASSWORD", "'123'", Truth.True)]
    [InlineData("HOST", "hunter2", Truth.False)]
    [InlineData("HOST", "AKIA" + "IOSFODNN7EXAMPLE", Truth.True)]
    [InlineData("PASSWORD", "''", Truth.False)]
    [InlineData("USE_PASSWORD", "true", Truth.False)]
    [InlineData("PASSWORD", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db", Truth.False)]
    [InlineData("PASSWORD", "'{{resolve:secretsmanager:db}}'", Truth.False)]
    [InlineData("PASSWORD", "/prod/db/password", Truth.False)]
    [InlineData("PASSWORD", "'ssm:/prod/db/password'", Truth.False)]
    [InlineData("PASSWORD", "!Ref Hidden", Truth.False)]
    [InlineData("PASSWORD", "!Ref Plain", Truth.False)]
    [InlineData("PASSWORD", "!Ref Default", Truth.True)]
    [InlineData("PASSWORD", "!Ref HiddenDefault", Truth.False)]
    [InlineData("PASSWORD", "!GetAtt Key.Arn", Truth.False)]
    [InlineData("PASSWORD", "!Ref 'AWS::NoValue'", Truth.False)]
    [InlineData("X", "!Sub 'password=hunter2hunter2 ${Plain}'", Truth.True)]
    public void A_value_may_stand_under_the_name_of_a_credential(string name, string value, Truth expected) =>
        Assert.Equal(expected, Ask.Of("looks_secret(Properties.N, Properties.S)", $"{{N: {name}, S: {value}}}", Rest));

    [Theory]
    [InlineData("!Ref Plain", Truth.Unknown)]
    [InlineData("!Ref Hidden", Truth.False)]
    [InlineData("!Sub 'echo ${Plain}'", Truth.False)]
    [InlineData("!Sub 'echo password=hunter2hunter2 ${Plain}'", Truth.True)]
    [InlineData("!Sub 'password=${Plain}${Hidden}'", Truth.False)]
    public void Of_an_unknown_text_what_is_known_counts(string value, Truth expected) => Assert.Equal(expected, Ask.Of("looks_secret(Properties.S)", $"{{S: {value}}}", Rest));
}
