using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Text.Tests.Toml;

public sealed class TomlEditorSpecs
{
    [TestCase("", "[worker.oci]\ngc = true\n")]
    [TestCase("# mine\ndebug = true", "# mine\ndebug = true\n\n[worker.oci]\ngc = true\n")]
    [TestCase("[worker.oci]\n  gc = false # why\n  x = 1\n", "[worker.oci]\n  gc = true # why\n  x = 1\n")]
    [TestCase("[worker.oci]\n  x = 1 # ü\n\n[other]\n", "[worker.oci]\n  x = 1 # ü\n  gc = true\n\n[other]\n")]
    [TestCase("[worker.oci]\r\n[other]\r\n", "[worker.oci]\r\ngc = true\r\n[other]\r\n")]
    [TestCase("[worker.oci]", "[worker.oci]\ngc = true\n")]
    [TestCase("[[worker.oci.gcpolicy]]\nall = true\n", "[[worker.oci.gcpolicy]]\nall = true\n\n[worker.oci]\ngc = true\n")]
    [TestCase("worker.oci.x = 1\ny = 2\n", "worker.oci.x = 1\nworker.oci.gc = true\ny = 2\n")]
    [TestCase("[worker]\noci.x = 1\n", "[worker]\noci.x = 1\noci.gc = true\n")]
    [TestCase("worker = { oci = { x = 1 } }\n", "worker = { oci = { x = 1, gc = true } }\n")]
    [TestCase("worker = { x = 1 }\n", "worker = { x = 1, oci.gc = true }\n")]
    [TestCase("worker = {}\n", "worker = { oci.gc = true }\n")]
    [TestCase("[worker.oci]\nx = [\n  1,\n]\n", "[worker.oci]\nx = [\n  1,\n]\ngc = true\n")]
    [TestCase("[worker.oci]\nx = 'Ä 🐳'\ngc=false\n", "[worker.oci]\nx = 'Ä 🐳'\ngc=true\n")]
    public void A_key_is_set_in_the_notation_of_the_file(string before, string after)
    {
        var editor = new TomlEditor(before, "b.toml");

        editor.Set(["worker", "oci", "gc"], "true");

        Assert.That(editor.Text, Is.EqualTo(after));
        Assert.That(((TomlBoolean)editor.Root.Find("worker", "oci", "gc")!).Value, Is.True);
    }

    [TestCase("a = 1\n", "a = 1\n\n[[w.p]]\nx = 1\n\n[[w.p]]\nx = 2\n")]
    [TestCase("[[w.p]]\ny = 0\n# kept\n\n[[w.p]]\n[w.p.q]\nz = 0\n\n[b]\nc = 1\n", "[[w.p]]\nx = 1\n\n[[w.p]]\nx = 2\n# kept\n\n[b]\nc = 1\n")]
    [TestCase("[w]\np = [ { y = 1 } ] # note\n", "[w]\np = [{ x = 1 }, { x = 2 }] # note\n")]
    [TestCase("w = { a = 1 }\n", "w = { a = 1, p = [{ x = 1 }, { x = 2 }] }\n")]
    public void Tables_are_replaced_in_the_notation_of_the_file(string before, string after)
    {
        var editor = new TomlEditor(before, "b.toml");

        editor.SetTables(["w", "p"], [["x = 1"], ["x = 2"]]);

        Assert.That(editor.Text, Is.EqualTo(after));
        Assert.That(((TomlArray)editor.Root.Find("w", "p")!).Items, Has.Count.EqualTo(2));
    }

    [TestCase("[a]\nold = 1 # c\nb = 2\n", "[a]\nnew = 1 # c\nb = 2\n", "[a]\nb = 2\n")]
    [TestCase("a = { old = 1, b = 2 }\n", "a = { new = 1, b = 2 }\n", "a = { b = 2 }\n")]
    [TestCase("a = { b = 2, old = 1 }\n", "a = { b = 2, new = 1 }\n", "a = { b = 2 }\n")]
    [TestCase("a.old = 1\n", "a.new = 1\n", "")]
    public void A_key_is_renamed_and_removed(string before, string renamed, string removed)
    {
        var one = new TomlEditor(before, "b.toml");
        var other = new TomlEditor(before, "b.toml");

        one.Rename(((TomlTable)one.Root["a"]!).Entry("old")!, "new");
        var table = (TomlTable)other.Root["a"]!;
        other.Remove(table, table.Entry("old")!);

        Assert.That(one.Text, Is.EqualTo(renamed));
        Assert.That(other.Text, Is.EqualTo(removed));
    }

    [Test]
    public void A_value_in_the_place_of_a_table_is_an_error_with_its_line() => Assert.That(
        () => new TomlEditor("\nworker = 1\n", "b.toml").Set(["worker", "oci", "gc"], "true"),
        Throws.TypeOf<TomlSyntaxException>().With.Property(nameof(TomlSyntaxException.Line)).EqualTo(2).With.Message.Contains("worker has the kind integer"));

    [TestCase("a-b_1", "a-b_1")]
    [TestCase("docker.io", "\"docker.io\"")]
    [TestCase("a\"\\\n\u0001", "\"a\\\"\\\\\\n\\u0001\"")]
    public void Keys_are_quoted_if_necessary(string key, string written) => Assert.That(TomlWriter.Key(key), Is.EqualTo(written));
}
