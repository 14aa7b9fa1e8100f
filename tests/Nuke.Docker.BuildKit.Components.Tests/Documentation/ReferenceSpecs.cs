using System.Diagnostics;
using DockerTestSupport;

namespace Nuke.Docker.BuildKit.Components.Tests.Documentation;

/// <summary>The pages of docs/reference are what the code generates.</summary>
public sealed class ReferenceSpecs
{
    private DirectoryInfo _directory = null!;

    [OneTimeSetUp]
    public async Task GenerateAsync()
    {
        _directory = Directory.CreateTempSubdirectory("reference-");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", Path.Combine(TestContext.CurrentContext.TestDirectory, "Reference.dll"), _directory.FullName])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, error);
    }

    [OneTimeTearDown]
    public void TearDown() => _directory.Delete(recursive: true);

    [Test]
    public void Each_page_is_what_the_code_generates() =>
        Assert.That(
            Pages.All.Where(page => page.StartsWith("docs/reference/", StringComparison.Ordinal)).Select(Path.GetFileName),
            Is.EquivalentTo(Generated.Select(Path.GetFileName)));

    [TestCase("targets.md")]
    [TestCase("parameters.md")]
    [TestCase("exit-codes.md")]
    [TestCase("lint-rules.md")]
    [TestCase("troubleshooting.md")]
    public void A_page_does_not_differ_from_the_code(string page) =>
        Assert.That(
            Pages.Read($"docs/reference/{page}"),
            Is.EqualTo(File.ReadAllText(Path.Combine(_directory.FullName, page))),
            $"docs/reference/{page} differs from the code: run './build.sh Reference'.");

    private IEnumerable<string> Generated => Directory.EnumerateFiles(_directory.FullName);
}
