namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static class DebianPackage
{
    /// <summary>Unpacks every <c>.deb</c> below <paramref name="directory" /> into <paramref name="prefix" /> without running scripts.</summary>
    public static async Task UnpackAllAsync(string directory, string prefix, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(prefix);

        foreach (var package in Directory.EnumerateFiles(directory, "*.deb", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var result = await HostCommand.RunAsync("dpkg-deb", ["-x", package, prefix], cancellationToken);

            if (!result.Succeeded)
                throw new EnginePackagesException($"{Path.GetFileName(package)} cannot be unpacked: {result.Tail(2)}");
        }
    }
}
