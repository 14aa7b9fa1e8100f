using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace SealedInputs;

/// <summary>A base image with some of the host's programs and their libraries. It takes a second and needs no registry.</summary>
public static class HostToolsImage
{
    /// <summary>Makes the image in an engine.</summary>
    /// <param name="connection">The engine.</param>
    /// <param name="reference">The image's name.</param>
    /// <param name="tools">Names of programs in <c>/bin</c>.</param>
    public static async Task ImportAsync(EngineConnection connection, string reference, params IReadOnlyList<string> tools)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(tools);

        const string script =
            """docker=$1; reference=$2; shift 2; """
            + """tar -ch -C / $(for tool; do ldd "/bin/$tool" | grep -o '/[^ ]*'; echo "/bin/$tool"; done | sort -u | cut -c2-) """
            + """| "$docker" import - "$reference" """;
        var result = await HostCommand.RunAsync(
            "/bin/sh",
            ["-c", script, "sh", connection.DockerPath, reference, .. tools],
            CancellationToken.None,
            environment: connection.Environment);
        if (!result.Succeeded)
            throw new InvalidOperationException($"The image {reference} can't be made of the host's tools: {result.Tail()}");
    }
}
