using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Builds.Compose;

/// <summary>Compose files before and after the edit are in Editor/.</summary>
public sealed class ComposeFileEditorSpecs
{
    [TestCase("short")]
    [TestCase("block")]
    [TestCase("literal")]
    [TestCase("flow")]
    [TestCase("flow-service")]
    public void Caches_are_added_and_every_other_character_stays(string name)
    {
        var (before, after) = (Text($"{name}.before.yaml"), Text($"{name}.after.yaml"));

        Assert.Multiple(() =>
        {
            Assert.That(AddCache(before), Is.EqualTo(after));
            Assert.That(AddCache(before.TrimEnd()), Is.EqualTo(after.TrimEnd()), "without a line end at the end");
            Assert.That(AddCache(WithCrLf(before)), Is.EqualTo(WithCrLf(after)), "with CRLF");
            Assert.That(AddCache($"\uFEFF{before}"), Is.EqualTo($"\uFEFF{after}"), "with a byte order mark");
        });
    }

    [TestCase("build: !reset null", Description = "A tag")]
    [TestCase("build: !override { context: . }")]
    [TestCase("build: &context .", Description = "Aliases of the text would become wrong")]
    [TestCase("build: *other", Description = "The value is elsewhere")]
    [TestCase("build: { context: ., args: *other }")]
    [TestCase("build:", Description = "Nothing to extend")]
    [TestCase("build: {}")]
    [TestCase("build: |\n      .")]
    [TestCase("build: [.]")]
    [TestCase("build: { context: ., cache_to: [a] }", Description = "Caches of its own")]
    [TestCase("build:\n      context: .\n      cache_from: [a]")]
    [TestCase("image: api", Description = "Not built")]
    [TestCase("build: { context: .", Description = "Not YAML")]
    public void A_build_that_cannot_be_extended_in_place_is_left_alone(string build) =>
        Assert.That(AddCache($"x-other: &other\n  context: .\nservices:\n  api:\n    {build}\n"), Is.Null);

    [Test]
    public void A_service_of_another_name_is_left_alone() => Assert.That(AddCache("services:\n  db:\n    build: .\n"), Is.Null);

    private static string? AddCache(string text) =>
        ComposeFileEditor.AddCache(text, "api", [new LocalCacheFrom("/c/$x")], [new LocalCacheTo("/c") { Mode = CacheMode.Max }]);

    private static string WithCrLf(string text) => text.Replace("\n", "\r\n");

    private static string Text(string file, [CallerFilePath] string source = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, "Editor", file)).Replace("\r\n", "\n");
}
