using DockerTestSupport;
using FakeDocker;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;

namespace Nuke.Docker.BuildKit.Tests.Processes;

[Platform("Linux", Reason = "signals and /proc")]
public class CancellationSpecs
{
    private static readonly Step Ready = new(StepKind.Out, "ready");
    private static readonly Step Hang = new(StepKind.Hang);
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    private FakeDockerTool _fake = null!;

    private string GrandchildFile => Path.Combine(_fake.Folder, "grandchild");

    private Step Grandchild => new(StepKind.Grandchild, Path: GrandchildFile);

    [SetUp]
    public void SetUp() => _fake = new FakeDockerTool();

    [TearDown]
    public void TearDown() => _fake.Dispose();

    [Test]
    public async Task An_interrupt_is_enough_for_a_process_that_listens()
    {
        _fake.Does(Ready, Hang);

        await CancelOnceReadyAsync(Never);

        Assert.That(Running.IsRunning(_fake.Calls.Single().ProcessId), Is.False);
    }

    [Test]
    public async Task A_process_that_ignores_the_interrupt_is_killed_after_the_grace_time()
    {
        _fake.Does(new(StepKind.IgnoreInterrupt), Ready, Hang);

        await CancelOnceReadyAsync(Soon);

        Assert.That(Running.IsRunning(_fake.Calls.Single().ProcessId), Is.False);
    }

    [Test]
    public async Task The_grace_time_is_granted()
    {
        _fake.Does(new(StepKind.IgnoreInterrupt), Ready, Hang);
        var time = new WatchedTime();

        var run = CancelOnceReadyAsync(Never, time);
        await time.FirstTimer;
        var before = Running.IsRunning(_fake.Calls.Single().ProcessId);
        time.Advance(Never);
        await run;

        Assert.That(before, Is.True);
        Assert.That(Running.IsRunning(_fake.Calls.Single().ProcessId), Is.False);
    }

    [Test]
    public async Task A_grandchild_goes_with_a_child_that_listens()
    {
        _fake.Does(Grandchild, Ready, Hang);

        await CancelOnceReadyAsync(Never);

        AssertGrandchildEnds();
    }

    [Test]
    public async Task A_grandchild_goes_with_a_child_that_has_to_be_killed()
    {
        _fake.Does(new(StepKind.IgnoreInterrupt), Grandchild, Ready, Hang);

        await CancelOnceReadyAsync(Soon);

        Assert.That(Running.IsRunning(_fake.Calls.Single().ProcessId), Is.False);
        AssertGrandchildEnds();
    }

    // A killed process ends when the system gets to it.
    private void AssertGrandchildEnds() =>
        Assert.That(() => Running.IsRunning(int.Parse(File.ReadAllText(GrandchildFile))), Is.False.After(5000, 20));

    [Test]
    public void A_token_that_is_cancelled_already_starts_nothing()
    {
        var settings = _fake.StandIn(new BuildxBuildSettings());

        Assert.That(
            async () => await new DockerProcess().RunAsync(settings, cancellationToken: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_fake.Calls, Is.Empty);
    }

    [Test]
    public async Task What_a_process_says_on_its_way_out_is_still_heard()
    {
        _fake.Does(new(StepKind.IgnoreInterrupt), Ready, new(StepKind.Delay, Number: 300), new(StepKind.Err, "canceled"));
        var lines = new List<string>();

        await CancelOnceReadyAsync(Never, lines: lines);

        Assert.That(lines, Is.EqualTo(new[] { "ready", "canceled" }));
    }

    private async Task CancelOnceReadyAsync(TimeSpan grace, TimeProvider? time = null, List<string>? lines = null)
    {
        using var cancel = new CancellationTokenSource();
        var docker = new DockerProcess(time) { GraceTime = grace };
        var run = docker.RunAsync(
            _fake.StandIn(new BuildxBuildSettings()),
            line =>
            {
                lines?.Add(line.Text);
                if (line.Text == "ready")
                    cancel.Cancel();
            },
            cancellationToken: cancel.Token);

        try
        {
            await run;
            Assert.Fail("the run was not cancelled");
        }
        catch (OperationCanceledException cancelled)
        {
            Assert.That(cancelled.CancellationToken, Is.EqualTo(cancel.Token));
        }
    }
}
