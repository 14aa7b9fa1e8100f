namespace IntegrationTests.Python;

/// <summary>Large packages in a layer of their own, with requirements that pip has to resolve together.</summary>
[Category("Python")]
[Platform("Linux")]
public sealed class LargePackageSpecs : SealedSourcesFixture
{
    private protected override int Ballast => 12;

    [TestCase("torch", TestName = "A_small_dependency_more_leaves_the_layer_of_large_packages_alone(a range)")]
    [TestCase("torch==2.6.12", TestName = "A_small_dependency_more_leaves_the_layer_of_large_packages_alone(exact)")]
    [Slow]
    public async Task A_small_dependency_more_leaves_the_layer_of_large_packages_alone(string torch)
    {
        using var image = new GeneratedImage(Connection, Sources, "large", new() { HeavyLayer = true });
        image.Write(".dockerignore", "*Dockerfile\n");
        image.Write("main.py", "import importlib.metadata as m\n\nprint(*sorted(d.name for d in m.distributions() if d.name in ('torch', 'six', 'toml')))\n");
        image.Write("requirements.txt", $"{torch}\n");
        // The index that replaces PyPI doesn't belong to the project.
        image.Generate(project => project with { Indexes = [] });
        await image.BuildAsync();
        var alone = await image.RunAsync("python main.py");

        List<IReadOnlyList<string>> layers = [];
        foreach (var small in new[] { "six==1.0.0", "six==1.0.0\ntoml==1.0.0" })
        {
            image.Write("requirements.txt", $"{torch}\n{small}\n");
            image.Generate(project => project with { Indexes = [] });
            await image.BuildAsync();
            layers.Add(await image.LayersAsync());
        }

        var output = await image.RunAsync("python main.py");
        var large = await image.ShellAsync($"docker history --no-trunc --format '{{{{.Size}}}} {{{{.CreatedBy}}}}' {image.Name} | grep MB.*pip.install");
        Assert.Multiple(() =>
        {
            Assert.That(alone, Does.EndWith("torch\n"));
            Assert.That(output, Does.EndWith("six toml torch\n"));
            // Only the layers of the other packages and of the code are new.
            Assert.That(layers[1].SkipLast(2), Is.EqualTo(layers[0].SkipLast(2)));
            Assert.That(layers[1][^2], Is.Not.EqualTo(layers[0][^2]));
            Assert.That(large, Does.Contain("/heavy/*.whl").And.Not.Contain("/wheels/*.whl"));
        });
    }

    [Test]
    public async Task A_package_that_is_smaller_than_usual_is_installed_with_the_others()
    {
        using var image = new GeneratedImage(Connection, Sources, "not-large", new() { HeavyLayer = true });
        image.Write("main.py", "import six\n\nprint('ok')\n");
        image.Write("requirements.txt", "six\n");
        image.Generate(project => project with { Indexes = [], HeavyDependencies = ["six"] });

        await image.BuildAsync();

        Assert.That(await image.RunAsync("python main.py"), Does.EndWith("ok\n"));
    }
}
