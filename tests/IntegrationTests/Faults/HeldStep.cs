using IntegrationTests.Engines;

namespace IntegrationTests.Faults;

/// <summary>The last step of a project's Dockerfile. It runs until it is released, however often the build starts it. Needs root.</summary>
internal sealed class HeldStep
{
    private readonly string _command;

    public HeldStep(FaultBench bench)
    {
        // In memory, so that the image contains nothing of it.
        _command = $": {Guid.NewGuid():N}; until [ -e /dev/shm/go ]; do sleep 0.05; done";
        File.AppendAllText(Path.Combine(bench.Context, "Dockerfile"), $"RUN [\"/bin/sh\", \"-c\", \"{_command}\"]\n");
    }

    /// <summary>Waits until the step runs.</summary>
    public async Task BeginsAsync()
    {
        for (var attempt = 0; attempt < 1200; attempt++)
        {
            if (Processes().Any())
                return;
            await Task.Delay(50);
        }
        Assert.Fail("the step never began");
    }

    /// <summary>Releases the step each time that it starts, until the build has ended.</summary>
    public async Task LetGoUntilAsync(Task ends)
    {
        while (!ends.IsCompleted)
        {
            foreach (var process in Processes())
                LetGo(process);
            await Task.WhenAny(ends, Task.Delay(50));
        }
    }

    private static void LetGo(string process)
    {
        try
        {
            File.WriteAllText(Path.Combine(process, "root", "dev", "shm", "go"), "");
        }
        catch (IOException)
        {
            // It has just ended.
        }
    }

    private IEnumerable<string> Processes() => Directory.EnumerateDirectories("/proc").Where(folder =>
        Path.Combine(folder, "cmdline") is var file && File.Exists(file) && SleepImage.ReadCommand(file) == $"/bin/sh -c {_command}");
}
