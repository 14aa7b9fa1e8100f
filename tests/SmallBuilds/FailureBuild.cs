using Nuke.Common;
using Serilog;

namespace SmallBuilds;

/// <summary>Targets that fail, and what runs after them.</summary>
internal sealed class FailureBuild : NukeBuild
{
    [Parameter]
    private readonly string? Name;

    private Target Fails => _ => _.Executes(() => throw new IOException("the disk is full"));

    private Target Tolerated => _ => _.ProceedAfterFailure().Executes(() => throw new IOException("tolerable"));

    private Target After => _ => _.After(Fails, Tolerated).Executes(() => Log.Information("after ran"));

    private Target Assured => _ => _.After(Fails, Tolerated, After).AssuredAfterFailure().Executes(() => Log.Information("assured ran"));

    private Target SetsExitCode => _ => _.Executes(() =>
    {
        ExitCode = 7;
        throw new IOException("failed on purpose");
    });

    private Target Requires => _ => _.Requires(() => Name).Executes(() => Log.Information($"{Name} ran"));

    public static int Run() => Execute<FailureBuild>(x => x.Fails);
}
