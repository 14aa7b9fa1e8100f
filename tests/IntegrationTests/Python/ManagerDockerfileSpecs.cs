namespace IntegrationTests.Python;

/// <summary>
/// Builds and runs the Dockerfile written for each package manager. Locks are made by the managers themselves. Where PyPI can't be reached these are
/// stand-ins: <see cref="global::SealedInputs.StandInTools"/>.
/// </summary>
[Category("Python")]
[Platform("Linux")]
public sealed class ManagerDockerfileSpecs : SealedSourcesFixture
{
    [TestCaseSource(typeof(ManagedProject), nameof(ManagedProject.Sample))]
    public async Task A_change_of_code_runs_no_dependency_step(ManagedProject project)
    {
        using var image = await MakeAsync(project, heavy: false, "click");
        await image.BuildAsync();
        var before = await image.RunAsync(project.Run);

        image.Write(project.Code, $"import click\n\nprint('two', click.__name__)  # {Guid.NewGuid()}\n");
        var ran = PlainLog.StepsThatRan(await image.BuildAsync());
        var after = await image.RunAsync(project.Run);
        var found = await image.RunAsync("sh -c 'ls -A /app; ls -d /dist /wheels /root/.cache/* /opt/* 2>/dev/null; true'");

        Assert.Multiple(() =>
        {
            Assert.That(before, Does.EndWith("one click\n"));
            Assert.That(after, Does.EndWith("two click\n"));
            Assert.That(ran, Has.Count.EqualTo(project.CodeSteps.Length), string.Join('\n', ran));
            foreach (var step in project.CodeSteps)
                Assert.That(ran, Has.Some.Contain($"] {step}"));
            Assert.That(found, Does.Not.Contain("/dist").And.Not.Contain("/wheels").And.Not.Contain("/root").And.Not.Contain("/opt"));
        });
    }

    [TestCaseSource(typeof(ManagedProject), nameof(ManagedProject.HeavySample))]
    public async Task A_small_dependency_more_leaves_the_layer_of_the_big_ones_alone(ManagedProject project)
    {
        using var image = await MakeAsync(project, heavy: true, "pydantic-core", "click");
        await image.BuildAsync();
        var layers = await image.LayersAsync();

        image.Write(project.Code, $"import click, pydantic_core, six  # {Guid.NewGuid()}\nprint('three', click.__name__)\n");
        await WriteDependenciesAsync(image, project, "pydantic-core", "click", "six");
        var ran = PlainLog.StepsThatRan(await image.BuildAsync());
        var output = await image.RunAsync(project.Run);
        var after = await image.LayersAsync();

        Assert.Multiple(() =>
        {
            Assert.That(output, Does.EndWith("three click\n"));
            // The step that installs them, and all steps after it.
            Assert.That(
                after.Zip(layers).TakeWhile(pair => pair.First == pair.Second).Count(),
                Is.EqualTo(layers.Count - 2),
                "only the layers of the others and of the code are new");
            Assert.That(
                ran.Where(step => step.Contains("/heavy.txt ", StringComparison.Ordinal) && step.Contains("install", StringComparison.Ordinal)),
                Is.Empty,
                string.Join('\n', ran));
        });
    }

    private async Task<GeneratedImage> MakeAsync(ManagedProject project, bool heavy, params string[] dependencies)
    {
        var image = new GeneratedImage(
            Connection,
            Sources,
            $"{project.Name.Replace(' ', '-').Replace('.', '-')}{(heavy ? "-heavy" : "")}",
            new() { HeavyLayer = heavy },
            project.Manager);
        foreach (var (path, text) in project.Files)
            image.Write(path, text);
        image.Write(project.Code, "import click\n\nprint('one', click.__name__)\n");
        image.Write(".dockerignore", "*.Dockerfile\n");
        await WriteDependenciesAsync(image, project, dependencies);

        // The index that replaces PyPI doesn't belong to the project.
        image.Generate(read => project.Complete(read) with { Indexes = [], HeavyDependencies = heavy ? ["pydantic-core"] : [] });
        return image;
    }

    private static async Task WriteDependenciesAsync(GeneratedImage image, ManagedProject project, params string[] dependencies)
    {
        image.Write(project.File, project.TextWith(dependencies));
        image.NameIndex();
        if (project.LockFile is { } lockFile)
            await image.LockAsync(lockFile, project.Requirement);
    }
}
