using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.Engines;

/// <summary>The smallest image that can run for a while: the host's sleep and its libraries.</summary>
internal static class SleepImage
{
    public static Task ImportAsync(EngineConnection connection) => HostToolsImage.ImportAsync(connection, "sleep", "sleep");

    public static async Task RunAsync(EngineConnection connection, int seconds)
    {
        await ImportAsync(connection);
        await Shell.RunAsync(connection, $"docker run -d --network=host --stop-timeout 1 sleep /bin/sleep {seconds}");
    }

    public static int CountProcesses(int seconds) =>
        Directory.EnumerateDirectories("/proc")
            .Select(_ => Path.Combine(_, "cmdline"))
            .Where(File.Exists)
            .Count(_ => ReadCommand(_) == $"/bin/sleep {seconds}");

    public static string ReadCommand(string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\0').Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
