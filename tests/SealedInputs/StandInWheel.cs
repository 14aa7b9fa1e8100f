using SealedInputs.Internal;

namespace SealedInputs;

/// <summary>A wheel that replaces a program or library if PyPI can't be reached. Its metadata says that it is a stand-in.</summary>
public static class StandInWheel
{
    /// <param name="directory">Folder for the wheel.</param>
    /// <param name="name">The project that it replaces.</param>
    /// <param name="version">Increase it with each change of the files: pip's cache outlives a test run and uses the wheel's address as key.</param>
    /// <param name="files">Its files by path, such as <c>torch/__init__.py</c>.</param>
    /// <param name="script">An entry point, such as <c>name = module:main</c>; null: none.</param>
    /// <param name="ballast">Size in MB of a file that can't be compressed, in place of shared libraries; 0: none.</param>
    /// <returns>The wheel's path.</returns>
    public static string Write(string directory, string name, string version, IReadOnlyDictionary<string, string> files, string? script = null, int ballast = 0)
    {
        var package = Path.Combine(directory, $".{name}");
        var library = Path.Combine(package, "usr/lib/python3/dist-packages");
        var info = new Dictionary<string, string>
        {
            [$"{name}-{version}.dist-info/METADATA"] = $"""
                Metadata-Version: 2.1
                Name: {name}
                Version: {version}
                Summary: A stand-in for tests: not the real {name}

                """,
        };
        if (script is not null)
            info[$"{name}-{version}.dist-info/entry_points.txt"] = $"[console_scripts]\n{script}\n";
        foreach (var (path, text) in files.Concat(info))
        {
            var target = Path.Combine(library, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
        }

        if (ballast > 0)
            WriteBallast(Path.Combine(library, name, $"lib{name}.so"), ballast);
        var wheel = WheelWriter.Write(package, directory);
        Directory.Delete(package, recursive: true);
        return wheel;
    }

    // A fixed seed gives the same bytes each time.
    private static void WriteBallast(string path, int megabytes)
    {
        var random = new Random(megabytes);
        var block = new byte[1_000_000];
        using var file = File.Create(path);
        for (var written = 0; written < megabytes; written++)
        {
            random.NextBytes(block);
            file.Write(block);
        }
    }
}
