using System.Runtime.InteropServices;
using Nuke.Common;
using Nuke.Common.Tooling;

namespace Nuke.EmbeddedHost.SampleBuild;

internal sealed class Build : NukeBuild
{
    private Target Log => _ => _.After(Sleep, Careful).Executes(() => Serilog.Log.Information("done"));

    private Target Fail => _ => _.Executes(() => throw new IOException("failed"));

    private Target Sleep => _ => _.Executes(() => ProcessTasks.StartProcess("sleep", "60").AssertZeroExitCode());

    /// <summary>Handles the signal itself, as a component does.</summary>
    private Target Careful => _ => _.Executes(() =>
    {
        using var stop = new ManualResetEventSlim();
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, x =>
        {
            x.Cancel = true;
            stop.Set();
        });
        Serilog.Log.Information("waiting");
        stop.Wait();
        Serilog.Log.Information("tidied up");
        throw new OperationCanceledException();
    });

    private Target Stubborn => _ => _.Executes(() =>
    {
        Serilog.Log.Information("waiting");
        Thread.Sleep(TimeSpan.FromSeconds(60));
    });

    private Target Assured => _ => _.After(Fail, Sleep, Careful, Stubborn).AssuredAfterFailure().Executes(() =>
    {
        ProcessTasks.StartProcess("true").AssertZeroExitCode();
        Serilog.Log.Information("started 'true'");
    });

    public static int Main() => Execute<Build>(x => x.Log);
}
