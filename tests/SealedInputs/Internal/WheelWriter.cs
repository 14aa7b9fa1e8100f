using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace SealedInputs.Internal;

/// <summary>Makes a wheel of an unpacked <c>python3-*</c> package. The same package always gives the same bytes.</summary>
internal static class WheelWriter
{
    // The oldest time in the zip format.
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>The wheel's path in <paramref name="target" />.</returns>
    /// <exception cref="InvalidDataException">The package holds no Python distribution, or several.</exception>
    public static string Write(string unpacked, string target)
    {
        var library = Path.Combine(unpacked, "usr/lib/python3/dist-packages");
        var infos = Directory.Exists(library)
            ? Directory.EnumerateDirectories(library)
                .Where(_ => _.EndsWith(".dist-info", StringComparison.Ordinal) || _.EndsWith(".egg-info", StringComparison.Ordinal))
                .ToList()
            : [];

        if (infos is not [var info])
            throw new InvalidDataException($"{Path.GetFileName(unpacked)} holds {infos.Count} Python distributions where one is expected.");

        var metadata = ReadFirst(info, "METADATA", "PKG-INFO");
        var fields = CoreMetadata.Parse(metadata);
        var name = $"{CoreMetadata.Normalize(fields.Name, '_')}-{fields.Version}";
        var files = LibraryFiles(library, info);
        var tag = TagOf(info, files.Keys);
        var distInfo = $"{name}.dist-info";

        files[$"{distInfo}/METADATA"] = Encoding.UTF8.GetBytes(metadata);
        files[$"{distInfo}/WHEEL"] = Encoding.UTF8.GetBytes(
            $"""
            Wheel-Version: 1.0
            Generator: sealed-inputs
            Root-Is-Purelib: {(tag.EndsWith("-any", StringComparison.Ordinal) ? "true" : "false")}
            Tag: {tag}

            """);

        foreach (var optional in new[] { "entry_points.txt", "top_level.txt" })
        {
            if (Path.Combine(info, optional) is var path && File.Exists(path))
                files[$"{distInfo}/{optional}"] = File.ReadAllBytes(path);
        }

        files[$"{distInfo}/RECORD"] = Encoding.UTF8.GetBytes(Record(files, distInfo));

        var wheel = Path.Combine(target, $"{name}-{tag}.whl");
        WriteZip(wheel, files);
        return wheel;
    }

    private static SortedDictionary<string, byte[]> LibraryFiles(string library, string info)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);

        foreach (var file in Directory.EnumerateFiles(library, "*", SearchOption.AllDirectories))
        {
            // Debian links to files of other packages, such as jquery.js.
            if (!file.StartsWith(info + "/", StringComparison.Ordinal) && !file.Contains("/__pycache__/", StringComparison.Ordinal)
                && File.ResolveLinkTarget(file, returnFinalTarget: true) is not { Exists: false })
                files[Path.GetRelativePath(library, file)] = File.ReadAllBytes(file);
        }

        return files;
    }

    private static string TagOf(string info, IEnumerable<string> files)
    {
        // The last tag: that of Python 2 comes first.
        var wheel = Path.Combine(info, "WHEEL");

        if (File.Exists(wheel) && File.ReadLines(wheel).LastOrDefault(_ => _.StartsWith("Tag: ", StringComparison.Ordinal)) is { } line)
            return line["Tag: ".Length..].Trim();

        // egg-info has no tag, but the name of a compiled module has: _x.cpython-313-x86_64-linux-gnu.so.
        return files.Select(_ => Path.GetFileName(_).Split('.'))
            .FirstOrDefault(_ => _ is [.., var middle, "so"] && middle.StartsWith("cpython-", StringComparison.Ordinal))
            is [.., var abi, _] && abi.Split('-') is [_, var version, var machine, ..]
            ? $"cp{version}-cp{version}-linux_{machine}"
            : "py3-none-any";
    }

    private static string Record(SortedDictionary<string, byte[]> files, string distInfo)
    {
        var lines = files.Select(
            _ => $"{Csv(_.Key)},sha256={Convert.ToBase64String(SHA256.HashData(_.Value)).TrimEnd('=').Replace('+', '-').Replace('/', '_')},{_.Value.Length}");
        return string.Concat(lines.Append($"{distInfo}/RECORD,,").Select(_ => $"{_}\n"));
    }

    private static string Csv(string path) => path.Contains(',', StringComparison.Ordinal) ? $"\"{path}\"" : path;

    private static string ReadFirst(string directory, params string[] names) =>
        File.ReadAllText(names.Select(_ => Path.Combine(directory, _)).First(File.Exists));

    private static void WriteZip(string path, SortedDictionary<string, byte[]> files)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);

        foreach (var (name, content) in files)
        {
            var entry = archive.CreateEntry(name);
            entry.LastWriteTime = s_time;
            using var stream = entry.Open();
            stream.Write(content);
        }
    }
}
