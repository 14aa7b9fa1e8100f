using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Arguments;
using Nuke.Docker.BuildKit.Commands.Validation;

namespace Nuke.Docker.BuildKit.Tests.Commands.Validation;

/// <summary>Compares any command with the installed tools.</summary>
public class CommandValidationSpecs
{
    private static readonly ToolVersions s_debian = new() { Buildx = new(0, 29, 1), Compose = new(2, 40, 3), BuildKit = new(0, 25, 2) };

    private static IEnumerable<TestCaseData> Spoken =>
    [
        Row(
            new BuildxHistoryExportSettings().AddRef("x"),
            s_debian with { Buildx = new(0, 21, 0) },
            "docker buildx history export: needs buildx 0.23.0; 0.21.0 is installed. Update buildx, or do not use the command."),
        Row(
            new BuildxCreateSettings().SetTimeout(TimeSpan.FromSeconds(3)),
            s_debian,
            "--timeout: needs buildx 0.32.0; 0.29.1 is installed. Update buildx, or remove --timeout."),
        Row(
            new BuildxHistoryRmSettings().EnableAll(),
            s_debian,
            "docker buildx history rm: the next docker buildx history ls crashes the daemon, because the installed BuildKit 0.25.2 is older than "
            + "0.29.0. Update the engine or the builder, or do not remove records: BuildKit removes old ones itself."),
        Row(
            new GoneSettings(),
            s_debian,
            "docker buildx gone: buildx 0.20.0 was the last version with it; 0.29.1 is installed. Do not use the command.",
            "--old: buildx 0.18.0 was the last version with it; 0.29.1 is installed. Remove --old."),
    ];

    private static IEnumerable<TestCaseData> Silent =>
    [
        Row(new BuildxCreateSettings().SetTimeout(TimeSpan.FromSeconds(3)), ToolVersions.Unknown),
        Row(new BuildxCreateSettings().SetName("--timeout"), s_debian),
        Row(new BuildxHistoryRmSettings().EnableAll(), s_debian with { BuildKit = new(0, 29, 0) }),
        Row(new BuildxHistoryRmSettings().EnableAll(), s_debian with { BuildKit = null }),
        Row(new DockerRunSettings().SetImage("alpine").AddCommandLine("app", "--timeout", "--policy"), s_debian),
        Row(new ComposeUpSettings().EnableDetach(), s_debian),
    ];

    [TestCaseSource(nameof(Spoken))]
    public void What_the_installed_tool_does_not_have_is_told(DockerSettings settings, ToolVersions versions, string[] expected)
    {
        Assert.That(SettingsValidator.ValidateCommand(settings, versions).Select(finding => finding.ToString()), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Silent))]
    public void What_it_has_or_nobody_knows_is_let_pass(DockerSettings settings, ToolVersions versions, string[] none)
    {
        Assert.That(SettingsValidator.ValidateCommand(settings, versions), Is.EqualTo(none));
    }

    private static TestCaseData Row(DockerSettings settings, ToolVersions versions, params string[] findings) =>
        new TestCaseData(settings, versions, findings)
            .SetArgDisplayNames($"{settings.GetType().Name} {versions.Buildx}", findings.FirstOrDefault() ?? "nothing");

    // No shipped command has been removed yet.
    [CliCommand("docker buildx gone", "0.10.0", Last = "0.20.0")]
    private sealed record GoneSettings : DockerSettings<GoneSettings>
    {
        [CliFlag("--old", "0.10.0", Last = "0.18.0")]
        public bool? Old { get; init; } = true;

        protected override IReadOnlyList<string> Command => ["buildx", "gone"];

        private protected override void Render(ArgumentListBuilder _) => _.Flag("--old", Old);
    }
}
