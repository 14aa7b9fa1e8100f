using NSubstitute;
using Nuke.Common;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Text;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Assert = NUnit.Framework.Assert;

namespace Nuke.Docker.BuildKit.Components.Tests.Failures;

/// <summary>Failures as NUKE logs them according to its public source, and the log that the components make of it.</summary>
public sealed class FailureLogSpecs
{
    private const string Thrown = "Target {TargetName} has thrown an exception";

    private readonly INukeBuild _build = Substitute.For<INukeBuild>();
    private readonly Recorder _host = new();
    private Logger _log = null!;

    [SetUp]
    public void SetUp()
    {
        _build.Verbosity.Returns(Verbosity.Normal);
        _host.Events.Clear();
        var host = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(_host).CreateLogger();
        _log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(new FailureLog(host, _build)).CreateLogger();
    }

    [TearDown]
    public void TearDown() => _log.Dispose();

    [Test]
    public void A_failure_is_logged_with_its_reason_and_without_the_stack()
    {
        _log.Error(new InvalidSettingException("--platform", "'x' is not a platform"), Thrown, "DockerBuild");

        Assert.That(Logged, Is.EqualTo("Target DockerBuild failed: --platform: 'x' is not a platform"));
        Assert.That(_host.Events.Single().Exception, Is.Null);
        Assert.That(_host.Events.Single().Level, Is.EqualTo(LogEventLevel.Error));
    }

    [Test]
    public void A_failure_that_nobody_foresaw_keeps_its_stack()
    {
        _log.Error(new InvalidOperationException("a mistake"), Thrown, "Own");

        Assert.That(Logged, Is.EqualTo("Target Own failed: a mistake"));
        Assert.That(_host.Events.Single().Exception, Is.TypeOf<InvalidOperationException>());
    }

    [Test]
    public void Verbose_output_has_the_stack_as_well()
    {
        _build.Verbosity.Returns(Verbosity.Verbose);

        _log.Error(new InvalidSettingException("--platform", "x"), Thrown, "DockerBuild");

        Assert.That(_host.Events.Single().Exception, Is.Not.Null);
    }

    [Test]
    public void Cancelling_is_no_error()
    {
        _log.Error(new OperationCanceledException("The build was cancelled."), Thrown, "DockerBuild");

        Assert.That(Logged, Is.EqualTo("Target DockerBuild was aborted"));
        Assert.That(_host.Events.Single().Level, Is.EqualTo(LogEventLevel.Warning));
    }

    [Test]
    public void A_client_that_gives_up_was_not_cancelled()
    {
        _log.Error(new TaskCanceledException("timed out", new TimeoutException()), Thrown, "DockerBuild");

        Assert.That(Logged, Is.EqualTo("Target DockerBuild failed: timed out"));
    }

    [Test]
    public void Failures_of_several_tasks_are_all_named()
    {
        _log.Error(new AggregateException(new IOException("one"), new IOException("two")), Thrown, "DockerBuild");

        Assert.That(Logged, Does.Contain("one").And.Contain("two").And.Not.Contain("One or more errors"));
    }

    [TestCase("Resolving argument 'Number' failed.\nValue 'many' could not be converted to 'int'\nArguments were:\n  [0] = --token\n  [1] = hunter2hunter2")]
    [TestCase("Value 'many' could not be converted to 'int'\nResolving parameter 'Number' failed. Environment variable was:\nhunter2hunter2")]
    public void The_arguments_that_NUKE_lists_where_a_value_does_not_convert_are_left_out(string message)
    {
        _log.Warning(new InvalidOperationException(message), "Could not inject value for {Member}", "Build.Number");

        Assert.That(Logged, Does.StartWith("Could not inject a value for Build.Number: ").And.Contain("Value 'many' could not be converted to 'int'"));
        Assert.That(Logged, Does.Not.Contain("hunter2hunter2").And.Not.Contain('\n'));
        Assert.That(_host.Events.Single().Exception, Is.Null);
    }

    [Test]
    public void Everything_else_passes_as_it_is()
    {
        var exception = new IOException("x");

        _log.Warning(exception, "Could not read {Path}", "a");
        _log.Information("{Count} images", 3);

        Assert.That(_host.Events.Select(logEvent => logEvent.RenderMessage()), Is.EqualTo(new[] { "Could not read \"a\"", "3 images" }));
        Assert.That(_host.Events[0].Exception, Is.SameAs(exception));
    }

    private string Logged => _host.Events.Single().RenderMessage();

    private sealed class Recorder : ILogEventSink
    {
        public List<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => Events.Add(logEvent);
    }
}
