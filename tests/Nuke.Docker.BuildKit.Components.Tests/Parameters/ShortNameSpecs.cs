using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using Nuke.Common;
using Nuke.Docker.BuildKit.Components.Internal;
using Assert = NUnit.Framework.Assert;

namespace Nuke.Docker.BuildKit.Components.Tests.Parameters;

/// <summary>
/// Parameters have names that no other component or build class uses for something else. Short names are read as well, unless the build class
/// uses them itself.
/// </summary>
public sealed class ShortNameSpecs
{
    // Name, short name, text in a parameters file, words on the command line, and the value that the build class sees.
    private static readonly (string Name, string ShortName, string Json, string Words, string Value)[] s_parameters =
    [
        ("DockerImage", "Image", """["bot", "web"]""", "bot web", "[bot, web]"),
        ("DockerNoCache", "NoCache", "true", "", "True"),
        ("DockerPlatform", "Platform", """["linux/arm64"]""", "linux/arm64", "[linux/arm64]"),
        ("DockerPush", "Push", "true", "true", "True"),
        ("DockerProgress", "Progress", "\"Plain\"", "plain", "Plain"),
        ("DockerBuildArg", "BuildArg", """["A=1"]""", "A=1", "[A=1]"),
        ("DockerBuildContext", "BuildContext", """["base=docker-image://alpine"]""", "base=docker-image://alpine", "[base=docker-image://alpine]"),
        ("DockerSecret", "Secret", """["id=pip,env=PIP"]""", "id=pip,env=PIP", "[id=pip,env=PIP]"),
        ("DockerForce", "Force", "true", "", "True"),
        ("DockerReproducible", "Reproducible", "true", "", "True"),
        ("DockerStage", "Stage", "\"builder\"", "builder", "builder"),
        ("DockerApply", "Apply", "true", "", "True"),
        ("DockerProve", "Prove", "true", "", "True"),
        ("DockerDoctorFix", "Fix", "true", "", "True"),
        ("DockerInitOverwrite", "Overwrite", "true", "", "True"),
        ("DockerInitProgram", "Program", "\"web\"", "web", "web"),
        ("DockerInitExtras", "Extras", """["cpu"]""", "cpu", "[cpu]"),
        ("DockerInitCompose", "Compose", "true", "", "True"),
        ("DockerInitComposeCache", "ComposeCache", "\"../cache\"", "../cache", "../cache"),
        ("DockerInitBaseImage", "BaseImage", "\"python:3.13\"", "python:3.13", "python:3.13"),
        ("DockerInitPinBaseImage", "PinBaseImage", "true", "", "True"),
        ("DockerInitBuildHost", "BuildHost", "\"Fallout\"", "fallout", "Fallout"),
        ("DockerPredictFailOnRun", "FailOnRun", "true", "", "True"),
        ("DockerLintFailOn", "FailOn", "\"Warning\"", "warning", "Warning"),
        ("DockerSizeReference", "Reference", "\"python:3.13\"", "python:3.13", "python:3.13"),
        ("DockerSyncFrom", "From", """["example.com/a:1.*", "example.com/b"]""", "example.com/a:1.* example.com/b", "[example.com/a:1.*, example.com/b]"),
        ("DockerSyncTo", "To", "\"mirror.example.com\"", "mirror.example.com", "mirror.example.com"),
        ("DockerBuilder", "Builder", """["ci"]""", "ci", "[ci]"),
        ("DockerDryRun", "DryRun", "true", "", "True"),
        ("DockerYes", "Yes", "true", "", "True"),
        ("DockerUpLogs", "Logs", "true", "", "True"),
        ("DockerLogsFollow", "Follow", "true", "", "True"),
        ("DockerDownVolumes", "Volumes", "true", "", "True"),
        ("DockerJson", "Json", "true", "", "True"),
        ("DockerLintChecks", "LintChecks", "\"Off\"", "off", "Off"),
    ];

    private static readonly PropertyInfo[] s_properties =
    [
        .. typeof(IDockerBuild).Assembly.GetExportedTypes().Where(type => type.IsInterface)
            .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)),
    ];

    private static readonly PropertyInfo[] s_declared = [.. s_properties.Where(property => property.IsDefined(typeof(ParameterAttribute)))];

    private SmallBuildRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new SmallBuildRun();

    [TearDown]
    public void TearDown() => _run.Dispose();

    [Test]
    public void Each_parameter_is_recognizable_as_one_of_docker() =>
        Assert.That(s_declared.Select(property => property.Name), Has.All.Contains("Docker"));

    [Test]
    public void The_table_has_all_short_names() => Assert.That(
        s_parameters.Select(parameter => (parameter.Name, parameter.ShortName)),
        Is.EquivalentTo(s_declared.Where(property => ShortNameOf(property) is not null).Select(property => (property.Name, ShortNameOf(property)!))));

    [Test]
    public void A_short_name_is_no_other_name_of_ours()
    {
        var names = s_properties.Select(property => property.Name).Concat(s_parameters.Select(parameter => parameter.ShortName));

        Assert.That(names, Is.Unique.IgnoreCase);
    }

    [Test]
    public void The_help_text_shows_the_short_name() => Assert.Multiple(() =>
    {
        foreach (var property in s_declared)
        {
            var help = property.GetCustomAttribute<ParameterAttribute>()!.Description;
            Assert.That(help, ShortNameOf(property) is { } name ? Does.Contain($". Short: {ComponentParameter.FlagOf(name)}") : Does.Not.Contain("Short:"));
        }
    });

    [TestCase(true, TestName = "Short names are read from the command line")]
    [TestCase(false, TestName = "Full names are read from the command line")]
    public Task Names_are_read_from_the_command_line(bool shortNames) => ShowsAllAsync(
        [.. s_parameters.SelectMany(parameter => Words(ComponentParameter.FlagOf(shortNames ? parameter.ShortName : parameter.Name), parameter.Words))]);

    [TestCase(true, TestName = "Short names are read from a parameters file")]
    [TestCase(false, TestName = "Full names are read from a parameters file")]
    public Task Names_are_read_from_a_parameters_file(bool shortNames)
    {
        var lines = s_parameters.Select(parameter => $"\"{(shortNames ? parameter.ShortName : parameter.Name)}\": {parameter.Json}");
        _run.Write(".nuke/parameters.json", $"{{ {string.Join(",\n", lines)} }}");

        return ShowsAllAsync([]);
    }

    [TestCase("STAGE", "builder", "DockerStage = builder")]
    [TestCase("Stage", "builder", "DockerStage = builder")]
    [TestCase("NUKE_NO_CACHE", "true", "DockerNoCache = True")]
    [TestCase("FAIL_ON", "warning", "DockerLintFailOn = Warning")]
    [TestCase("IMAGE", "bot", "DockerImage = [bot]")]
    [TestCase("DOCKER_IMAGE", "bot", "DockerImage = [bot]")]
    public Task Names_are_read_from_the_environment(string name, string value, string shown) => ShowsAsync([], shown, (name, value));

    [TestCase("--stage", "DOCKER_STAGE")]
    [TestCase("--docker-stage", "STAGE")]
    public Task The_command_line_wins_over_the_environment_by_either_name(string flag, string variable) =>
        ShowsAsync([flag, "builder"], "DockerStage = builder", (variable, "other"));

    [TestCase("STAGE", "DockerStage")]
    [TestCase("DOCKER_STAGE", "Stage")]
    public Task The_environment_wins_over_a_parameters_file_by_either_name(string variable, string key)
    {
        _run.Write(".nuke/parameters.json", $$"""{ "{{key}}": "other" }""");

        return ShowsAsync([], "DockerStage = builder", (variable, "builder"));
    }

    [TestCase("--docker-image bot --image web", "--docker-image and --image are two names of one parameter: use only one of them.")]
    [TestCase("--docker-imgae bot", "Did you mean --docker-image")]
    [TestCase("--docker-image=bot", "write a space instead of '=', as in '--docker-image VALUE'.")]
    [TestCase("--docker-image bot --docker-image bot", "--docker-image is given 2 times")]
    [TestCase("--docker-lint-fail-on sometimes", "--docker-lint-fail-on cannot be 'sometimes'")]
    [TestCase("--docker-platform linux-amd64", "'linux-amd64' is not a platform")]
    public async Task A_mistake_is_reported_by_the_name_that_was_used(string arguments, string reported)
    {
        var (exitCode, output) = await _run.RunAsync("ShortNamesBuild", ["Show", .. arguments.Split(' ')]);

        Assert.That((exitCode, output), Is.EqualTo((2, output)));
        Assert.That(output, Does.Contain(reported));
    }

    [Test]
    public async Task Both_names_in_the_environment_are_reported()
    {
        var (exitCode, output) = await _run.RunAsync("ShortNamesBuild", ["Show"], ("STAGE", "one"), ("DOCKER_STAGE", "two"));

        Assert.That(exitCode, Is.EqualTo(2), output);
        Assert.That(
            output,
            Does.Contain("--docker-stage, given by the environment variable DOCKER_STAGE, and --stage, given by the environment variable STAGE,"));
    }

    [Test]
    public async Task Both_names_in_a_parameters_file_are_reported()
    {
        _run.Write(".nuke/parameters.json", """{ "Stage": "one", "DockerStage": "two" }""");

        var (exitCode, output) = await _run.RunAsync("ShortNamesBuild", ["Show"]);

        Assert.That(exitCode, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain("are two names of one parameter"));
    }

    [TestCase("--stage mine", "own ran with 1, no images, mine, 0 platforms, no stage to rebuild")]
    [TestCase("--stage mine --docker-stage builder", "own ran with 1, no images, mine, 0 platforms, builder")]
    [TestCase("--platform linux/amd64", "own ran with 1, no images, no stage, 1 platforms, no stage to rebuild")]
    public async Task A_short_name_that_the_build_class_uses_itself_is_not_read(string arguments, string shown)
    {
        var (exitCode, output) = await _run.RunAsync("PlainBuild", ["Own", .. arguments.Split(' ')]);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain(shown));
    }

    private static string? ShortNameOf(PropertyInfo property) => property.GetCustomAttribute<DisplayAttribute>()?.ShortName;

    private static IEnumerable<string> Words(string flag, string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(flag);

    private async Task ShowsAllAsync(string[] arguments)
    {
        var (exitCode, output) = await _run.RunAsync("ShortNamesBuild", ["Show", .. arguments]);

        Assert.That(exitCode, Is.Zero, output);
        Assert.Multiple(() =>
        {
            foreach (var parameter in s_parameters)
                Assert.That(output, Does.Match($"(?m)] {parameter.Name} = {Regex.Escape(parameter.Value)}\r?$"));
        });
    }

    private async Task ShowsAsync(string[] arguments, string shown, params (string Name, string Value)[] variables)
    {
        var (exitCode, output) = await _run.RunAsync("ShortNamesBuild", ["Show", .. arguments], variables);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain(shown));
    }
}
