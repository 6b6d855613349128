using Onus.Engine.Catalogue;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Fixes.Writing;

public sealed class JsonWritingTests
{
    [Theory]
    [InlineData("{\n  \"A\": {\n    \"B\": 1\n  }\n}\n", "{\n  \"A\": {\n    \"B\": 1,\n    \"C\": {\n      \"D\": true\n    }\n  }\n}\n")]
    [InlineData("{\n    \"A\": {\n        \"B\": 1\n    }\n}\n", "{\n    \"A\": {\n        \"B\": 1,\n        \"C\": {\n            \"D\": true\n        }\n    }\n}\n")]
    [InlineData("{\n\t\"A\": {\n\t\t\"B\": 1\n\t}\n}\n", "{\n\t\"A\": {\n\t\t\"B\": 1,\n\t\t\"C\": {\n\t\t\t\"D\": true\n\t\t}\n\t}\n}\n")]
    [InlineData("{\"A\":{\"B\":1}}", "{\"A\":{\"B\":1,\"C\":{\"D\":true}}}")]
    [InlineData("{ \"A\": { \"B\": 1 } }", "{ \"A\": { \"B\": 1, \"C\": { \"D\": true } } }")]
    [InlineData("{\r\n  \"A\": {\r\n    \"B\": 1\r\n  }\r\n}", "{\r\n  \"A\": {\r\n    \"B\": 1,\r\n    \"C\": {\r\n      \"D\": true\r\n    }\r\n  }\r\n}")]
    [InlineData("{\n  \"A\": {}\n}\n", "{\n  \"A\": {\n    \"C\": {\n      \"D\": true\n    }\n  }\n}\n")]
    [InlineData("{\n  \"A\" : {\n    \"B\" : 1\n  }\n}\n", "{\n  \"A\" : {\n    \"B\" : 1,\n    \"C\" : {\n      \"D\" : true\n    }\n  }\n}\n")]
    public void Entries_are_added_in_the_files_own_form(string before, string after)
    {
        Assert.Equal(after, Edited.Set(before, "A.C.D", true));
    }

    [Theory]
    [InlineData("{\"A\": false}", "{\"A\": true}")]
    [InlineData("{\"A\": \"false\"}", "{\"A\": \"true\"}")]
    [InlineData("{\"A\": null}", "{\"A\": true}")]
    public void A_value_is_replaced_in_place(string before, string after)
    {
        Assert.Equal(after, Edited.Set(before, "A", true));
    }

    [Theory]
    [InlineData("{\n  \"A\": 1,\n  \"B\": 2\n}", "A", "{\n  \"B\": 2\n}")]
    [InlineData("{\n  \"A\": 1,\n  \"B\": 2\n}", "B", "{\n  \"A\": 1\n}")]
    [InlineData("{\"A\":[1,2,3]}", "A[0]", "{\"A\":[2,3]}")]
    [InlineData("{\"A\":[1,2,3]}", "A[2]", "{\"A\":[1,2]}")]
    [InlineData("{\"A\":[1]}", "A[0]", "{\"A\":[]}")]
    public void Removing_leaves_the_commas_right(string before, string path, string after)
    {
        Assert.Equal(after, Edited.Remove(before, path));
    }

    [Fact]
    public void Items_are_added_to_lists()
    {
        Assert.Equal("{\"A\": [\"x\", \"y\"]}", Edited.Add("{\"A\": [\"x\"]}", "A", Edited.Text("y")));
        Assert.Equal("{\n  \"A\": [\n    \"x\",\n    \"y\"\n  ]\n}", Edited.Add("{\n  \"A\": [\n    \"x\"\n  ]\n}", "A", Edited.Text("y")));
    }

    [Fact]
    public void Texts_are_escaped()
    {
        Assert.Equal("{\"A\": \"x\", \"B\": \"say \\\"no\\\" \\\\ \\n\"}", Edited.Set("{\"A\": \"x\"}", "B", new FixScalar("say \"no\" \\ \n", ScalarKind.Text)));
    }
}
