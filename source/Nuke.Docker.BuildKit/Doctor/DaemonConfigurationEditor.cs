using System.Diagnostics.Contracts;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>
/// Changes <c>daemon.json</c>: what stands in it stays, the old file is kept beside it, and the new one is checked before it takes its place.
/// Docker reads it when it is restarted; see <see cref="EngineRestart"/>.
/// </summary>
public static class DaemonConfigurationEditor
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A file's text with settings merged into it.</summary>
    /// <param name="text">The file; empty or null: there is none.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="path">What messages call the file.</param>
    /// <exception cref="DockerException">It isn't a JSON object, or something stands where an object must (<see cref="DockerFaultKind.DaemonConfigurationInvalid"/>).</exception>
    [Pure]
    public static string Merge(string? text, IEnumerable<DaemonSetting> settings, string path = "daemon.json")
    {
        ArgumentNullException.ThrowIfNull(settings);
        var root = Parse(text, path);
        foreach (var setting in settings)
        {
            var parent = root;
            foreach (var name in setting.Path[..^1])
            {
                if (parent[name] is null)
                    parent[name] = new JsonObject();
                parent = parent[name] as JsonObject ?? throw Unchanged(path, $"\"{name}\" is no object");
            }

            if (setting.Json is null)
                parent.Remove(setting.Path[^1]);
            else
                parent[setting.Path[^1]] = JsonNode.Parse(setting.Json);
        }

        return root.ToJsonString(s_options) + "\n";
    }

    /// <summary>Merges settings into the file.</summary>
    /// <param name="path">The file; its folder is made where there is none.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="validate">Tries a file; null where it is good, else what is wrong. Null: <c>dockerd --validate</c> where there is one in PATH.</param>
    /// <param name="time">Names the old file; null: the system's clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Where the old file is kept; null where there was none.</returns>
    /// <exception cref="DockerException">The file or its new content is invalid (<see cref="DockerFaultKind.DaemonConfigurationInvalid"/>). Nothing was changed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task<string?> ApplyAsync(
        string path,
        IEnumerable<DaemonSetting> settings,
        Func<string, CancellationToken, Task<string?>>? validate = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var old = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;
        var merged = Merge(old, settings, path);
        var trial = System.IO.Path.Combine(Directory.CreateTempSubdirectory("daemon-").FullName, "daemon.json");
        try
        {
            validate ??= ValidateAsync;
            if (await ProblemAsync(merged) is { } problem && await ProblemAsync(old ?? "{}") is null)
                throw Unchanged(path, $"dockerd refuses the result: {problem.Trim().TrimEnd('.')}");
        }
        finally
        {
            Directory.Delete(System.IO.Path.GetDirectoryName(trial)!, recursive: true);
        }

        // What it says of the old file as well is about the machine, such as a program that isn't in PATH.
        async Task<string?> ProblemAsync(string text)
        {
            await File.WriteAllTextAsync(trial, text, cancellationToken);
            return await validate(trial, cancellationToken);
        }

        var backup = old is null ? null : $"{path}.{(time ?? TimeProvider.System).GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.bak";
        if (backup is not null)
            File.Copy(path, backup, overwrite: true);
        AtomicFile.WriteText(merged, path);
        return backup;
    }

    private static JsonObject Parse(string? text, string path)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Unchanged(path, "it holds no JSON object");
        }
        catch (JsonException problem)
        {
            throw Unchanged(path, $"line {problem.LineNumber + 1} is no valid JSON");
        }
    }

    private static async Task<string?> ValidateAsync(string file, CancellationToken cancellationToken)
    {
        if (HostCommand.Find("dockerd", EnvironmentReading.OfThisProcess()) is not { } dockerd)
            return null;
        var result = await HostCommand.RunAsync(dockerd, ["--validate", "--config-file", file], cancellationToken);
        return result.Succeeded ? null : result.Tail();
    }

    private static DockerException Unchanged(string path, string problem) =>
        new(DockerFaultKind.DaemonConfigurationInvalid, $"{path} wasn't changed: {problem}. Fix it by hand.");
}
