using System.Collections.Frozen;
using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>The policy templates of SAM that people use most, as the statements they stand for.</summary>
internal static class SamPolicyTemplates
{
    /// <summary>
    /// Actions, then <c>@</c>, then resources; statements are parted by semicolons. A resource is what follows the partition in its
    /// ARN, <c>~</c> standing for Region and account, <c>{Name}</c> for the template's parameter; a lone star is a lone star.
    /// </summary>
    private static readonly FrozenDictionary<string, string> Templates = new Dictionary<string, string>
    {
        ["SQSPollerPolicy"] = "sqs:ChangeMessageVisibility sqs:ChangeMessageVisibilityBatch sqs:DeleteMessage sqs:DeleteMessageBatch sqs:GetQueueAttributes sqs:ReceiveMessage @ sqs:~:{QueueName}",
        ["SQSSendMessagePolicy"] = "sqs:SendMessage* @ sqs:~:{QueueName}",
        ["LambdaInvokePolicy"] = "lambda:InvokeFunction @ lambda:~:function:{FunctionName}*",
        ["CloudWatchDescribeAlarmHistoryPolicy"] = "cloudwatch:DescribeAlarmHistory @ *",
        ["CloudWatchPutMetricPolicy"] = "cloudwatch:PutMetricData @ *",
        ["CloudWatchDashboardPolicy"] = "cloudwatch:GetDashboard cloudwatch:ListDashboards cloudwatch:PutDashboard cloudwatch:ListMetrics @ *",
        ["EC2DescribePolicy"] = "ec2:DescribeRegions ec2:DescribeInstances @ *",
        ["EC2CopyImagePolicy"] = "ec2:CopyImage @ ec2:~:image/{ImageId}",
        ["AMIDescribePolicy"] = "ec2:DescribeImages @ ec2:~:image/*",
        ["VPCAccessPolicy"] = "ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:DetachNetworkInterface @ *",
        ["CloudFormationDescribeStacksPolicy"] = "cloudformation:DescribeStacks @ cloudformation:~:stack/*",
        ["DynamoDBCrudPolicy"] = "dynamodb:GetItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:Scan dynamodb:Query dynamodb:UpdateItem dynamodb:BatchWriteItem dynamodb:BatchGetItem dynamodb:DescribeTable dynamodb:ConditionCheckItem @ dynamodb:~:table/{TableName} dynamodb:~:table/{TableName}/index/*",
        ["DynamoDBReadPolicy"] = "dynamodb:GetItem dynamodb:Scan dynamodb:Query dynamodb:BatchGetItem dynamodb:DescribeTable @ dynamodb:~:table/{TableName} dynamodb:~:table/{TableName}/index/*",
        ["DynamoDBWritePolicy"] = "dynamodb:PutItem dynamodb:UpdateItem dynamodb:BatchWriteItem @ dynamodb:~:table/{TableName} dynamodb:~:table/{TableName}/index/*",
        ["DynamoDBReconfigurePolicy"] = "dynamodb:UpdateTable @ dynamodb:~:table/{TableName}",
        ["DynamoDBStreamReadPolicy"] = "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator @ dynamodb:~:table/{TableName}/stream/{StreamName} ; dynamodb:ListStreams @ dynamodb:~:table/{TableName}/stream/*",
        ["S3ReadPolicy"] = "s3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:GetLifecycleConfiguration @ s3:::{BucketName} s3:::{BucketName}/*",
        ["S3WritePolicy"] = "s3:PutObject s3:PutObjectAcl s3:PutLifecycleConfiguration @ s3:::{BucketName} s3:::{BucketName}/*",
        ["S3CrudPolicy"] = "s3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:PutObject s3:PutObjectAcl s3:GetLifecycleConfiguration s3:PutLifecycleConfiguration s3:DeleteObject @ s3:::{BucketName} s3:::{BucketName}/*",
        ["S3FullAccessPolicy"] = "s3:GetObject s3:GetObjectAcl s3:GetObjectVersion s3:PutObject s3:PutObjectAcl s3:DeleteObject s3:DeleteObjectTagging s3:DeleteObjectVersionTagging s3:GetObjectTagging s3:GetObjectVersionTagging s3:PutObjectTagging s3:PutObjectVersionTagging @ s3:::{BucketName}/* ; s3:ListBucket s3:GetBucketLocation s3:GetLifecycleConfiguration s3:PutLifecycleConfiguration @ s3:::{BucketName}",
        ["SNSPublishMessagePolicy"] = "sns:Publish @ sns:~:{TopicName}",
        ["SNSCrudPolicy"] = "sns:ListSubscriptionsByTopic sns:CreateTopic sns:SetTopicAttributes sns:Subscribe sns:Publish @ sns:~:{TopicName}*",
        ["KinesisStreamReadPolicy"] = "kinesis:ListStreams kinesis:DescribeLimits @ kinesis:~:stream/* ; kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator @ kinesis:~:stream/{StreamName}",
        ["KinesisCrudPolicy"] = "kinesis:AddTagsToStream kinesis:CreateStream kinesis:DecreaseStreamRetentionPeriod kinesis:DeleteStream kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetShardIterator kinesis:IncreaseStreamRetentionPeriod kinesis:ListTagsForStream kinesis:MergeShards kinesis:PutRecord kinesis:PutRecords kinesis:SplitShard kinesis:RemoveTagsFromStream @ kinesis:~:stream/{StreamName}",
        ["FirehoseWritePolicy"] = "firehose:PutRecord firehose:PutRecordBatch @ firehose:~:deliverystream/{DeliveryStreamName}",
        ["FirehoseCrudPolicy"] = "firehose:CreateDeliveryStream firehose:DeleteDeliveryStream firehose:DescribeDeliveryStream firehose:PutRecord firehose:PutRecordBatch firehose:UpdateDestination @ firehose:~:deliverystream/{DeliveryStreamName}",
        ["KMSDecryptPolicy"] = "kms:Decrypt @ kms:~:key/{KeyId}",
        ["KMSEncryptPolicy"] = "kms:Encrypt @ kms:~:key/{KeyId}",
        ["SESSendBouncePolicy"] = "ses:SendBounce @ ses:~:identity/{IdentityName}",
        ["SESCrudPolicy"] = "ses:GetIdentityVerificationAttributes ses:SendEmail ses:SendRawEmail ses:VerifyEmailIdentity @ ses:~:identity/{IdentityName}",
        ["SESBulkTemplatedCrudPolicy"] = "ses:GetIdentityVerificationAttributes ses:SendEmail ses:SendRawEmail ses:SendTemplatedEmail ses:SendBulkTemplatedEmail ses:VerifyEmailIdentity @ ses:~:identity/{IdentityName}",
        ["SESEmailTemplateCrudPolicy"] = "ses:CreateTemplate ses:GetTemplate ses:ListTemplates ses:UpdateTemplate ses:DeleteTemplate ses:TestRenderTemplate @ *",
        ["SSMParameterReadPolicy"] = "ssm:DescribeParameters @ * ; ssm:GetParameters ssm:GetParameter ssm:GetParametersByPath @ ssm:~:parameter/{ParameterName}",
        ["StepFunctionsExecutionPolicy"] = "states:StartExecution @ states:~:stateMachine:{StateMachineName}",
        ["FilterLogEventsPolicy"] = "logs:FilterLogEvents @ logs:~:log-group:{LogGroupName}:log-stream:*",
        ["EventBridgePutEventsPolicy"] = "events:PutEvents @ events:~:event-bus/{EventBusName}",
        ["ElasticsearchHttpPostPolicy"] = "es:ESHttpPost es:ESHttpPut @ es:~:domain/{DomainName}/*",
        ["RekognitionDetectOnlyPolicy"] = "rekognition:DetectFaces rekognition:DetectLabels rekognition:DetectModerationLabels rekognition:DetectText @ *",
        ["RekognitionLabelsPolicy"] = "rekognition:DetectLabels rekognition:DetectModerationLabels @ *",
        ["RekognitionFacesPolicy"] = "rekognition:CompareFaces rekognition:DetectFaces @ *",
        ["ComprehendBasicAccessPolicy"] = "comprehend:BatchDetectKeyPhrases comprehend:DetectDominantLanguage comprehend:DetectEntities comprehend:BatchDetectEntities comprehend:DetectKeyPhrases comprehend:DetectSentiment comprehend:BatchDetectDominantLanguage comprehend:BatchDetectSentiment @ *",
        ["CodePipelineLambdaExecutionPolicy"] = "codepipeline:PutJobSuccessResult codepipeline:PutJobFailureResult @ *",
        ["EKSDescribePolicy"] = "eks:DescribeCluster eks:ListClusters @ *",
        ["CostExplorerReadOnlyPolicy"] = "ce:GetCostAndUsage ce:GetDimensionValues ce:GetReservationCoverage ce:GetReservationPurchaseRecommendation ce:GetReservationUtilization ce:GetTags @ *",
        ["OrganizationsListAccountsPolicy"] = "organizations:ListAccounts @ *",
        ["MobileAnalyticsWriteOnlyAccessPolicy"] = "mobileanalytics:PutEvents @ *",
        ["AWSSecretsManagerGetSecretValuePolicy"] = "secretsmanager:GetSecretValue @ {SecretArn}",
    }.ToFrozenDictionary();

    /// <summary>The policy document of a template with its parameters put in; unknown where Onus does not know the template.</summary>
    public static Value Document(string name, Value parameters, Place place, TemplateContext context)
    {
        if (!Templates.TryGetValue(name, out var text)) return Values.Unknown(UnknownCause.Macro, place, name);
        var statements = text.Split(" ; ").Select(statement => Statement(statement, parameters, place, context));
        return SamValues.Map(place, ("Version", Values.Text("2012-10-17", place)), ("Statement", SamValues.List(place, [.. statements])));
    }

    private static MapValue Statement(string text, Value parameters, Place place, TemplateContext context)
    {
        var parts = text.Split(" @ ");
        var actions = parts[0].Split(' ').Select(Value (action) => Values.Text(action, place));
        var resources = parts[1].Split(' ').Select(resource => Resource(resource, parameters, place, context));
        return SamValues.Map(
            place,
            ("Effect", Values.Text("Allow", place)),
            ("Action", SamValues.List(place, [.. actions])),
            ("Resource", SamValues.List(place, [.. resources])));
    }

    private static Value Resource(string pattern, Value parameters, Place place, TemplateContext context)
    {
        if (pattern == "*") return Values.Text("*", place);
        var parts = ImmutableArray.CreateBuilder<Value>();
        if (pattern[0] != '{') AddText("arn:${AWS::Partition}:", parts, place, context);
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        var literal = open < 0 ? pattern : pattern[..open];
        AddText(literal.Replace("~", "${AWS::Region}:${AWS::AccountId}", StringComparison.Ordinal), parts, place, context);
        while (open >= 0)
        {
            var close = pattern.IndexOf('}', open);
            parts.Add(Parameter(parameters, pattern[(open + 1)..close], place));
            open = pattern.IndexOf('{', close);
            parts.Add(Values.Text(open < 0 ? pattern[(close + 1)..] : pattern[(close + 1)..open], place));
        }

        return Values.Lift(parts.ToImmutable(), place, known =>
        {
            var assembly = new TextAssembly();
            foreach (var part in known) assembly.Add(part);
            return assembly.ToValue(place, "SAM policy template");
        });
    }

    private static Value Parameter(Value parameters, string name, Place place) => parameters is MapValue map && map.Get(name) is { } value and not AbsentValue
        ? value
        : Values.Unknown(UnknownCause.Expression, place, name);

    private static void AddText(string text, ImmutableArray<Value>.Builder parts, Place place, TemplateContext context)
    {
        foreach (var (part, isReference) in SubText.Split(text))
            parts.Add(isReference ? PseudoParameter.ValueAt(part, place, context) : Values.Text(part, place));
    }
}
