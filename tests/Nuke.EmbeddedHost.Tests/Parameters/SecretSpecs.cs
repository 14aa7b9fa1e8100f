using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;
using Nuke.EmbeddedHost.Tests.Runs;
using Serilog;

namespace Nuke.EmbeddedHost.Tests.Parameters;

public class SecretSpecs : RunSpecs
{
    [TestCase("Tell")]
    [TestCase("Fail")]
    [TestCase("Start")]
    [TestCase("Report")]
    [Difference]
    public void A_secret_is_never_printed(string target)
    {
        Run.Environment["PASSWORD"] = "hunter2";

        Run.Execute<Careless>(x => x.Tell, target, "--key", "first line\nsecond line");

        Assert.That(Run.Output, Does.Contain("[REDACTED]"));
        Assert.That(Run.Output, Does.Not.Contain("hunter2").And.Not.Contain("second line"));
    }

    [Test]
    public void A_secret_is_not_kept_for_a_continued_build()
    {
        Run.Execute<Careless>(x => x.Tell, "--key", "hunter2");

        Assert.That(Run.Read(".nuke/temp/build-attempt.log"), Does.Not.Contain("hunter2"));
    }

    private interface IHazPassword : INukeBuild
    {
        [Parameter, Secret] string? Password => TryGetValue(() => Password);
    }

    private sealed class Careless : RecordingBuild, IHazPassword
    {
        [Parameter, Secret] private readonly string key = "";

        private static string? FromEnvironment => EnvironmentInfo.GetVariable("PASSWORD");

        public Target Tell => _ => _.Executes(() => Log.Information("{Password} {Key}", FromEnvironment, key));
        public Target Fail => _ => _.Executes(() => throw new IOException($"login with {FromEnvironment} failed"));
        public Target Start => _ => _.Executes(() => ProcessTasks.StartShell($"echo {FromEnvironment}").AssertZeroExitCode());
        public Target Report => _ => _.Executes(() => ReportSummary(x => x.AddPair("Password", FromEnvironment!)));
    }
}
