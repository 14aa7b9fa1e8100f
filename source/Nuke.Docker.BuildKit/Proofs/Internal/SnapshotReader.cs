using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using Docker.DotNet.Models;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Proofs.Internal;

/// <summary>Reads the files of an image from the export of a container that is never started, and its configuration.</summary>
internal static class SnapshotReader
{
    private const int LargestProgram = 256 * 1024 * 1024;

    public static async Task<ImageSnapshot> ReadAsync(EngineClient client, string image, CancellationToken cancellationToken)
    {
        // An image without a command needs one to create a container.
        var created = await client.Api.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = ["none"] }, cancellationToken);
        try
        {
            var inspected = await client.Api.Images.InspectImageAsync(image, cancellationToken);
            await using var export = await client.Api.Containers.ExportContainerAsync(created.ID, cancellationToken);
            return new ImageSnapshot(await ReadFilesAsync(export, cancellationToken), SettingsOf(inspected.Config));
        }
        finally
        {
            var all = new ContainerRemoveParameters { Force = true, RemoveVolumes = true };
            await client.Api.Containers.RemoveContainerAsync(created.ID, all, CancellationToken.None);
        }
    }

    /// <summary>Reads an archive of a file system.</summary>
    public static async Task<IReadOnlyDictionary<string, ImageFile>> ReadFilesAsync(Stream archive, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, ImageFile>(StringComparer.Ordinal);
        await using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var path = $"/{entry.Name.TrimStart('.').Trim('/')}";
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
                continue;
            var (content, libraries) = await ContentAsync(entry, cancellationToken);
            // A hard link is the file that it names.
            if (entry.EntryType == TarEntryType.HardLink && files.GetValueOrDefault($"/{entry.LinkName.TrimStart('.').Trim('/')}") is { } target)
                files[path] = target;
            else
                files[path] = new ImageFile(
                    Kind(entry.EntryType),
                    Convert.ToString((int)entry.Mode, 8),
                    string.Create(CultureInfo.InvariantCulture, $"{entry.Uid}:{entry.Gid}"),
                    content) { Libraries = libraries };
        }

        return files;
    }

    private static string Kind(TarEntryType type) => type switch
    {
        TarEntryType.Directory => "directory",
        TarEntryType.SymbolicLink or TarEntryType.HardLink => "link",
        TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => "file",
        _ => "device",
    };

    private static async Task<(string Content, IReadOnlyList<string> Libraries)> ContentAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            return (entry.LinkName, []);
        if (entry.DataStream is not { } data)
            return ("", []);
        // Programs and libraries are executable, or have a name such as libpq.so.5.
        if (entry.Length > LargestProgram || !(entry.Name.Contains(".so", StringComparison.Ordinal) || entry.Mode.HasFlag(UnixFileMode.UserExecute)))
            return (Convert.ToHexString(await SHA256.HashDataAsync(data, cancellationToken)), []);
        var bytes = new byte[entry.Length];
        await data.ReadExactlyAsync(bytes, cancellationToken);
        return (Convert.ToHexString(SHA256.HashData(bytes)), ElfLibraries.Of(bytes));
    }

    private static Dictionary<string, string> SettingsOf(DockerOCIImageConfig? config)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (config is null)
            return settings;
        Set("User", config.User);
        Set("WorkingDir", config.WorkingDir);
        Set("StopSignal", config.StopSignal);
        Set("Cmd", Words(config.Cmd));
        Set("Entrypoint", Words(config.Entrypoint));
        Set("Shell", Words(config.Shell));
        Set("Healthcheck", Words(config.Healthcheck?.Test));
        foreach (var port in config.ExposedPorts?.Keys ?? [])
            Set($"Port {port}", "exposed");
        foreach (var volume in config.Volumes?.Keys ?? [])
            Set($"Volume {volume}", "declared");
        foreach (var (name, value) in config.Labels ?? new Dictionary<string, string>())
            Set($"Label {name}", value);
        foreach (var variable in config.Env ?? [])
        {
            var parts = variable.Split('=', 2);
            Set($"Env {parts[0]}", parts.Length > 1 ? parts[1] : "");
        }

        return settings;

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                settings[name] = value;
        }
    }

    private static string Words(IEnumerable<string>? words) => words is null ? "" : string.Join(' ', words.Select(word => $"\"{word}\""));
}
