namespace IntegrationTests.EndToEnd;

/// <summary>
/// <c>CheckSpecifications</c> and <c>UpdateSpecifications</c> with a stand-in for docker that knows versions and help as they were recorded, but for
/// one page.
/// </summary>
[Category("EndToEnd")]
[Platform("Linux")]
public sealed class SpecificationTargetSpecs
{
    // Like docker itself, it prints the page of the group for an unknown subcommand.
    private const string StandIn = """
        #!/bin/sh
        cd "$(dirname "$0")/help" || exit 1
        case "$*" in
          --version) echo "Docker version 28.5.2, build stand-in"; exit;;
          "buildx version") echo "github.com/docker/buildx v0.29.1 stand-in"; exit;;
          "compose version") echo "Docker Compose version v2.40.3"; exit;;
          --help) page=docker;;
          "buildx "*--help | "compose "*--help) page=$(echo "${*% --help}" | tr ' ' _);;
          *--help) page=docker_$(echo "${*% --help}" | tr ' ' _);;
          *) echo "stand-in for docker: $*" >&2; exit 64;;
        esac
        while ! test -e "$page.txt"; do page=${page%_*}; done
        cat "$page.txt"
        """;

    private Checkout _checkout = null!;

    private string Specification => _checkout.PathOf("source/Nuke.Docker.BuildKit/Commands/Specifications/buildx.json");

    [SetUp]
    public async Task MakeStandIn()
    {
        _checkout = await Checkout.CreateAsync();
        Directory.CreateDirectory(_checkout.PathOf("stand-in/help"));
        foreach (var page in Directory.GetFiles(_checkout.PathOf("tests/DockerTestSupport/Recordings/cli-help"), "*.txt"))
            File.Copy(page, _checkout.PathOf($"stand-in/help/{Path.GetFileName(page)}"));
        File.WriteAllText(_checkout.PathOf("stand-in/docker"), StandIn);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_checkout.PathOf("stand-in/docker"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [TearDown]
    public void Delete() => _checkout?.Dispose();

    [Test]
    public async Task A_gap_fails_the_check_is_named_and_is_written_by_the_update_as_one_row()
    {
        var before = await File.ReadAllLinesAsync(Specification);
        Alter("buildx_du", "      --verbose ", "      --frobnicate string   Frobnicates (default \"a lot\")\n      --verbose ");

        var check = await RunAsync("CheckSpecifications");
        var update = await RunAsync("UpdateSpecifications");

        Assert.Multiple(() =>
        {
            Assert.That(check.ExitCode, Is.Not.Zero, check.ToString());
            Assert.That(check.Output, Does.Contain("docker buildx du --frobnicate is not in the specification"));
            Assert.That(
                check.Output,
                Does.Contain("buildx 28/28 commands 226/227 flags, compose 39/39 commands 237/237 flags, docker 26/26 commands 179/179 flags"));
            Assert.That(LastLines(check), Does.Contain("0.29.1: 28/28 commands, 226/227 flags"));
            Assert.That(update.ExitCode, Is.Zero, update.ToString());
            Assert.That(
                File.ReadAllLines(Specification).Except(before).Select(row => row.Trim()),
                Is.EqualTo(["{ \"name\": \"--frobnicate\", \"kind\": \"string\", \"since\": \"0.29.1\", \"doc\": \"\" },"]));
            Assert.That(before.Except(File.ReadAllLines(Specification)), Is.Empty);
        });
    }

    [Test]
    public async Task Without_a_gap_the_run_ends_with_the_figures()
    {
        var run = await RunAsync("CheckSpecifications");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(
            LastLines(run),
            Does.Contain("28/28 commands, 226/226 flags").And.Contain("39/39 commands, 237/237 flags").And.Contain("26/26 commands, 179/179 flags"));
    }

    private static string LastLines(Run run) => string.Join('\n', run.Output.Split('\n').TakeLast(20));

    private void Alter(string page, string before, string after)
    {
        var path = _checkout.PathOf($"stand-in/help/{page}.txt");
        var text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(before));
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
    }

    private Task<Run> RunAsync(string target) =>
        _checkout.RunAsync(
            new Dictionary<string, string?> { ["PATH"] = $"{_checkout.PathOf("stand-in")}:{Environment.GetEnvironmentVariable("PATH")}" },
            target);
}
