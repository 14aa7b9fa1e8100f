using System.Diagnostics;
using System.Text;
using DockerTestSupport;
using FakeDocker;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Processes;

public class DockerProcessSpecs
{
    private static readonly DockerProcess Docker = new();

    private FakeDockerTool _fake = null!;

    [SetUp]
    public void SetUp() => _fake = new FakeDockerTool();

    [TearDown]
    public void TearDown() => _fake.Dispose();

    [Test]
    public async Task Arguments_arrive_as_they_were_given()
    {
        string[] values = ["{\"a\":1}", "\"q\"", "a b\\", "", "*", "$HOME", "größe\n漢字", "-"];
        var settings = _fake.StandIn(new BuildxBuildSettings { NoCacheFilter = [.. values] });

        await Docker.RunAsync(settings);

        Assert.That(_fake.Calls.Single().Arguments, Is.EqualTo(settings.ToArguments().Values));
    }

    [Test]
    public async Task Environment_and_folder_are_the_settings_own()
    {
        var settings = _fake.StandIn(new BuildxBuildSettings())
            .SetWorkingDirectory(_fake.Folder)
            .AddEnvironmentVariable("ADDED", "1")
            .AddEnvironmentVariable("HOME", null)
            .AddSecret(BuildSecret.FromValue("pip", "hunter22"));

        await Docker.RunAsync(settings);

        var call = _fake.Calls.Single();
        Assert.That(call.Environment, Does.ContainKey("ADDED").WithValue("1").And.ContainKey("BUILD_SECRET_PIP").WithValue("hunter22"));
        Assert.That(call.Environment, Does.Not.ContainKey("HOME").And.ContainKey("PATH"));
        Assert.That(call.WorkingDirectory, Is.EqualTo(_fake.Folder));
    }

    [Test]
    public async Task Lines_are_handed_on_by_stream_and_in_order()
    {
        _fake.Does(
            new(StepKind.Out, "one"),
            new(StepKind.Err, "eins"),
            new(StepKind.OutRaw, "two\r\nth"),
            new(StepKind.Delay, Number: 20),
            new(StepKind.OutRaw, "ree"));
        var lines = new List<OutputLine>();

        var result = await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()), lines.Add);

        Assert.That(lines.Where(line => line.Kind == OutputKind.StandardOutput).Select(line => line.Text), Is.EqualTo(new[] { "one", "two", "three" }));
        Assert.That(lines.Where(line => line.Kind == OutputKind.StandardError).Select(line => line.Text), Is.EqualTo(new[] { "eins" }));
        Assert.That(result.LastLines, Is.EqualTo(lines));
    }

    [Test]
    public void A_line_is_handed_on_before_the_process_ends()
    {
        _fake.Does(new(StepKind.Out, "first"), new(StepKind.Hang));
        using var cancel = new CancellationTokenSource();

        var run = Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()), _ => cancel.Cancel(), cancellationToken: cancel.Token);

        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_very_long_line_is_one_line()
    {
        var longLine = new string('x', 3_000_000);
        _fake.Does(new Step(StepKind.Err, longLine));
        var lines = new List<OutputLine>();

        await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()), lines.Add);

        Assert.That(lines.Single().Text, Is.EqualTo(longLine));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(102)]
    public async Task The_exit_code_is_a_result(int exitCode)
    {
        _fake.On(["buildx", "build"], exitCode);

        var result = await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()));

        Assert.That(result.ExitCode, Is.EqualTo(exitCode));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Death_by_a_signal_is_128_and_the_signal()
    {
        _fake.Does(new Step(StepKind.Die, Number: 9));

        var result = await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()));

        Assert.That(result.ExitCode, Is.EqualTo(137));
    }

    [Test]
    public async Task A_failure_tells_command_folder_and_last_lines_but_no_secret()
    {
        _fake.On([], 1, new Step(StepKind.Err, "ERROR: token hunter22 was refused"));
        var settings = _fake.StandIn(new BuildxBuildSettings()).AddSecretEnvironmentVariable("TOKEN", "hunter22").AddBuildArg("TOKEN", "hunter22");
        var lines = new List<OutputLine>();

        var result = await Docker.RunAsync(settings, lines.Add);

        Assert.That(
            result.EnsureSuccess,
            Throws.TypeOf<ProcessFailedException>().With.Message.Matches(
                @"^Exit code 1 of: .*docker buildx build --build-arg 'TOKEN=\[REDACTED\]' \.\r?\n"
                + @"in /.*, with the last lines:\r?\n  ERROR: token \[REDACTED\] was refused$"));
        Assert.That(lines.Single().Text, Does.Not.Contain("hunter22"));
        Assert.That(result.ToString(), Does.Not.Contain("hunter22"));
    }

    [Test]
    public async Task Only_the_last_lines_are_kept()
    {
        _fake.Does(new Step(StepKind.OutRaw, string.Join('\n', Enumerable.Range(1, 100))));

        var result = await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()));

        Assert.That(result.LastLines, Has.Length.EqualTo(DockerProcess.LastLineCount));
        Assert.That(result.LastLines[^1].Text, Is.EqualTo("100"));
    }

    [Test]
    public async Task Standard_input_is_fed()
    {
        _fake.Does(new Step(StepKind.Echo));
        using var input = new MemoryStream(Encoding.UTF8.GetBytes("FROM scratch\n"));

        var result = await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()), standardInput: input);

        Assert.That(result.LastLines.Single().Text, Is.EqualTo("FROM scratch"));
    }

    [Test]
    public async Task Standard_input_is_empty_unless_it_is_fed()
    {
        _fake.Does(new Step(StepKind.Echo), new Step(StepKind.Out, "end"));

        var result = await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()));

        Assert.That(result.LastLines.Single().Text, Is.EqualTo("end"));
    }

    [Test]
    public async Task Input_that_nobody_reads_is_no_error()
    {
        _fake.Does(new Step(StepKind.Out, "done"));
        using var input = new MemoryStream(new byte[4_000_000]);

        var result = await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()), standardInput: input);

        Assert.That(result.ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_file_can_be_written_where_a_flag_says()
    {
        _fake.Does(new Step(StepKind.File, "{}", "--metadata-file"));
        var path = Path.Combine(_fake.Folder, "meta.json");

        await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()).SetMetadataFile(path));

        Assert.That(File.ReadAllText(path), Is.EqualTo("{}"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_process_left_behind_with_open_streams_does_not_hold_up_the_result()
    {
        var idFile = Path.Combine(_fake.Folder, "grandchild");
        _fake.Does(new(StepKind.Grandchild, Path: idFile), new(StepKind.Out, "done"));

        var result = await Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()));

        using var grandchild = Process.GetProcessById(int.Parse(File.ReadAllText(idFile)));
        grandchild.Kill();
        Assert.That(result.LastLines.Single().Text, Is.EqualTo("done"));
    }

    [Test]
    public void A_listener_that_throws_stops_the_process()
    {
        _fake.Does(new(StepKind.Out, "first"), new(StepKind.Hang));

        var run = Docker.RunAsync(_fake.StandIn(new BuildxBuildSettings()), _ => throw new InvalidDataException("not what I expected"));

        Assert.That(async () => await run, Throws.TypeOf<InvalidDataException>());
        Assert.That(Running.IsRunning(_fake.Calls.Single().ProcessId), Is.False);
    }

    [Test]
    public void An_argument_list_that_is_too_long_says_how_long()
    {
        var settings = _fake.StandIn(new BuildxBuildSettings()).AddLabel("long", new string('x', 4_000_000));

        Assert.That(
            async () => await Docker.RunAsync(settings),
            ThrowsFault.Of(DockerFaultKind.ToolMissing).With.Message.Contains("5 arguments, 40000"));
    }

    [Test]
    public void A_folder_that_does_not_exist_is_named()
    {
        var missing = Path.Combine(_fake.Folder, "missing");
        var settings = _fake.StandIn(new BuildxBuildSettings()).SetWorkingDirectory(missing);

        Assert.That(
            async () => await Docker.RunAsync(settings),
            ThrowsFault.Of(DockerFaultKind.ToolMissing).With.Message.Contains($"in {missing}: there is no such folder"));
    }
}
