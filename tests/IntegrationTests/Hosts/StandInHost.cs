namespace IntegrationTests.Hosts;

/// <summary>The embedded host, compiled once for all tests under the assembly name Nuke.Common.</summary>
[SetUpFixture]
public sealed class StandInHost
{
    private static readonly SemaphoreSlim s_gate = new(1);
    private static string? s_directory;

    [OneTimeTearDown]
    public void Delete()
    {
        if (s_directory is not null)
            Directory.Delete(s_directory, recursive: true);
    }

    /// <returns>The path of the assembly.</returns>
    internal static async Task<string> CompileAsync()
    {
        await s_gate.WaitAsync();
        try
        {
            if (s_directory is null)
            {
                var directory = Directory.CreateTempSubdirectory("stand-in-host-").FullName;
                string[] arguments =
                [
                    "build", "source/Nuke.EmbeddedHost", "-c", "Release", "-o", Path.Combine(directory, "bin"), "-nologo", "-v:q", "-p:NukeHost=embedded",
                    "-p:AssemblyName=Nuke.Common", "-p:GenerateDocumentationFile=false", $"-p:BaseIntermediateOutputPath={directory}/obj/",
                ];
                var variables = new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1" };
                var run = await Run.Start(Repository.Root, DotNetSdk.Program, arguments, variables).EndAsync();
                s_directory = run.ExitCode == 0 ? directory : throw new InvalidOperationException(run.ToString());
            }

            return Path.Combine(s_directory, "bin", "Nuke.Common.dll");
        }
        finally
        {
            s_gate.Release();
        }
    }
}
