using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Templates.Terraform;

public class ModuleTests
{
    private const string Child = """
        {
          "variable": {"name": {}, "on": {"default": true}, "logged": {"default": false}},
          "locals": {"full": "${var.name}-b"},
          "resource": {"aws_s3_bucket": {"b": {"bucket": "${local.full}", "x": "${var.on ? 1 : 2}"}}, "aws_log": {"l": {"count": "${var.logged ? 1 : 0}", "bucket": "${aws_s3_bucket.b.id}"}}},
          "output": {"name": {"value": "${local.full}"}, "id": {"value": "${aws_s3_bucket.b.id}"}}
        }
        """;

    [Fact]
    public void A_local_module_is_read_with_its_inputs_and_outputs()
    {
        var template = new Folder()
            .With("main.tf.json", """
                {"variable": {"app": {"default": "shop"}, "log": {}},
                 "module": {"store": {"source": "./modules/store", "name": "${var.app}", "logged": "${var.log}"}},
                 "resource": {"t": {"x": {"name": "${module.store.name}", "id": "${module.store.id}"}}}}
                """)
            .With("modules/store/main.tf.json", Child)
            .Read();
        var bucket = Folder.Resource(template, "module.store.aws_s3_bucket.b");
        var log = Folder.Resource(template, "module.store.aws_log.l");
        var user = Folder.Resource(template, "t.x").Body;

        Assert.Equal("{bucket: 'shop-b', x: 1}", Folder.Show(bucket.Body));
        Assert.Equal("modules/store/main.tf.json", bucket.NamePlace.Document.Path);
        Assert.Equal("\"${local.full}\"", bucket.Body.Get("bucket").Place.Text);
        Assert.Equal("app", bucket.Body.Get("bucket").Derivation?.Parameter);
        Assert.Equal("Attribute(${module.store.aws_s3_bucket.b.id})→module.store.aws_s3_bucket.b#id", Folder.Show(log.Body.Get("bucket")));
        Assert.Equal("<var.log>", Folder.Show(Assert.IsType<Condition>(log.Condition).Logic));
        Assert.Equal("{name: 'shop-b', id: Attribute(${module.store.aws_s3_bucket.b.id})→module.store.aws_s3_bucket.b#id}", Folder.Show(user));
        Assert.Equal(["main.tf.json", "modules/store/main.tf.json"], template.Documents.Select(d => d.Path));
        Assert.True(template.IsWhole);
        Assert.Empty(template.Problems);
    }

    [Fact]
    public void A_module_called_many_times_or_not_at_all_carries_its_condition()
    {
        var template = new Folder()
            .With("main.tf.json", """
                {"variable": {"on": {}},
                 "module": {"one": {"source": "./m", "count": "${var.on ? 1 : 0}", "name": "a"}, "many": {"source": "./m", "for_each": {"k": "p", "l": "q"}, "name": "${each.value}", "logged": true}},
                 "resource": {"t": {"x": {"a": "${module.one[0].name}", "b": "${module.many[\"k\"].id}"}}}}
                """)
            .With("m/main.tf.json", Child)
            .Read();

        Assert.Equal("<var.on>", Folder.Show(Assert.IsType<Condition>(Folder.Resource(template, "module.one.aws_s3_bucket.b").Condition).Logic));
        Assert.Null(Folder.Resource(template, "module.many.aws_log.l").Condition);
        Assert.Equal("Expression(${each.value}-b)", Folder.Show(Folder.Resource(template, "module.many.aws_s3_bucket.b").Body.Get("bucket")));
        Assert.Equal("'a-b'", Folder.Show(Folder.Resource(template, "t.x").Body.Get("a")));
    }

    [Fact]
    public void Modules_nest_by_paths_from_their_own_folder()
    {
        var template = new Folder()
            .With("main.tf.json", """{"module": {"a": {"source": "./m/a", "v": "deep"}}}""")
            .With("m/a/main.tf.json", """{"variable": {"v": {}}, "module": {"b": {"source": "../b", "v": "${var.v}"}}}""")
            .With("m/b/main.tf.json", """{"variable": {"v": {}}, "resource": {"t": {"x": {"v": "${var.v}"}}}}""")
            .Read();

        Assert.Equal("'deep'", Folder.Show(Folder.Resource(template, "module.a.module.b.t.x").Body.Get("v")));
    }

    [Fact]
    public void A_module_that_cannot_be_read_hides_what_it_holds()
    {
        var template = new Folder()
            .With("main.tf.json", """{"module": {"gone": {"source": "./gone"}, "hcl": {"source": "./hcl"}}, "resource": {"t": {"x": {"v": "${module.gone.id}"}}}}""")
            .With("hcl/main.tf", "")
            .Read();

        Assert.Equal(["module `gone` (./gone) cannot be read", "module `hcl` (./hcl) has files that Onus does not read"], template.Hidden.Order());
        Assert.Equal("Import(${module.gone.id})", Folder.Show(Folder.Resource(template, "t.x").Body.Get("v")));
        Assert.Empty(template.Problems);
    }

    [Fact]
    public void A_module_that_calls_itself_ends()
    {
        var template = new Folder().With("main.tf.json", """{"module": {"m": {"source": "./m"}}}""").With("m/main.tf.json", """{"module": {"m": {"source": "../m"}}}""").Read();

        Assert.Contains(template.Hidden, h => h.Contains("nested deeper"));
    }

    [Fact]
    public void A_missing_output_is_a_problem()
    {
        var template = new Folder()
            .With("main.tf.json", """{"module": {"m": {"source": "./m", "name": "a"}}, "resource": {"t": {"x": {"v": "${module.m.nope}"}}}}""")
            .With("m/main.tf.json", Child)
            .Read();

        Assert.Equal("The module `m` has no output `nope`. Declare it there, or correct the name.", Assert.Single(template.Problems).Message);
    }
}
