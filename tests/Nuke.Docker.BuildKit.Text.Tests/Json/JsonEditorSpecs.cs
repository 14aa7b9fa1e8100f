using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Text.Json;

namespace Nuke.Docker.BuildKit.Text.Tests.Json;

public sealed class JsonEditorSpecs
{
    [TestCase("", "{\n  \"a\": {\n    \"b\": true\n  }\n}\n")]
    [TestCase("{}", "{\n  \"a\": {\n    \"b\": true\n  }\n}")]
    [TestCase("{\"x\":1}", "{\"x\":1,\"a\":{\"b\":true}}")]
    [TestCase("{ \"x\": 1 }\n", "{ \"x\": 1, \"a\": {\"b\":true} }\n")]
    [TestCase("{\n\t\"x\": 1\n}", "{\n\t\"x\": 1,\n\t\"a\": {\n\t\t\"b\": true\n\t}\n}")]
    [TestCase("{\r\n    \"x\": 1\r\n}\r\n", "{\r\n    \"x\": 1,\r\n    \"a\": {\r\n        \"b\": true\r\n    }\r\n}\r\n")]
    [TestCase("{\n  \"a\": { \"x\" : 1.0e2 },\n  \"z\": \"\\u00e4\"\n}", "{\n  \"a\": { \"x\" : 1.0e2, \"b\": true },\n  \"z\": \"\\u00e4\"\n}")]
    [TestCase("{\"a\":{\"b\":false,\"c\":[1, 2]}}", "{\"a\":{\"b\":true,\"c\":[1, 2]}}")]
    [TestCase("{\n  \"a\": {}\n}", "{\n  \"a\": {\n    \"b\": true\n  }\n}")]
    [TestCase("{\"a\" :  {\"b\"  : true }}", "{\"a\" :  {\"b\"  : true }}")]
    [TestCase("\uFEFF{\"a\":{\"b\":1}}", "\uFEFF{\"a\":{\"b\":true}}")]
    public void Only_the_member_changes(string before, string after)
    {
        var editor = new JsonEditor(before);

        editor.Set(["a", "b"], JsonValue.Create(true));

        Assert.That(editor.Text, Is.EqualTo(after));
        Assert.That(editor.Get(["a", "b"])!.GetValue<bool>(), Is.True);
    }

    [TestCase("{\"a\": 1, \"b\": 2}", "{\"b\": 2}")]
    [TestCase("{\"b\": 2, \"a\": 1}", "{\"b\": 2}")]
    [TestCase("{\n  \"a\": 1\n}", "{\n  \n}")]
    [TestCase("{\"b\": 2}", "{\"b\": 2}")]
    public void A_member_is_removed_with_its_comma(string before, string after)
    {
        var editor = new JsonEditor(before);

        editor.Remove(["a"]);

        Assert.That(editor.Text, Is.EqualTo(after));
        Assert.That(() => JsonNode.Parse(editor.Text), Throws.Nothing);
    }

    [TestCase("[]", "it does not contain a JSON object")]
    [TestCase("{\n\"a\": 1}", "\"a\" in line 2 is not an object")]
    [TestCase("{\"a\": {},\n\"a\": {}}", "\"a\" exists twice, in line 1 and in line 2")]
    public void What_cannot_be_merged_is_an_error(string text, string message) => Assert.That(
        () => new JsonEditor(text).Set(["a", "b"], JsonValue.Create(true)),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message));

    [TestCase("{\"a\": 1,}")]
    [TestCase("{\"a\": 1} x")]
    [TestCase("{ // note\n}")]
    [TestCase("{")]
    public void Text_that_docker_refuses_is_an_error(string text) =>
        Assert.That(() => new JsonEditor(text).Set(["b"], JsonValue.Create(true)), Throws.InstanceOf<JsonException>());
}
