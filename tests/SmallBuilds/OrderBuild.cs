using Nuke.Common;
using Serilog;

namespace SmallBuilds;

/// <summary>Targets that depend on each other, trigger each other and are skipped.</summary>
internal sealed class OrderBuild : NukeBuild
{
    private Target Prepare => _ => _.Executes(() => Log.Information("prepare ran"));

    private Target Compile => _ => _.DependsOn(Prepare).Triggers(Notify).Executes(() => Log.Information("compile ran"));

    private Target Notify => _ => _.Executes(() => Log.Information("notify ran"));

    private Target Never => _ => _.OnlyWhenDynamic(() => Never == null).Executes(() => Log.Information("never ran"));

    private Target Everything => _ => _.DependsOn(Never, Compile);

    private Target Reported => _ => _.Executes(() =>
    {
        Log.Warning("a warning");
        ReportSummary(_ =>
        {
            _.Add("Items", "3");
            return _;
        });
    });

    public static int Run() => Execute<OrderBuild>(x => x.Everything);
}
