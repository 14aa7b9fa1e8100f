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
/// Edits <c>daemon.json</c>: keeps everything else in it, saves the old file next to it, and validates the new one before replacing the old.
/// Docker reads the file when it restarts; the target restarts it if asked.
/// </summary>
public static class DaemonConfigurationEditor
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns the text of a file with settings merged into it.</summary>
    /// <param name="text">Text of the file; empty or <c>null</c> if it does not exist.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="path">Path of the file in error messages.</param>
    /// <exception cref="DockerException">
    /// The text is not a JSON object, or another value is in the place of an object (<see cref="DockerFaultKind.DaemonConfigurationInvalid"/>).
    /// </exception>
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
                parent = parent[name] as JsonObject ?? throw Unchanged(path, $"\"{name}\" is not an object");
            }

            if (setting.Json is null)
                parent.Remove(setting.Path[^1]);
            else
                parent[setting.Path[^1]] = JsonNode.Parse(setting.Json);
        }

        return root.ToJsonString(s_options) + "\n";
    }

    /// <summary>Merges settings into the file.</summary>
    /// <param name="path">The file; created with its folder if it does not exist.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="validate">
    /// Validates a file; returns <c>null</c> if it is valid, otherwise the error. <c>null</c>: <c>dockerd --validate</c> if it is on PATH.
    /// </param>
    /// <param name="time">Clock for the name of the backup; <c>null</c>: the system clock.</param>
    /// <param name="cancellationToken">Cancels reading and validation.</param>
    /// <returns>Path of the backup; <c>null</c> if the file did not exist.</returns>
    /// <exception cref="DockerException">
    /// The file or the result is invalid (<see cref="DockerFaultKind.DaemonConfigurationInvalid"/>). Nothing was changed.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
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
                throw Unchanged(path, $"dockerd rejects the result: {problem.Trim().TrimEnd('.')}");
        }
        finally
        {
            Directory.Delete(System.IO.Path.GetDirectoryName(trial)!, recursive: true);
        }

        // An error that the old file has too is about the machine, such as a program that is not on PATH.
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
            return JsonNode.Parse(text) as JsonObject ?? throw Unchanged(path, "it does not contain a JSON object");
        }
        catch (JsonException problem)
        {
            throw Unchanged(path, $"line {problem.LineNumber + 1} is not valid JSON");
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
