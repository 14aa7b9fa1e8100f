using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Recovery;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Settings;

namespace IntegrationTests.Faults;

/// <summary>A build of a bench as the components start it: with an engine to ask and limits.</summary>
internal static class FaultBuild
{
    public static async Task<BuildReport> RunAsync(
        FaultBench bench,
        Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null,
        RecoveryLimits? limits = null,
        Func<DockerFault, CancellationToken, Task<bool>>? returned = null)
    {
        bench.Printed.Clear();
        using var engine = bench.Connection.Connect();
        return await BuildxTasks.BuildxBuildAsync(configure?.Invoke(bench.Settings) ?? bench.Settings, new BuildxBuildOptions
        {
            Print = (_, line) => bench.Printed.Add(line),
            Engine = engine,
            Recovery = limits ?? new RecoveryLimits(),
            EngineReturned = returned,
        });
    }
}
