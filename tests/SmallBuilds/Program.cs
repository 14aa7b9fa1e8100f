namespace SmallBuilds;

/// <summary>Runs the build class that the variable <c>SMALL_BUILD</c> names.</summary>
internal static class Program
{
    public static int Main()
    {
        // As NUKE does at its start: a signal that reaches this handler prints a second summary.
        Console.CancelKeyPress += (_, _) => Console.WriteLine("The host's own handler ran");
        return Environment.GetEnvironmentVariable("SMALL_BUILD") switch
        {
            nameof(OrderBuild) => OrderBuild.Run(),
            nameof(FailureBuild) => FailureBuild.Run(),
            nameof(DockerBuild) => DockerBuild.Run(),
            nameof(PlainBuild) => PlainBuild.Run(),
            nameof(SharedFolderBuild) => SharedFolderBuild.Run(),
            nameof(ShortNamesBuild) => ShortNamesBuild.Run(),
            nameof(CleanBuild) => CleanBuild.Run(),
            nameof(JsonBuild) => JsonBuild.Run(),
            nameof(LiveBuild) => LiveBuild.Run(),
            nameof(ImagesBuild) => ImagesBuild.Run(),
            var other => throw new InvalidOperationException($"There is no build class '{other}'"),
        };
    }
}
