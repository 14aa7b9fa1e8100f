using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Builds;

/// <summary>Validation of a command against the tools and the engine of a connection.</summary>
[Platform("Unix", Reason = "The tool is a shell script here.")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BuildValidationSpecs
{
    private static readonly EngineInfo s_engine = new(
        "28.5.2",
        "overlayfs",
        UsesContainerdStore: true,
        "cgroupfs",
        "2",
        "/var/lib/docker",
        "Debian GNU/Linux 12 (bookworm)",
        "linux",
        "x86_64",
        4,
        8_000_000_000);

    private readonly List<string> _warnings = [];
    private TemporaryDirectory _folder = null!;

    [SetUp]
    public void Create()
    {
        _warnings.Clear();
        _folder = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Combine(_folder.Path, "buildx", "instances"));
        _folder.Write("buildx/current", """{ "Name": "far" }""");
        _folder.Write("buildx/instances/far", """{ "Driver": "remote", "Nodes": [{}] }""");
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public async Task A_setting_that_the_installed_buildx_does_not_support_is_refused()
    {
        Answer(buildx: "0.29.1", buildKit: "0.25.2");

        await Assert.ThatAsync(
            () => RequireAsync(new BuildxBuildSettings().AddPolicy("reset=true")),
            Throws.TypeOf<InvalidSettingException>().With.Message.Contains("needs buildx 0.31.0; 0.29.1 is installed"));
    }

    [Test]
    public async Task The_image_store_of_the_engine_counts()
    {
        Answer(buildx: "0.29.1", buildKit: "0.25.2");
        _folder.Write("buildx/instances/far", """{ "Driver": "docker", "Nodes": [{}] }""");
        var settings = new BuildxBuildSettings().AddCacheTo(new LocalCacheTo("/cache") { Mode = CacheMode.Max });

        await RequireAsync(settings);

        await Assert.ThatAsync(
            () => RequireAsync(settings, s_engine with { UsesContainerdStore = false }),
            Throws.TypeOf<InvalidSettingException>().With.Message.Contains("cannot export a cache"));
    }

    [Test]
    public async Task A_warning_is_printed_and_does_not_fail()
    {
        Answer(buildx: "0.29.1", buildKit: "0.25.2");

        await RequireAsync(new BuildxBuildSettings().AddBuildArg("PIP_TOKEN", "x"));

        Assert.That(_warnings.Single(), Does.StartWith("--build-arg PIP_TOKEN: "));
    }

    [Test]
    public async Task A_builder_that_was_updated_in_place_is_asked_again_before_a_setting_is_refused()
    {
        var settings = new BuildxBuildSettings().AddResource("memory=1g");
        Answer(buildx: "0.35.0", buildKit: "0.25.2");
        var connection = Connection();
        await RequireAsync(new BuildxBuildSettings(), connection: connection);
        Answer(buildx: "0.35.0", buildKit: "0.31.0");

        await RequireAsync(settings, connection: connection);

        Answer(buildx: "0.35.0", buildKit: "0.25.2");
        await Assert.ThatAsync(
            () => RequireAsync(settings),
            Throws.TypeOf<InvalidSettingException>().With.Message.Contains("needs BuildKit 0.31.0; 0.25.2 is installed"));
    }

    private Task RequireAsync(BuildxBuildSettings settings, EngineInfo? engine = null, EngineConnection? connection = null)
    {
        connection ??= Connection();
        settings = settings.UseEngine(connection).SetContext("-");
        return BuildValidation.RequireAsync(settings, [settings], connection, engine ?? s_engine, (_, line) => _warnings.Add(line));
    }

    private EngineConnection Connection() => new(
        EngineEndpoint.Parse("unix:///nowhere/docker.sock"),
        Path.Combine(_folder.Path, "docker"),
        _folder.Path,
        Embedded: false,
        NeedsHostNetwork: false);

    // The script answers "buildx version" and "buildx inspect far".
    private void Answer(string buildx, string buildKit)
    {
        var inspected = $"Name: far\\nDriver: remote\\n\\nNodes:\\nName: far0\\nEndpoint: tcp://far\\nStatus: running\\nBuildKit version: v{buildKit}\\n";
        var script = _folder.Write(
            "docker",
            $"#!/bin/sh\nif [ \"$2\" = inspect ]; then printf '{inspected}'; else echo github.com/docker/buildx v{buildx}; fi\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
