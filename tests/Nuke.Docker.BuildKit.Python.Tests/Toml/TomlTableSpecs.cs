using System.Text;
using Nuke.Docker.BuildKit.Python.Toml;

namespace Nuke.Docker.BuildKit.Python.Tests.Toml;

public sealed class TomlTableSpecs
{
    [TestCase("", "{}")]
    [TestCase("\n\n", "{}")]
    [TestCase("  \t", "{}")]
    [TestCase("# only a comment", "{}")]
    [TestCase("#", "{}")]
    [TestCase("# tab\tand \u00e9\n", "{}")]
    [TestCase("a=1", "{a: 1}")]
    [TestCase("a\t=\t1\t", "{a: 1}")]
    [TestCase("  a = 1 # comment\r\nb = 2\r\n", "{a: 1, b: 2}")]
    [TestCase("b = 1\na = 2", "{b: 1, a: 2}")]
    [TestCase("\uFEFFa = 1", "{a: 1}")]
    // Keys.
    [TestCase("1234 = 1", "{1234: 1}")]
    [TestCase("-a_b- = 1", "{'-a_b-': 1}")]
    [TestCase("true = 1\ninf = 2\n1e3 = 3", "{true: 1, inf: 2, 1e3: 3}")]
    [TestCase("3.14 = 1", "{3: {14: 1}}")]
    [TestCase("1979-05-27 = 1", "{'1979-05-27': 1}")]
    [TestCase("\"\" = 1", "{'': 1}")]
    [TestCase("'' = 1", "{'': 1}")]
    [TestCase("\"a.b\" = 1", "{'a.b': 1}")]
    [TestCase("\"a\\nb\" = 1", """{'a\a.b': 1}""")]
    [TestCase("'a\\nb' = 1", """{'a\5c.nb': 1}""")]
    [TestCase("\"\u00e9\" = 1", """{'\e9.': 1}""")]
    [TestCase("a.\"b.c\".'d' = 1", "{a: {'b.c': {d: 1}}}")]
    [TestCase("a . b\t.c = 1", "{a: {b: {c: 1}}}")]
    [TestCase("a.b = 1\na.c = 2", "{a: {b: 1, c: 2}}")]
    [TestCase("a.b = 1\nx = 2\na.c = 3", "{a: {b: 1, c: 3}, x: 2}")]
    [TestCase("a.b.c = 1\na.d = 2\na.b.e = 3", "{a: {b: {c: 1, e: 3}, d: 2}}")]
    // Headers.
    [TestCase("[a]", "{a: {}}")]
    [TestCase("[a]\nb = 1\n[c]\nd = 2", "{a: {b: 1}, c: {d: 2}}")]
    [TestCase("[a.b.c]\nd = 1", "{a: {b: {c: {d: 1}}}}")]
    [TestCase("[ a . b ]", "{a: {b: {}}}")]
    [TestCase("[a.\"b.c\".'d']", "{a: {'b.c': {d: {}}}}")]
    [TestCase("[\"\"]\na = 1", "{'': {a: 1}}")]
    [TestCase("  [a] # comment\n  b = 1", "{a: {b: 1}}")]
    [TestCase("[a.b]\nc = 1\n[a]\nd = 2", "{a: {b: {c: 1}, d: 2}}")]
    [TestCase("[a]\n[a.b]\n[a.c]", "{a: {b: {}, c: {}}}")]
    [TestCase("[a.b]\n[x]\n[a.c]", "{a: {b: {}, c: {}}, x: {}}")]
    [TestCase("[a]\nb.c = 1\nb.d = 2", "{a: {b: {c: 1, d: 2}}}")]
    [TestCase("[a]\nb.c = 1\n[a.b.d]\ne = 2", "{a: {b: {c: 1, d: {e: 2}}}}")]
    [TestCase("[a.b.c]\n[a]\nb.d = 1", "{a: {b: {c: {}, d: 1}}}")]
    [TestCase("a.b = 1\n[a.c]", "{a: {b: 1, c: {}}}")]
    [TestCase("a = 1\n[b]\na = 2", "{a: 1, b: {a: 2}}")]
    // Arrays of tables.
    [TestCase("[[a]]", "{a: [{}]}")]
    [TestCase("[[a]]\nb = 1\n[[a]]\nb = 2", "{a: [{b: 1}, {b: 2}]}")]
    [TestCase("[[ a . b ]]", "{a: {b: [{}]}}")]
    [TestCase("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2", "{a: [{b: {c: 1}}, {b: {c: 2}}]}")]
    [TestCase("[[a]]\n[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n[[a]]", "{a: [{b: [{c: 1}, {c: 2}]}, {}]}")]
    [TestCase("[[a]]\nb.c = 1\n[[a]]\nb.c = 2", "{a: [{b: {c: 1}}, {b: {c: 2}}]}")]
    [TestCase("[[a.b]]\n[a]\nc = 1", "{a: {b: [{}], c: 1}}")]
    [TestCase("[a]\n[[a.b]]\n[a.c]", "{a: {b: [{}], c: {}}}")]
    [TestCase("[[a]]\n[b]\n[[a]]", "{a: [{}, {}], b: {}}")]
    [TestCase("[[a]] # comment\r\nb = 1", "{a: [{b: 1}]}")]
    // As projects write it.
    [TestCase("[tool.poetry.dependencies]\npython = \"^3.11\"\nuvicorn = { version = \"*\", extras = [\"standard\"] }",
        "{tool: {poetry: {dependencies: {python: '^3.11', uvicorn: {version: '*', extras: ['standard']}}}}}")]
    [TestCase("[[package]]\nname = \"a\"\nwheels = [\n    { url = \"x\" },\n]\n\n[package.metadata]\nk = []\n\n[[package]]\nname = \"b\"",
        "{package: [{name: 'a', wheels: [{url: 'x'}], metadata: {k: []}}, {name: 'b'}]}")]
    public void Documents(string document, string expected)
    {
        var table = TomlDocument.Parse(document);

        Assert.That(TomlText.Of(table), Is.EqualTo(expected));
    }

    [Test]
    public void Positions_are_those_of_the_text()
    {
        const string document = """
            name = "x"
              [tool.uv]
            "kéy" = [1,
                2]
            "😀" = {a = 3}
            """;

        var table = TomlDocument.Parse(document);

        var uv = (TomlTable)table.Find("tool", "uv")!;
        uv.TryGet("kéy", out var entry);
        Assert.Multiple(() =>
        {
            Assert.That(table["name"]!.Position, Is.EqualTo(new TomlPosition(1, 8)));
            Assert.That(uv.Position, Is.EqualTo(new TomlPosition(2, 3)));
            Assert.That(entry!.KeyPosition, Is.EqualTo(new TomlPosition(3, 1)));
            Assert.That(entry!.Value.Position, Is.EqualTo(new TomlPosition(3, 9)));
            Assert.That(((TomlArray)entry!.Value).Items[1].Position, Is.EqualTo(new TomlPosition(4, 5)));
            Assert.That(uv["😀"]!.Position, Is.EqualTo(new TomlPosition(5, 7)));
        });
    }

    [Test]
    public void A_path_that_leads_through_a_value_leads_nowhere() =>
        Assert.That(TomlDocument.Parse("a = 1").Find("a", "b"), Is.Null);

    [Test]
    public void Bytes_with_a_byte_order_mark_are_read()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("a = \"é\"")];

        Assert.That(TomlText.Of(TomlDocument.Parse(bytes)), Is.EqualTo("""{a: '\e9.'}"""));
    }

    [TestCase(new byte[] { 0x61, 0x0A, 0x23, 0xFF }, "2:2", "Save the file as UTF-8")]
    [TestCase(new byte[] { 0x23, 0xC3 }, "1:2", "Save the file as UTF-8")]
    [TestCase(new byte[] { 0x23, 0xED, 0xA0, 0x80 }, "1:2", "Save the file as UTF-8")]
    [TestCase(new byte[] { 0x23, 0xC0, 0x80 }, "1:2", "Save the file as UTF-8")]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "1:1", "UTF-16")]
    public void Bytes_that_are_not_Utf8_are_refused_with_their_place(byte[] bytes, string position, string cure)
    {
        var error = Assert.Throws<TomlException>(() => TomlDocument.Parse(bytes, "x.toml"));

        Assert.That(error!.Message, Does.StartWith($"x.toml:{position}: ").And.Contain(cure));
    }

    [Test]
    public void Nesting_beyond_reason_is_refused_before_the_stack_is_full()
    {
        var deep = $"a = {new string('[', 100_000)}";

        Assert.That(() => TomlDocument.Parse(deep), Throws.TypeOf<TomlException>().With.Message.Contains("nested"));
    }
}
