using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Engines;

/// <summary>The smallest image that can run something for a while: the host's own sleep and what it is linked to.</summary>
internal static class SleepImage
{
    public static Task ImportAsync(EngineConnection connection, string directory) =>
        Shell.RunAsync(connection, "tar -chf sleep.tar -C / $(ldd /bin/sleep | grep -o '/[^ ]*' | cut -c2-) bin/sleep && docker import sleep.tar sleep", directory);

    public static async Task RunAsync(EngineConnection connection, string directory, int seconds)
    {
        await ImportAsync(connection, directory);
        await Shell.RunAsync(connection, $"docker run -d --network=host --stop-timeout 1 sleep /bin/sleep {seconds}");
    }

    public static int CountProcesses(int seconds) =>
        Directory.EnumerateDirectories("/proc").Select(_ => Path.Combine(_, "cmdline")).Where(File.Exists).Count(_ => ReadCommand(_) == $"/bin/sleep {seconds}");

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
