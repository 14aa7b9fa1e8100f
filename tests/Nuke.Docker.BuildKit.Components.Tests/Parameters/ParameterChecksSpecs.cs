namespace Nuke.Docker.BuildKit.Components.Tests.Parameters;

/// <summary>
/// Arguments that the host would ignore or replace by a default end with exit code 2, before a target starts and without the command
/// line in the output.
/// </summary>
public sealed class ParameterChecksSpecs
{
    private const string Secret = "hunter2hunter2";

    private SmallBuildRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new SmallBuildRun();

    [TearDown]
    public void TearDown() => _run.Dispose();

    [TestCase("DockerBuild --no-cahce", "There is no parameter --no-cahce. Did you mean --no-cache?")]
    [TestCase("DockerBuild -NoCahce", "There is no parameter -NoCahce. Did you mean --no-cache?")]
    [TestCase("DockerBuild --dockercach local", "Did you mean --docker-cache")]
    [TestCase("DockerBuild --imgae=bot", "There is no parameter --imgae. Did you mean --image?")]
    [TestCase("DockerBuild --docker-cache-dir /tmp", "Did you mean --docker-cache-directory or --docker-cache-key or --docker-cache-ref")]
    public Task A_name_that_is_nearly_ours_is_reported(string arguments, string reported) => RefusesAsync(arguments, reported);

    [TestCase("DockerBuild --image=bot", "--image=… isn't read: write a space instead of '=', as in '--image VALUE'.")]
    [TestCase("DockerBuild --BuildArg=A=1", "--BuildArg=… isn't read")]
    [TestCase("DockerBuild --image bot --image bot", "--image is given 2 times, and only the last one would count")]
    [TestCase("DockerBuild --image", "--image needs at least one value.")]
    [TestCase("DockerBuild --docker-cache", "--docker-cache needs a value.")]
    [TestCase("DockerBuild --docker-cache local registry", "--docker-cache takes one value and was given 2.")]
    [TestCase("--no-cache DockerBuild", "--no-cache cannot be 'DockerBuild': write true or false. Targets come before all parameters.")]
    [TestCase("DockerBuild -NoCache yes", "--no-cache cannot be 'yes'")]
    [TestCase("DockerBuild --progress nonsense", "--progress cannot be 'nonsense': write auto, plain, quiet, rawjson, tty.")]
    [TestCase("DockerBuild --progress 1", "--progress cannot be '1'")]
    [TestCase("DockerBuild --docker-attempts many", "--docker-attempts cannot be 'many': write a whole number.")]
    [TestCase("DockerBuild --docker-attempts -3", "--docker-attempts cannot be -3: write a number from 1 to 1000.")]
    [TestCase("DockerBuild --docker-attempts 0", "--docker-attempts cannot be 0")]
    [TestCase("DockerBuild --docker-import-timeout -1", "--docker-import-timeout cannot be -1")]
    [TestCase("DockerBuild --docker-export-timeout -1", "--docker-export-timeout cannot be -1")]
    [TestCase("DockerBuild --docker-registry-timeout -1", "--docker-registry-timeout cannot be -1")]
    [TestCase("DockerBuild --docker-engine-timeout -1", "--docker-engine-timeout cannot be -1")]
    [TestCase("DockerBuild --docker-cache regsitry", "'regsitry' is not a cache strategy")]
    [TestCase("DockerBuild --docker-cache-limit 5XB", "'5XB' is not a size")]
    [TestCase("DockerBuild --platform linux-amd64", "'linux-amd64' is not a platform")]
    [TestCase("DockerBuild --build-arg =1", "--build-arg: takes NAME=value")]
    [TestCase("DockerCacheMountsExport --docker-cache-mounts-limit lots", "'lots' is not a size")]
    [TestCase("DockerCacheMountsExport --docker-cache-mounts-max-age -1", "--docker-cache-mounts-max-age cannot be -1")]
    [TestCase("DockerLint --fail-on sometimes", "--fail-on cannot be 'sometimes': write ")]
    public Task A_value_that_the_host_would_not_take_as_it_is_meant_is_reported(string arguments, string reported) => RefusesAsync(arguments, reported);

    [TestCase("DockerBuild --secret id=token,value=hunter2hunter2")]
    [TestCase("DockerBuild --secret id=token,src=x,id=b,value=hunter2hunter2 --no-cahce")]
    [TestCase("DockerBuild --build-arg =hunter2hunter2")]
    [TestCase("DockerBuild --no-cahce --build-arg TOKEN=hunter2hunter2")]
    [TestCase("DockerBuild --no-cahce=hunter2hunter2")]
    [TestCase("DockerBuild --image=hunter2hunter2")]
    public Task A_secret_on_the_command_line_is_not_repeated(string arguments) => RefusesAsync(arguments, "");

    [Test]
    public async Task All_problems_are_reported_at_once()
    {
        var (exitCode, output) = await _run.RunAsync("DockerBuild", ["DockerBuild", "--no-cahce", "--docker-attempts", "-3", "--progress", "nonsense"]);

        Assert.That(exitCode, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain("--no-cahce").And.Contain("--docker-attempts").And.Contain("--progress"));
    }

    [TestCase("DOCKER_ATTEMPTS", "many")]
    [TestCase("NUKE_DOCKER_ATTEMPTS", "0")]
    [TestCase("DockerAttempts", "-3")]
    public async Task A_variable_is_named_whose_value_does_not_fit(string name, string value)
    {
        var (exitCode, output) = await _run.RunAsync("DockerBuild", ["DockerCacheInfo"], (name, value));

        Assert.That(exitCode, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain($"--docker-attempts, given by the environment variable {name}, cannot be"));
    }

    [Test]
    public async Task A_value_on_the_command_line_hides_that_of_the_environment()
    {
        var (exitCode, output) = await _run.RunAsync("DockerBuild", ["DockerCacheInfo", "--docker-cache-verify", "false"], ("DOCKER_CACHE_VERIFY", "yes"));

        Assert.That(exitCode, Is.Zero, output);
    }

    [TestCase("""{ "DockerAttempts": 0 }""", "--docker-attempts, given in .nuke/parameters.json, cannot be 0")]
    [TestCase("""{ "DockerAttempts": "many" }""", "cannot be 'many'")]
    [TestCase("""{ "Image": "bot" }""", "--image, given in .nuke/parameters.json, takes a list: write it in brackets.")]
    [TestCase("""{ "Platform": ["linux-amd64"] }""", "'linux-amd64' is not a platform")]
    [TestCase("""{ "NoCahce": true }""", "There is no parameter 'NoCahce' in .nuke/parameters.json. Did you mean 'NoCache'?")]
    public async Task The_parameters_file_is_checked(string content, string reported)
    {
        _run.Write(".nuke/parameters.json", content);

        var (exitCode, output) = await _run.RunAsync("DockerBuild", ["DockerCacheInfo"]);

        Assert.That(exitCode, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain(reported));
    }

    [Test]
    public async Task A_profile_is_checked_before_the_file_for_all_of_them()
    {
        _run.Write(".nuke/parameters.json", """{ "DockerAttempts": 0 }""");
        _run.Write(".nuke/parameters.ci.json", """{ "DockerAttempts": 3 }""");

        var (exitCode, output) = await _run.RunAsync("DockerBuild", ["DockerCacheInfo", "--profile", "ci"]);

        Assert.That(exitCode, Is.Zero, output);
    }

    [TestCase("DockerCacheInfo --stage builder", "--stage isn't read by the targets of this run; DockerRebuild reads it.")]
    [TestCase("DockerBuild --stage builder", "--stage isn't read by the targets of this run; DockerRebuild reads it.")]
    [TestCase("DockerContext --image bot --no-cache", "--no-cache isn't read by the targets of this run; ")]
    [TestCase(
        "DockerCacheMountsExport --docker-cache-mounts-replace",
        "--docker-cache-mounts-replace isn't read by the targets of this run; DockerCacheMountsImport reads it.")]
    [TestCase("DockerCacheInfo DockerLint --push", "--push isn't read by the targets of this run; ")]
    public async Task A_parameter_that_no_target_of_the_run_reads_is_reported(string arguments, string reported)
    {
        var output = await RefusesAsync(arguments, reported);

        Assert.That(output, Does.Match("NotRun").And.Not.Match("Succeeded"));
    }

    [TestCase("DockerBuild", "DockerCacheInfo --docker-cache-verify true --docker-cache-directory caches")]
    [TestCase("DockerBuild", "DockerCacheInfo -DOCKERCACHEVERIFY")]
    [TestCase("DockerBuild", "DockerCacheClean DockerContext --image bot --docker-cache local --docker-cache-directory caches")]
    [TestCase("DockerBuild", "DockerCacheInfo --verbosity verbose --no-logo --skip DockerLint")]
    [TestCase("PlainBuild", "Own --images a --number 3 --stage mine", Description = "the build class's own names, near to ours or equal")]
    [TestCase("PlainBuild", "Own --platform linux/amd64", Description = "a target of the build class may read any parameter")]
    [TestCase("PlainBuild", "Own DockerCacheInfo --platform linux/amd64")]
    public async Task What_is_right_runs(string build, string arguments)
    {
        var (exitCode, output) = await _run.RunAsync(build, arguments.Split(' '));

        Assert.That(exitCode, Is.Zero, output);
    }

    [Test]
    public async Task A_value_in_the_environment_or_a_file_may_be_for_other_targets()
    {
        _run.Write(".nuke/parameters.json", """{ "$schema": "./build.schema.json", "Push": true, "Image": ["bot"], "Number": 3 }""");

        var (exitCode, output) = await _run.RunAsync("DockerBuild", ["DockerCacheInfo"], ("STAGE", "builder"));

        Assert.That(exitCode, Is.Zero, output);
    }

    private async Task<string> RefusesAsync(string arguments, string reported)
    {
        var (exitCode, output) = await _run.RunAsync("DockerBuild", arguments.Split(' '));

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(2), output);
            Assert.That(output, Does.Contain(reported).And.Contain("no target was started").And.Not.Contain(Secret).And.Not.Contain("   at "));
        });
        return output;
    }
}
