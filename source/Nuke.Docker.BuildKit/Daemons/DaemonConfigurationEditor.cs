using System.Diagnostics.Contracts;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;
using Nuke.Docker.BuildKit.Text.Json;

namespace Nuke.Docker.BuildKit.Daemons;

/// <summary>
/// Edits <c>daemon.json</c>: keeps everything else in it, and validates the result. Docker reads the file when it restarts; see <see cref="EngineRestart"/>.
/// </summary>
internal static class DaemonConfigurationEditor
{
    // A user's PATH has no folders of system programs on Debian.
    private static readonly string[] s_systemFolders = ["/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/local/bin"];

    /// <summary>Returns the text of a file with settings merged into it. Order, formatting and other settings stay.</summary>
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
        var editor = new JsonEditor(text ?? "");
        try
        {
            foreach (var setting in settings)
                Apply(setting, editor);
            return editor.Text;
        }
        catch (InvalidDataException problem)
        {
            throw Unchanged(path, problem.Message);
        }
        catch (JsonException problem)
        {
            throw Unchanged(path, $"line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1} is not valid JSON");
        }
    }

    /// <summary>Plans the change of a file: merges the settings and validates the result.</summary>
    /// <param name="path">The file, whether it exists or not.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="validate">Validates a file; returns <c>null</c> if it is valid, otherwise the error. <c>null</c>: nothing is validated.</param>
    /// <param name="cancellationToken">Cancels the validation.</param>
    /// <returns>The change, which keeps the old file as a backup.</returns>
    /// <exception cref="DockerException">The file or the result is invalid (<see cref="DockerFaultKind.DaemonConfigurationInvalid"/>).</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static async Task<FileChange> PlanAsync(
        string path,
        IEnumerable<DaemonSetting> settings,
        Func<string, CancellationToken, Task<string?>>? validate,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var old = FileChange.ReadIfExists(path);
        var change = FileChange.Of(path, Merge(old, settings, path)) with { KeepBackup = true };
        if (change.Changes && validate is not null)
            await RequireValidAsync(change, validate, cancellationToken);
        return change;
    }

    /// <summary>Returns the validation with <c>dockerd --validate</c>; <c>null</c> if this machine has no dockerd.</summary>
    /// <param name="environment">Environment variables.</param>
    /// <param name="docker">Path of the docker CLI, which may stand beside the dockerd of a private engine. <c>null</c>: unknown.</param>
    public static Func<string, CancellationToken, Task<string?>>? FindValidator(IReadOnlyDictionary<string, string> environment, string? docker = null)
    {
        string[] beside = docker is null ? [] : [System.IO.Path.GetFullPath("../sbin", System.IO.Path.GetDirectoryName(docker)!)];
        var dockerd = HostCommand.Find("dockerd", environment)
            ?? s_systemFolders.Concat(beside).Select(folder => $"{folder}/dockerd").FirstOrDefault(File.Exists);
        if (dockerd is null)
            return null;
        // dockerd searches for docker-proxy first.
        var path = $"{System.IO.Path.GetDirectoryName(dockerd)}{System.IO.Path.PathSeparator}{environment.Read("PATH")}";
        var variables = new Dictionary<string, string> { ["PATH"] = path };
        return async (file, token) =>
        {
            var result = await HostCommand.RunAsync(dockerd, ["--validate", "--config-file", file], token, environment: variables);
            return result.Succeeded ? null : result.Tail();
        };
    }

    private static void Apply(DaemonSetting setting, JsonEditor editor)
    {
        if (setting.Json is null)
        {
            editor.Remove(setting.Path);
            return;
        }

        var value = JsonNode.Parse(setting.Json)!;
        if (setting.Adds && editor.Get(setting.Path) is { } existing)
        {
            var items = existing as JsonArray ?? throw new InvalidDataException($"\"{string.Join('.', setting.Path)}\" is not an array");
            foreach (var item in value.AsArray().Where(item => !items.Any(other => JsonNode.DeepEquals(item, other))).ToList())
                items.Add(item!.DeepClone());
            value = items;
        }

        editor.Set(setting.Path, value);
    }

    private static async Task RequireValidAsync(FileChange change, Func<string, CancellationToken, Task<string?>> validate, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("daemon-").FullName;
        var trial = System.IO.Path.Combine(folder, "daemon.json");
        try
        {
            // An error that the old file has too is about the machine, such as a program that is not on PATH.
            if (await ProblemAsync(change.After) is { } problem && await ProblemAsync(change.Before ?? "{}") is null)
            {
                var reason = problem.Replace(trial, change.Path, StringComparison.Ordinal).Trim().TrimEnd('.');
                throw Unchanged(change.Path, $"dockerd rejects the result: {reason}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<string?> ProblemAsync(string text)
        {
            await File.WriteAllTextAsync(trial, text, cancellationToken);
            return await validate(trial, cancellationToken);
        }
    }

    private static DockerException Unchanged(string path, string problem) =>
        new(DockerFaultKind.DaemonConfigurationInvalid, $"{path} wasn't changed: {problem}. Fix it by hand.");
}
