using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Catalogue.Facts;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Duties;

public sealed class DutyCoverageTests(ITestOutputHelper output)
{
    private static readonly DutyModel Model = DutyFiles.Load();
    private static readonly ResourceFacts Facts = SchemaFiles.ReadFacts();

    [Fact]
    public void The_texts_are_sound() => Assert.Empty(Model.Problems.Select(problem => problem.ToString()));

    [Fact]
    public void There_are_sixteen_layers_and_twelve_duties()
    {
        Assert.Equal(16, Model.Layers.Length);
        Assert.Equal(12, Model.Duties.Length);
    }

    [Theory]
    [InlineData(Framework.CloudFormation)]
    [InlineData(Framework.Terraform)]
    public void Every_type_has_a_profile(Framework framework)
    {
        var types = Facts.Types(framework).ToList();
        var without = types.Where(type => Model.ProfileFor(type) is null).ToList();
        Assert.True(without.Count == 0, "Name their service in schemas/duties/services.yaml: " + string.Join(", ", without));
        var own = types.Count(type => Model.ProfileFor(type)!.Shares.Any(share => share.IsOwn));
        var ofSpoken = types.Count(type => Model.Services.Single(service => service.Id == Model.ProfileFor(type)!.ServiceId).Saying.Shares.Length > 0);
        output.WriteLine($"{framework}: {types.Count - without.Count} of {types.Count} types have a profile (100 %)");
        output.WriteLine($"  {ofSpoken} ({100 * ofSpoken / types.Count} %) are of services with sentences of their own");
        output.WriteLine($"  {own} ({100 * own / types.Count} %) say such a sentence themselves; the others are parts (policies, settings, links) that say those of their kind");
        Assert.True(ofSpoken > types.Count * 6 / 10);
        Assert.True(own > types.Count * 4 / 10);
    }

    [Fact]
    public void At_least_sixty_services_have_sentences_of_their_own()
    {
        var own = Model.Services.Count(service => service.Saying.Shares.Length >= 2);
        output.WriteLine($"{own} of {Model.Services.Length} services have sentences of their own, the others those of their kind");
        Assert.InRange(own, 60, Model.Services.Length);
    }

    [Fact]
    public void Every_beginning_of_a_service_begins_a_type()
    {
        var types = Facts.Types(Framework.CloudFormation).Concat(Facts.Types(Framework.Terraform)).ToList();
        var used = types.Select(type => Model.ProfileFor(type)!.ServiceId).ToHashSet();
        Assert.Empty(Model.Services.Where(service => !used.Contains(service.Id)).Select(service => service.Id));
        foreach (var service in Model.Services)
        {
            foreach (var beginning in service.CloudFormation)
                Assert.Contains(types, type => type.StartsWith("AWS::" + beginning, StringComparison.Ordinal) || type.StartsWith(beginning, StringComparison.Ordinal));
            foreach (var beginning in service.Terraform)
                Assert.Contains(types, type => type.StartsWith("aws_" + beginning, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_named_type_exists() =>
        Assert.DoesNotContain(Model.NamedTypes.SelectMany(named => named.Types), type => !Facts.HasType(type));

    [Theory]
    [InlineData("AWS::NewService::Thing")]
    [InlineData("AWS::S3New::Thing")]
    [InlineData("aws_newservice_thing")]
    [InlineData("Custom::Thing")]
    [InlineData("azurerm_thing")]
    [InlineData("")]
    public void A_type_that_no_service_claims_has_no_profile(string type) => Assert.Null(Model.ProfileFor(type));

    [Fact]
    public void A_new_type_of_a_known_service_has_the_service_profile()
    {
        var profile = Model.ProfileFor("AWS::SQS::SomethingNew");
        Assert.Equal("Amazon SQS something new", profile?.Noun);
        Assert.Equal("sqs", profile?.ServiceId);
    }

    [Fact]
    public void A_profile_is_made_once() => Assert.Same(Model.ProfileFor("AWS::S3::Bucket"), Model.ProfileFor("AWS::S3::Bucket"));

    [Fact]
    public void The_same_profile_comes_to_many_threads()
    {
        var model = DutyFiles.Load();
        var types = Facts.Types(Framework.CloudFormation).Take(300).ToList();
        var counts = new int[8];
        Parallel.For(0, counts.Length, i => counts[i] = types.Count(type => model.ProfileFor(type) is not null));
        Assert.All(counts, count => Assert.Equal(types.Count, count));
    }

    [Fact]
    public void Shares_stand_in_the_order_of_the_layers_and_once_each()
    {
        var order = Model.Layers.Select(layer => layer.Id).ToList();
        foreach (var profile in AllProfiles())
        {
            var places = profile.Shares.Select(share => order.IndexOf(share.LayerId)).ToList();
            Assert.Equal(places.Distinct().Order(), places);
        }
    }

    [Fact]
    public void Every_profile_has_a_part_of_the_customers_and_of_AWSs()
    {
        foreach (var profile in AllProfiles())
        {
            Assert.Contains(profile.Shares, share => share.Owner == Owner.Customer);
            Assert.Contains(profile.Shares, share => share.Owner == Owner.Aws);
        }
    }

    [Fact]
    public void A_resource_that_stores_data_says_who_owns_data_encryption_and_backup()
    {
        var bare = Facts.Types(Framework.CloudFormation)
            .Where(Facts.IsStateful)
            .Select(type => Model.ProfileFor(type)!)
            .Where(profile => profile.ShareOf("customer-data") is null || profile.ShareOf("identity-access") is null);
        Assert.Empty(bare.Select(profile => profile.Type));
    }

    [Fact]
    public void Every_duty_of_a_control_falls_in_a_known_layer()
    {
        var layers = Model.Layers.Select(layer => layer.Id).ToHashSet();
        Assert.All(Model.Duties, duty => Assert.Contains(duty.LayerId, layers));
    }

    private static IEnumerable<DutyProfile> AllProfiles() =>
        Facts.Types(Framework.CloudFormation).Concat(Facts.Types(Framework.Terraform)).Select(type => Model.ProfileFor(type)!);
}
