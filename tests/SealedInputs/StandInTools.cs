using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace SealedInputs;

/// <summary>
/// Scripts that replace uv, Poetry, PDM and Pipenv if these are not available. They support the few commands of our Dockerfiles, with and
/// without a lock, run pip, and refuse all other commands.
/// </summary>
public static class StandInTools
{
    /// <returns>The paths of wheels with the commands <c>poetry</c>, <c>pdm</c> and <c>pipenv</c>.</returns>
    public static IReadOnlyList<string> WriteWheels(string directory) =>
    [
        .. new[] { ("poetry", "2.0.2"), ("pdm", "2.20.1"), ("pipenv", "2024.0.1") }.Select(tool => StandInWheel.Write(
            directory,
            tool.Item1,
            tool.Item2,
            new Dictionary<string, string> { [$"{tool.Item1}_stand_in.py"] = ScriptOf(tool.Item1) },
            $"{tool.Item1} = {tool.Item1}_stand_in:main")),
    ];

    /// <returns>The paths of wheels whose commands start the managers of <see cref="PythonBaseImage"/>.</returns>
    public static IReadOnlyList<string> WriteLaunchers(string directory) =>
    [
        .. new[] { ("poetry", "2.3.4"), ("pdm", "2.29.3"), ("pipenv", "2026.8.0") }.Select(tool => StandInWheel.Write(
            directory,
            tool.Item1,
            tool.Item2,
            new Dictionary<string, string>
            {
                [$"{tool.Item1}_launcher.py"] = $"import os, sys\n\n\ndef main():\n    os.execv('/usr/bin/{tool.Item1}', sys.argv)\n",
            },
            $"{tool.Item1} = {tool.Item1}_launcher:main")),
        // They lock for all platforms, and Click needs it on Windows.
        StandInWheel.Write(directory, "colorama", "0.4.6", new Dictionary<string, string> { ["colorama/__init__.py"] = "" }),
    ];

    /// <summary>Builds an image with only <c>/uv</c> and <c>/uvx</c>, like uv's own image.</summary>
    public static async Task BuildUvImageAsync(EngineConnection connection, string directory, string tag, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var context = Directory.CreateDirectory(Path.Combine(directory, "uv")).FullName;
        foreach (var name in new[] { "uv", "uvx" })
            await File.WriteAllTextAsync(Path.Combine(context, name), $"#!/usr/bin/env python3\n{ScriptOf("uv")}", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), "FROM scratch\nCOPY --chmod=755 uv uvx /\n", cancellationToken);
        var result = await HostCommand.RunAsync(
            connection.DockerPath, ["buildx", "build", "--quiet", "--load", "--tag", tag, context], cancellationToken, environment: connection.Environment);
        if (!result.Succeeded)
            throw new InvalidOperationException($"The image of the stand-in for uv can't be built: {result.Tail()}");
    }

    private static string ScriptOf(string tool) => $"{Read("common")}\n\n{Read(tool)}";

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(StandInTools).Assembly.GetManifestResourceStream($"StandIns/{name}.py")!);
        return reader.ReadToEnd();
    }
}
