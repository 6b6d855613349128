using System.Text.RegularExpressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Catalogue.Facts;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Duties;

public sealed class DutySentenceTests(ITestOutputHelper output)
{
    private static readonly DutyModel Model = DutyFiles.Load();
    private static readonly ResourceFacts Facts = SchemaFiles.ReadFacts();

    private static readonly IReadOnlyList<DutyProfile> Profiles =
        [.. Facts.Types(Framework.CloudFormation).Concat(Facts.Types(Framework.Terraform)).Select(type => Model.ProfileFor(type)!)];

    private static IEnumerable<string> Sentences =>
        Profiles.SelectMany(profile => profile.Shares).Select(share => share.Sentence)
            .Concat(Model.MoverLines.Select(line => line.Says))
            .Concat(Model.Duties.Select(duty => duty.Line))
            .Distinct();

    [Fact]
    public void Sentences_are_short() => Assert.DoesNotContain(Sentences, sentence => sentence.Length is 0 or > 140);

    [Fact]
    public void Sentences_begin_with_a_capital_and_end_with_a_full_stop() =>
        Assert.DoesNotContain(Sentences, sentence => !char.IsUpper(sentence[0]) || !sentence.EndsWith('.'));

    [Fact]
    public void Nobody_is_talked_about_who_is_talked_to()
    {
        var wrong = new Regex(@"\b(customer'?s?|user must|one's own|our|we|ensure|please|simply|just|leverage|utilize|robust|seamless)\b", RegexOptions.IgnoreCase);
        Assert.DoesNotContain(Sentences, sentence => wrong.IsMatch(sentence));
    }

    [Fact]
    public void No_placeholder_is_left() => Assert.DoesNotContain(Sentences, sentence => sentence.Contains('{'));

    [Fact]
    public void What_is_yours_is_said_to_you()
    {
        var you = new Regex(@"\b(you|your|yours)\b", RegexOptions.IgnoreCase);
        var wrong = Profiles.SelectMany(profile => profile.Shares.Where(share => share.Owner == Owner.Shared && !you.IsMatch(share.Sentence)));
        Assert.Empty(wrong.Select(share => share.Sentence).Distinct());
        // A few sentences of the customer's speak of the thing itself; most must speak to the reader.
        var customers = Profiles.SelectMany(profile => profile.Shares).Where(share => share.Owner == Owner.Customer).Select(share => share.Sentence).Distinct().ToList();
        Assert.InRange(customers.Count(sentence => you.IsMatch(sentence)), customers.Count * 9 / 10, customers.Count);
    }

    [Fact]
    public void What_is_shared_names_both_parts()
    {
        var wrong = Profiles.SelectMany(profile => profile.Shares)
            .Where(share => share.Owner == Owner.Shared && share.Sentence.IndexOfAny([';', ',', '.']) == share.Sentence.Length - 1);
        Assert.Empty(wrong.Select(share => share.Sentence).Distinct());
    }

    [Fact]
    public void What_is_AWSs_gives_the_reader_no_order()
    {
        var order = new Regex("^(You|Your) ");
        Assert.Empty(Profiles.SelectMany(profile => profile.Shares).Where(share => share.Owner == Owner.Aws && order.IsMatch(share.Sentence)).Select(share => share.Sentence).Distinct());
    }

    [Fact]
    public void Services_whose_duties_differ_do_not_share_sentences()
    {
        // Parts (policies, settings, links …) have the same duty in every service; full services should sound like themselves.
        var byService = Profiles
            .Where(profile => Model.Services.Single(service => service.Id == profile.ServiceId).Archetype == profile.Archetype)
            .SelectMany(profile => profile.Shares.Where(share => share.Owner != Owner.Aws).Select(share => (profile.ServiceId, share.Sentence)))
            .Distinct()
            .GroupBy(pair => pair.Sentence)
            .Select(group => (Sentence: group.Key, Services: group.Count()))
            .OrderByDescending(pair => pair.Services)
            .ToList();
        foreach (var (sentence, services) in byService.Take(25)) output.WriteLine($"{services,4}  {sentence}");
        Assert.InRange(byService[0].Services, 1, Model.Services.Length / 10);
    }

    [Fact]
    public void The_best_known_services_say_most_of_their_layers_in_their_own_words()
    {
        string[] services = ["ec2", "s3", "rds", "lambda", "ecs", "eks", "dynamodb", "iam", "kms", "sqs", "sns", "elb", "cloudfront", "opensearch", "redshift"];
        foreach (var id in services)
        {
            var service = Model.Services.Single(candidate => candidate.Id == id);
            Assert.True(service.Saying.Shares.Length >= 7, id);
        }
    }

    [Theory]
    [InlineData("AWS::SQS::QueueInlinePolicy", "Amazon SQS queue inline policy", "access-policy")]
    [InlineData("aws_sqs_queue_policy", "Amazon SQS queue policy", "access-policy")]
    [InlineData("AWS::RDS::DBProxyEndpoint", "Amazon RDS DB proxy endpoint", "managed-relational")]
    [InlineData("aws_nat_gateway_eip_association", "Amazon VPC NAT gateway EIP association", "network-rule")]
    [InlineData("AWS::EC2::TransitGatewayRoute", "AWS Transit Gateway route", "network-rule")]
    [InlineData("aws_ec2_transit_gateway_route_table", "AWS Transit Gateway route table", "network-rule")]
    [InlineData("AWS::ElastiCache::ParameterGroup", "Amazon ElastiCache parameter group", "settings")]
    [InlineData("AWS::ElastiCache::User", "Amazon ElastiCache user", "managed-nosql")]
    [InlineData("AWS::EC2::Volume", "Amazon EBS volume", "block-file-storage")]
    [InlineData("AWS::EC2::VPC", "Amazon VPC", "networking-edge")]
    [InlineData("AWS::S3::BucketPolicy", "Amazon S3 bucket policy", "access-policy")]
    [InlineData("AWS::AutoScaling::LaunchConfiguration", "Amazon EC2 Auto Scaling launch configuration", "iaas-compute")]
    [InlineData("aws_db_event_subscription", "Amazon RDS event subscription", "notification")]
    [InlineData("AWS::AppSync::ApiKey", "AWS AppSync API key", "credential")]
    [InlineData("AWS::EC2::IPv4Pool", "Amazon VPC IPv4 pool", "networking-edge")]
    public void A_type_is_called_by_its_name(string type, string noun, string archetype)
    {
        var profile = Model.ProfileFor(type)!;
        Assert.Equal((noun, archetype), (profile.Noun, profile.Archetype));
    }

    [Theory]
    [InlineData("Amazon SQS", "SQS")]
    [InlineData("AWS CodeBuild", "CodeBuild")]
    [InlineData("AWS Step Functions", "Step Functions")]
    [InlineData("AWS Config", "AWS Config")]
    [InlineData("Elastic Load Balancing", "Elastic Load Balancing")]
    public void A_sentence_calls_a_service_as_people_do(string name, string expected) => Assert.Equal(expected, TypeModel.InSentence(name));

    [Fact]
    public void A_description_adds_to_the_noun() =>
        Assert.Empty(Model.NamedTypes.Where(named => named.Noun.EndsWith(named.What, StringComparison.OrdinalIgnoreCase)).Select(named => $"{named.Noun} — {named.What}"));

    [Fact]
    public void Nouns_are_not_doubled()
    {
        var doubled = new Regex(@"\b(\w{3,}) \1\b", RegexOptions.IgnoreCase);
        Assert.Empty(Profiles.Where(profile => doubled.IsMatch(profile.Noun)).Select(profile => $"{profile.Type}: {profile.Noun}"));
    }

    [Fact]
    public void Sources_are_pages_of_AWS()
    {
        foreach (var profile in Profiles)
        {
            Assert.Matches("^https://(docs\\.aws\\.amazon\\.com|aws\\.amazon\\.com)/[^ ]+$", profile.SourceUrl);
            Assert.NotEmpty(profile.SourceTitle);
        }

        var own = Profiles.Count(profile => profile.SourceUrl.StartsWith("https://docs.", StringComparison.Ordinal));
        output.WriteLine($"{own} of {Profiles.Count} types name a page of their service");
        Assert.InRange(own, Profiles.Count * 9 / 10, Profiles.Count);
    }

    [Fact]
    public void Movers_move_a_layer_that_their_type_has()
    {
        foreach (var line in Model.MoverLines)
        {
            Assert.True(Facts.HasType(line.Type), line.Type);
            Assert.True(Model.ProfileFor(line.Type)!.ShareOf(line.Layer) is not null, $"{line.Id}: {line.Type} has no {line.Layer}");
        }
    }

    [Fact]
    public void A_mover_takes_the_place_of_the_share_of_its_layer()
    {
        var profile = Model.ProfileFor("AWS::ECS::Service")!;
        var fargate = profile.Movers.Single(mover => mover.Id == "ecs-on-fargate");
        var moved = profile.SharesWith([fargate]);
        Assert.Equal(Owner.Customer, profile.ShareOf("guest-os-patching")!.Owner);
        Assert.Equal(new Share("guest-os-patching", Owner.Aws, fargate.Sentence, IsOwn: true), moved.Single(share => share.LayerId == "guest-os-patching"));
        Assert.Equal(profile.Shares.Length, moved.Length);
    }

    [Fact]
    public void Every_mover_exists_for_both_frameworks_or_only_where_the_property_does()
    {
        // CloudFormation cannot import a certificate; Terraform has a type of its own for a cluster's instance.
        string[] oneSided = ["certificate-imported", "rds-cluster-member", "rds-cluster-member-backups"];
        foreach (var mover in Model.MoverLines.GroupBy(line => line.Id))
        {
            var frameworks = mover.Select(line => line.Type.StartsWith("aws_", StringComparison.Ordinal)).Distinct().Count();
            Assert.Equal(oneSided.Contains(mover.Key) ? 1 : 2, frameworks);
        }
    }

    [Theory]
    [InlineData("archetypes.yaml", "customer-data: You decide what is stored on the machine", "customer-dat: You decide what is stored on the machine", "There is no layer `customer-dat`.")]
    [InlineData("services.yaml", "archetype: iaas-compute", "archetype: iaas-computer", "There is no archetype `iaas-computer`; did you mean `iaas-compute`?")]
    [InlineData("services.yaml", "    what: virtual machines\n", "", "`what` is missing.")]
    [InlineData("movers.yaml", "    to: aws\n    says: On Fargate", "    to: us\n    says: On Fargate", "`to` is `us`; it must be one of customer, shared, aws.")]
    [InlineData("movers.yaml", "source: eks-auto\n", "source: eks-autos\n", "There is no source `eks-autos` at the top of the file.")]
    [InlineData("types.yaml", "noun: Amazon EC2 instance\n", "noun: Amazon EC2 instance\n    nown: x\n", "`nown` is not a field here; did you mean `noun`")]
    [InlineData("services.yaml", "terraform: [autoscaling]", "terraform: [autoscaling, instance]", "Two services claim `aws_instance`.")]
    public void What_is_wrong_in_a_text_is_said(string file, string written, string instead, string message)
    {
        var model = DutyFiles.LoadWith(file, text =>
        {
            Assert.Contains(written, text, StringComparison.Ordinal);
            var at = text.IndexOf(written, StringComparison.Ordinal);
            return text[..at] + instead + text[(at + written.Length)..];
        });
        Assert.Contains(model.Problems, problem => problem.Message.StartsWith(message, StringComparison.Ordinal));
    }
}
