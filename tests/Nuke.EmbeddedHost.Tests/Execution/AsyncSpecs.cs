using Nuke.Common;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Execution;

public class AsyncSpecs : RunSpecs
{
    [TestCase("ReturnsTask")]
    [TestCase("ReturnsTaskOfValue")]
    [Difference]
    public void A_target_ends_when_its_task_has_ended(string target)
    {
        var exitCode = Run.Execute<Asynchronous>(x => x.ReturnsTask, target);

        Assert.That(exitCode, Is.EqualTo(255), "the task's failure is the target's");
        Assert.That(Run.Output, Does.Contain($"Target {target} failed: too late"));
    }

    public class Asynchronous : NukeBuild
    {
        public Target ReturnsTask => _ => _.Executes(() => FailAsync());

        public Target ReturnsTaskOfValue => _ => _.Executes(() => CountAsync());

        private static async Task FailAsync()
        {
            await Task.Delay(20);
            throw new IOException("too late");
        }

        private static async Task<int> CountAsync()
        {
            await FailAsync();
            return 1;
        }
    }
}
